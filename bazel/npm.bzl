"""What the page of `risk serve` is written with, and its test looks with, from npm; see npm_packages.py."""

_FILES = """
package(default_visibility = ["//visibility:public"])

filegroup(name = "page", srcs = glob(["risk/serve/page/*"], allow_empty = True))

filegroup(name = "axe", srcs = glob(["axe.min.js"], allow_empty = True))
"""

def _npm_repository_impl(ctx):
    ctx.path(ctx.attr.settings)  # the script imports it
    unpacked = ctx.execute(["python3", "-B", ctx.path(ctx.attr.script), "."], timeout = 300)
    if unpacked.return_code:
        print("The page of `risk serve` will say that it was built without its libraries: they cannot be had from npm here " +
              "(run ./dev setup with a network, then `bazel sync --only=risk_npm`).\n" + unpacked.stderr[-500:])
    ctx.file("BUILD.bazel", _FILES)

npm_repository = repository_rule(
    implementation = _npm_repository_impl,
    attrs = {
        "script": attr.label(mandatory = True),
        "settings": attr.label(default = Label("//bazel:npm_settings.py")),
    },
    environ = ["HOME", "XDG_CACHE_HOME", "NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "npm_config_cafile", "npm_config_registry"],
    local = False,
)
