"""cc_library as everywhere else, compiled as one unit of all its sources unless the build says otherwise.

Most of the time that a source takes to compile goes into the headers of Protobuf and Abseil, which all
sources of a library share. `--define=units=file` compiles each source by itself, as a build without
this project's .bazelrc does.
"""

load("@rules_cc//cc:defs.bzl", native_cc_library = "cc_library")

# What the warning is about is wrong in a header only, and GCC takes included sources for headers.
_PREAMBLE = """#ifndef __clang__
#pragma GCC diagnostic ignored "-Wsubobject-linkage"
#endif
"""

def _joined_sources_impl(ctx):
    unit = ctx.actions.declare_file(ctx.label.name + ".cc")
    ctx.actions.write(unit, _PREAMBLE + "".join(['#include "%s"\n' % source.path for source in ctx.files.srcs]))
    return [DefaultInfo(files = depset([unit]))]

_joined_sources = rule(
    implementation = _joined_sources_impl,
    attrs = {"srcs": attr.label_list(allow_files = [".cc"])},
)

def cc_library(name, srcs = [], **kwargs):
    """The rule of rules_cc with its arguments.

    Args:
      name: of the target.
      srcs: labels, not a select().
      **kwargs: as they are.
    """
    sources = [source for source in srcs if source.endswith(".cc")]
    if len(sources) < 2:
        native_cc_library(name = name, srcs = srcs, **kwargs)
        return
    unit = name + "_unit"
    _joined_sources(name = unit, srcs = sources)
    native_cc_library(
        name = name,
        srcs = select({
            "//bazel:units_of_libraries": [unit] + [source for source in srcs if source not in sources],
            "//conditions:default": srcs,
        }),
        textual_hdrs = select({
            "//bazel:units_of_libraries": sources,
            "//conditions:default": [],
        }),
        **kwargs
    )
