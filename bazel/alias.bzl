"""A repository that is another one's target under a name of its own."""

def _alias_repository_impl(ctx):
    ctx.file("BUILD.bazel", "alias(name = %r, actual = %r, visibility = ['//visibility:public'])\n" % (
        ctx.attr.target,
        str(ctx.attr.actual),
    ))

alias_repository = repository_rule(
    implementation = _alias_repository_impl,
    attrs = {
        "actual": attr.label(mandatory = True),
        "target": attr.string(mandatory = True),
    },
)
