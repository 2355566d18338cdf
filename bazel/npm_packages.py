#!/usr/bin/env python3
"""Fetches the few npm packages that the project is built and tested with, and unpacks what is used of them.

usage: npm_packages.py [FOLDER]      without FOLDER: only sees to it that they are in the user's cache

Each is named with its version and the hash that npm published for it, and is taken only if the hash fits. What
needs the network is done once, by ./dev setup; npm_settings.py says which settings of the user it heeds.
"""

import base64
import hashlib
import io
import os
import re
import sys
import tarfile
import urllib.request

import npm_settings

# name: version, integrity, what is used of it: path in the package to path below FOLDER.
PACKAGES = {
    "preact": (
        "11.2.0",
        "sha512-/HfHI/7N84e6GrWBJ3J280z3mLaRJiDcSvj/A+y/4AbLnND/1UlGHe1sR6oYuTGwId0nP7dqDU9OnLxMPZ7xBg==",
        {"dist/preact.mjs": "risk/serve/page/preact.js", "hooks/dist/hooks.mjs": "risk/serve/page/hooks.js"},
    ),
    "htm": (
        "3.1.1",
        "sha512-983Vyg8NwUE7JkZ6NmOqpCZ+sh1bKv2iYTlUkzlWmA5JD2acKoxd4KVxbMmxX/85mtfdnDmTFoNKcg5DGAvxNQ==",
        {"dist/htm.mjs": "risk/serve/page/htm.js"},
    ),
    "axe-core": (
        "4.14.1",
        "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
        {"axe.min.js": "axe.min.js"},
    ),
}


def fetch(name, version, integrity):
    """The archive of a package, from the cache or from npm."""
    cache = os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "risk")
    path = os.path.join(cache, f"npm-{name}-{version}.tgz")
    kind, digest = integrity.split("-", 1)
    if os.path.exists(path):
        with open(path, "rb") as file:
            archive = file.read()
    else:
        url = f"{npm_settings.registry()}{name}/-/{name}-{version}.tgz"
        try:
            with urllib.request.urlopen(url, timeout=20, context=npm_settings.trust()) as answer:
                archive = answer.read()
        except OSError as error:
            hint = ""
            if "CERTIFICATE_VERIFY_FAILED" in str(error):
                hint = "\n  is there a proxy with a certificate of its own? name it by SSL_CERT_FILE, NODE_EXTRA_CA_CERTS, or cafile in .npmrc"
            raise SystemExit(f"npm_packages.py: {url}: {error}{hint}") from error
    if base64.b64encode(hashlib.new(kind, archive).digest()).decode() != digest:
        raise SystemExit(f"npm_packages.py: {path} is not what npm published as {name} {version}")
    if not os.path.exists(path):
        os.makedirs(cache, exist_ok=True)
        with open(path + ".new", "wb") as file:
            file.write(archive)
        os.replace(path + ".new", path)
    return archive


def for_browser(name, version, text, licence):
    """A module as it is served: beside the others, with its licence, and without a map of its source."""
    text = re.sub(r"\n?//# sourceMappingURL=.*", "", text)
    text = re.sub(r"""(from\s*)(["'])preact\2""", r"\1\2./preact.js\2", text)
    return f"/* {name} {version}\n{licence.strip()} */\n{text}"


def main(argv):
    for name, (version, integrity, files) in PACKAGES.items():
        archive = fetch(name, version, integrity)
        if len(argv) < 2:
            continue
        with tarfile.open(fileobj=io.BytesIO(archive)) as package:
            licence = package.extractfile("package/LICENSE").read().decode()
            notice = licence if len(licence) < 3000 else "Apache-2.0: https://www.apache.org/licenses/LICENSE-2.0"
            for inside, outside in files.items():
                text = package.extractfile("package/" + inside).read().decode()
                if outside.startswith("risk/"):
                    text = for_browser(name, version, text, notice)
                target = os.path.join(argv[1], outside)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                with open(target, "w", encoding="utf-8") as file:
                    file.write(text)


if __name__ == "__main__":
    main(sys.argv)
