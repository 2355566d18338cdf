"""Debian 12 system packages under the labels their upstream Bazel builds use.

BUILD files name dependencies the way upstream does, for example
@com_google_absl//absl/strings or @com_google_protobuf//:protobuf. This file
makes those labels resolve to what apt installed, without network access.
Nothing else in the tree knows that system packages are in use: under a modern
Bazel, MODULE.bazel provides the same labels and this file is never loaded.

Headers come from /usr/include, which the compiler searches anyway. Libraries
are linked dynamically: Debian's static archives are built for executables only
(-fPIE) and cannot go into a shared library, and one shared copy is also what
keeps a program from holding two Protobuf runtimes. Only librisk.so, which must
get along with whatever its host has, carries a Protobuf of its own:
@risk_private_protobuf, the same version compiled from Debian's source.
"""

load(":npm.bzl", "npm_repository")

_PUBLIC = 'package(default_visibility = ["//visibility:public"])\n'

# ---------------------------------------------------------------------------
# Rule sets. Bazel 4 downloads rules_cc, rules_java and rules_proto unless they
# are already defined, and Debian's copy of rules_cc expects a newer Bazel. All
# that is needed is Bazel 4's native rules under the names that newer Bazel uses.

def _native_rules(names):
    return "".join(["%s = native.%s\n" % (n, n) for n in names])

_RULE_SETS = {
    "rules_cc": {
        "cc/BUILD.bazel": "",
        "cc/defs.bzl": _native_rules([
            "cc_binary",
            "cc_import",
            "cc_library",
            "cc_test",
            "cc_toolchain",
            "cc_toolchain_suite",
        ]),
    },
    "rules_java": {
        "java/BUILD.bazel": "",
        "java/defs.bzl": _native_rules(["java_import", "java_runtime", "java_toolchain"]),
    },
    "rules_proto": {
        "proto/BUILD.bazel": "",
        "proto/defs.bzl": _native_rules(["proto_lang_toolchain", "proto_library"]),
    },
    "rules_shell": {
        "shell/BUILD.bazel": "",
        "shell/sh_binary.bzl": _native_rules(["sh_binary"]),
        "shell/sh_test.bzl": _native_rules(["sh_test"]),
    },
}

# ---------------------------------------------------------------------------
# Libraries. Add a target here when a BUILD file first needs it.

_ABSL_TARGETS = {
    "absl/algorithm": ["container"],
    "absl/base": ["core_headers"],
    "absl/container": ["btree", "flat_hash_map", "flat_hash_set", "inlined_vector"],
    "absl/flags": ["config", "flag", "marshalling", "parse", "reflection", "usage"],
    "absl/functional": ["function_ref"],
    "absl/hash": ["hash"],
    "absl/meta": ["type_traits"],
    "absl/memory": ["memory"],
    "absl/status": ["status", "statusor"],
    "absl/strings": ["cord", "str_format", "strings"],
    "absl/synchronization": ["synchronization"],
    "absl/time": ["time"],
    "absl/types": ["span"],
    "absl/cleanup": ["cleanup"],
    "absl/numeric": ["bits", "int128"],
    "absl/random": ["random"],
}

_WELL_KNOWN_PROTOS = [
    "any",
    "descriptor",
    "duration",
    "empty",
    "field_mask",
    "struct",
    "timestamp",
    "wrappers",
]

_PROTOBUF = _PUBLIC + """
# Not needed, and not linked, where a static copy already serves: see _PRIVATE_PROTOBUF.
cc_library(
    name = "protobuf",
    linkopts = ["-Wl,--push-state,--as-needed", "-lprotobuf", "-Wl,--pop-state"],
)

exports_files(["protoc"])  # bazel's default --proto_compiler

proto_lang_toolchain(  # bazel's default --proto_toolchain_for_cc
    name = "cc_toolchain",
    blacklisted_protos = %r,  # compiled into libprotobuf already
    command_line = "--cpp_out=$(OUT)",
    runtime = ":protobuf",
)
""" % [name + "_proto" for name in _WELL_KNOWN_PROTOS] + "".join(["""
proto_library(
    name = "%s_proto",
    srcs = ["src/google/protobuf/%s.proto"],
    strip_import_prefix = "src",
)
""" % (name, name) for name in _WELL_KNOWN_PROTOS])

