"""MODULE.bazel against what the build uses, as far as that goes without a Bazel that reads it: MODULE.bazel and BUILD files are read as
Python, which the subset of Starlark in them is.

usage: module_test.py MODULE.bazel      which lies, by its real path, in the project's folder
"""

import ast
import os
import re
import sys
import unittest

CONSUMER = "examples/consumers/bazel_module"
OTHER_WORKSPACES = (CONSUMER, "examples/consumers/bazel_workspace")


def calls(path):
    """The calls of a file at its top level: name of the function, name that the result is given, positional and named arguments."""
    with open(path, encoding="utf-8") as file:
        tree = ast.parse(file.read(), path)
    for statement in tree.body:
        call = statement.value if isinstance(statement, (ast.Expr, ast.Assign)) else None
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            continue
        given = statement.targets[0].id if isinstance(statement, ast.Assign) else None
        named = {word.arg: word.value for word in call.keywords}
        yield call.func.id, given, call.args, named


def text_of(node):
    return node.value if isinstance(node, ast.Constant) else None


class Module:
    """What one MODULE.bazel says."""

    def __init__(self, folder):
        self.folder = folder
        self.name = self.version = None
        self.dependencies = {}  # name of the module to version
        self.repositories = set()  # names that labels may begin with
        self.paths = {}  # module to the folder that overrides it
        self.labels = []  # of files of its own
        rules = {}
        for function, given, positional, named in calls(os.path.join(folder, "MODULE.bazel")):
            if function == "module":
                self.name, self.version = text_of(named["name"]), text_of(named.get("version"))
            elif function == "bazel_dep":
                name = text_of(named["name"])
                self.dependencies[name] = text_of(named.get("version"))
                self.repositories.add(text_of(named.get("repo_name")) or name)
            elif function == "local_path_override":
                self.paths[text_of(named["module_name"])] = text_of(named["path"])
            elif function == "use_repo_rule":
                rules[given] = (text_of(positional[0]), text_of(positional[1]))
            elif function in rules:
                self.repositories.add(text_of(named["name"]))
                self.labels += [rules[function]] if rules[function][0].startswith("//") else []
                self.labels += [(text_of(node), None) for node in named.values() if (text_of(node) or "").startswith("//")]
            else:
                raise AssertionError(f"{folder}/MODULE.bazel: {function} is not known to this test")


def build_files():
    for folder, folders, files in os.walk(".", followlinks=False):
        folders[:] = [name for name in folders if name not in (".git", ".bazel", "bazel-out", "node_modules", "external")]
        for name in files:
            path = os.path.relpath(os.path.join(folder, name))
            if name == "BUILD.bazel" and not path.startswith(OTHER_WORKSPACES):
                yield path


def repositories_used(path):
    with open(path, encoding="utf-8") as file:
        return set(re.findall(r'"@([A-Za-z0-9_]+)(?://[^"]*)?"', file.read()))


class ModuleTest(unittest.TestCase):
    def setUp(self):
        self.root, self.consumer = Module("."), Module(CONSUMER)

    def test_every_repository_that_is_used_is_there(self):
        used = {}
        for path in build_files():
            for name in repositories_used(path):
                used.setdefault(name, path)
        self.assertGreater(len(used), 10)
        self.assertEqual({name: path for name, path in used.items() if name not in self.root.repositories}, {})
        self.assertEqual(self.root.repositories - set(used), set(), "named, and used by nobody")
        with open("bazel/debian.bzl", encoding="utf-8") as file:
            debian = set(re.findall(r'\bname = "([a-z0-9_]+)"\)?,? ?', file.read())) | {"rules_cc", "rules_shell"}
        self.assertEqual(set(used) - debian, set(), "on Debian there would be no such repository")

    def test_files_that_it_names_are_there(self):
        self.assertTrue(self.root.labels)
        for label, symbol in self.root.labels:
            path = label[2:].replace(":", "/")
            self.assertTrue(os.path.isfile(path), label)
            if symbol is not None:
                with open(path, encoding="utf-8") as file:
                    self.assertRegex(file.read(), rf"(?m)^{symbol} = repository_rule\(", label)

    def test_versions_agree(self):
        with open("risk/version.h", encoding="utf-8") as file:
            version = re.search(r'kLibraryVersion\[\] = "([^"]+)"', file.read())[1]
        self.assertEqual((self.root.name, self.root.version), ("risk", version))
        self.assertEqual(self.consumer.dependencies["risk"], version)
        for name in set(self.consumer.dependencies) & set(self.root.dependencies):
            self.assertEqual(self.consumer.dependencies[name], self.root.dependencies[name], name)

    def test_the_consumer_finds_the_library(self):
        self.assertEqual(os.path.normpath(os.path.join(CONSUMER, self.consumer.paths["risk"])), ".")
        path = os.path.join(CONSUMER, "BUILD.bazel")
        self.assertLessEqual(repositories_used(path), self.consumer.repositories)
        with open(path, encoding="utf-8") as file:
            labels = re.findall(r'"@risk//([^:"]+):([^"]+)"', file.read())
        self.assertTrue(labels)
        for package, target in labels:
            named = {text_of(given["name"]): given for _, _, _, given in calls(os.path.join(package, "BUILD.bazel")) if "name" in given}
            self.assertIn(target, named)
            visible = named[target].get("visibility") or next(
                given["default_visibility"] for function, _, _, given in calls(os.path.join(package, "BUILD.bazel")) if function == "package")
            self.assertEqual([text_of(one) for one in visible.elts], ["//visibility:public"], f"//{package}:{target}")

    def test_the_consumers_are_the_same_program(self):
        for name in "assess.cc", "BUILD.bazel":
            texts = []
            for folder in OTHER_WORKSPACES:
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    texts.append(file.read())
            self.assertEqual(texts[0], texts[1], name)


if __name__ == "__main__":
    os.chdir(os.path.dirname(os.path.realpath(sys.argv[1])))
    unittest.main(argv=sys.argv[:1], verbosity=2)