_GOOGLETEST = _PUBLIC + """
cc_library(
    name = "gtest",
    testonly = True,
    linkopts = ["-lgmock", "-lgtest", "-lpthread"],
)

cc_library(
    name = "gtest_main",
    testonly = True,
    linkopts = ["-lgmock_main"],
    deps = [":gtest"],
)
"""

_BENCHMARK = _PUBLIC + """
cc_library(name = "benchmark", linkopts = ["-lbenchmark", "-lpthread"])

cc_library(
    name = "benchmark_main",
    linkopts = ["-lbenchmark_main"],
    deps = [":benchmark"],
)
"""

_JSON = _PUBLIC + """
# Header-only: nlohmann-json3-dev.
cc_library(name = "json")
"""

_CLI11 = _PUBLIC + """
# Header-only: libcli11-dev.
cc_library(name = "cli11")
"""

# Compiled with encryption and compression, which its header has to know; the server uses neither.
_HTTPLIB = _PUBLIC + """
cc_library(
    name = "cpp_httplib",
    defines = [
        "CPPHTTPLIB_BROTLI_SUPPORT",
        "CPPHTTPLIB_OPENSSL_SUPPORT",
        "CPPHTTPLIB_ZLIB_SUPPORT",
    ],
    linkopts = ["-lcpp-httplib", "-lpthread"],
)
"""

_MUSTACHE = _PUBLIC + """
# Header-only: libkainjow-mustache-dev.
cc_library(name = "mustache")
"""

_ZLIB = _PUBLIC + """
cc_library(name = "zlib", linkopts = ["-lz"])
"""

_ZSTD = _PUBLIC + """
cc_library(name = "zstd", linkopts = ["-lzstd"])
"""

_RE2 = _PUBLIC + """
cc_library(name = "re2", linkopts = ["-lre2"])
"""

_PUGIXML = _PUBLIC + """
cc_library(name = "pugixml", linkopts = ["-lpugixml"])
"""

# Debian has OpenSSL's libcrypto; the few calls used here are the same in BoringSSL.
_CRYPTO = _PUBLIC + """
cc_library(name = "crypto", linkopts = ["-lcrypto"])
"""

_COVERAGE = _PUBLIC + """
exports_files(["coverage_report.py"])

alias(name = "lcov_merger", actual = "coverage_report.py")

alias(name = "coverage_report_generator", actual = "coverage_report.py")
"""

# For librisk.so alone, hidden there. What the library does not use (compressed streams, the compiler of
# .proto files) is left out.
_PRIVATE_PROTOBUF = _PUBLIC + """
cc_library(
    name = "protobuf",
    srcs = glob(
        ["src/google/protobuf/**/*.cc", "src/google/protobuf/**/*.h", "src/google/protobuf/**/*.inc"],
        exclude = [
            "src/google/protobuf/**/*_lite_unittest*",
            "src/google/protobuf/**/*test*",
            "src/google/protobuf/compiler/**",
            "src/google/protobuf/io/gzip_stream.cc",
            "src/google/protobuf/testing/**",
        ],
    ) + ["src/google/protobuf/stubs/bytestream.cc"],  # which "*test*" leaves out
    alwayslink = True,  # whatever the order of libraries, nothing of the system's copy is needed
    copts = [
        "-DHAVE_PTHREAD=1",
        "-Iexternal/risk_private_protobuf/src",
        "-w",
    ],
)
"""

# ---------------------------------------------------------------------------

def _private_protobuf_repository_impl(ctx):
    unpacked = ctx.execute([ctx.path(ctx.attr.script), "."], timeout = 600)
    if unpacked.return_code == 0:
        ctx.file("BUILD.bazel", _PRIVATE_PROTOBUF)
        return
    ctx.file("BUILD.bazel", _PUBLIC + "cc_library(name = 'protobuf')\n")
    print("Protobuf's source is not to be had here (run ./dev setup with a network), so that librisk.so uses the " +
          "system's library: two copies of it in one process will not load.\n" + unpacked.stderr)

_private_protobuf_repository = repository_rule(
    implementation = _private_protobuf_repository_impl,
    attrs = {"script": attr.label(mandatory = True)},
    environ = ["HOME", "XDG_CACHE_HOME"],
    local = False,
)

def _files_repository_impl(ctx):
    for path, content in ctx.attr.files.items():
        ctx.file(path, content)
    for path, target in ctx.attr.system_links.items():
        if not ctx.path(target).exists:
            fail("%s is missing; install the packages listed in README.md" % target)
        ctx.symlink(target, path)
    for label, path in ctx.attr.links.items():
        ctx.symlink(label, path)

_files_repository = repository_rule(
    implementation = _files_repository_impl,
    attrs = {
        "files": attr.string_dict(doc = "Path in the repository to file content."),
        "links": attr.label_keyed_string_dict(doc = "Project file to path in the repository."),
        "system_links": attr.string_dict(doc = "Path in the repository to system file."),
    },
    local = True,
)

def _absl_repository_impl(ctx):
    found = ctx.execute(["pkg-config", "--variable=libdir", "absl_base"])
    if found.return_code:
        fail("libabsl-dev is missing; install the packages listed in README.md")
    libraries = sorted([
        "-l" + f.basename[len("lib"):-len(".so")]
        for f in ctx.path(found.stdout.strip()).readdir()
        if f.basename.startswith("libabsl_") and f.basename.endswith(".so")
    ])

    # Every target links the whole set; --as-needed keeps only what is used.
    linkopts = ["-Wl,--push-state,--as-needed"] + libraries + ["-Wl,--pop-state"]
    ctx.file("BUILD.bazel", _PUBLIC + "cc_library(name = 'absl', linkopts = %r)\n" % linkopts)
    for package, targets in ctx.attr.packages.items():
        rules = ["cc_library(name = %r, deps = ['//:absl'])\n" % t for t in targets]
        ctx.file(package + "/BUILD.bazel", _PUBLIC + "".join(rules))

_absl_repository = repository_rule(
    implementation = _absl_repository_impl,
    attrs = {"packages": attr.string_list_dict(mandatory = True)},
    local = True,
)

def debian_dependencies():
    """Defines every external repository this project uses; call from WORKSPACE."""
    for name, files in _RULE_SETS.items():
        _files_repository(name = name, files = files)

    # Bazel asks for this repository whenever it analyses a test.
    _files_repository(
        name = "remote_coverage_tools",
        files = {"BUILD.bazel": _COVERAGE},
        links = {Label("//bazel:coverage_report.py"): "coverage_report.py"},
    )

    _absl_repository(name = "com_google_absl", packages = _ABSL_TARGETS)
    _files_repository(
        name = "com_google_protobuf",
        files = {
            "BUILD.bazel": _PROTOBUF,
            "bazel/BUILD.bazel": "",
            "bazel/cc_proto_library.bzl": _native_rules(["cc_proto_library"]),
            "bazel/proto_library.bzl": _native_rules(["proto_library"]),
        },
        links = {Label("//bazel:protoc.py"): "protoc"},
        system_links = {
            "src/google/protobuf/%s.proto" % n: "/usr/include/google/protobuf/%s.proto" % n
            for n in _WELL_KNOWN_PROTOS
        },
    )
    _private_protobuf_repository(
        name = "risk_private_protobuf",
        script = Label("//bazel:protobuf_source.sh"),
    )
    npm_repository(name = "risk_npm", script = Label("//bazel:npm_packages.py"))
    _files_repository(name = "com_google_googletest", files = {"BUILD.bazel": _GOOGLETEST})
    _files_repository(name = "com_github_google_benchmark", files = {"BUILD.bazel": _BENCHMARK})
    _files_repository(name = "nlohmann_json", files = {"BUILD.bazel": _JSON})
    _files_repository(name = "cli11", files = {"BUILD.bazel": _CLI11})
    _files_repository(name = "cpp_httplib", files = {"BUILD.bazel": _HTTPLIB})
    _files_repository(name = "kainjow_mustache", files = {"BUILD.bazel": _MUSTACHE})
    _files_repository(name = "pugixml", files = {"BUILD.bazel": _PUGIXML})
    _files_repository(name = "re2", files = {"BUILD.bazel": _RE2})
    _files_repository(name = "zlib", files = {"BUILD.bazel": _ZLIB})
    _files_repository(name = "zstd", files = {"BUILD.bazel": _ZSTD})
    _files_repository(name = "boringssl", files = {"BUILD.bazel": _CRYPTO})
