#!/usr/bin/env python3
"""protoc, with the C++ it writes gathered into fewer files.

Most of the time that a generated file takes to compile goes into the headers that all of them share.
So the code of several files is put into the first of them and the others are left with a comment;
Bazel, which compiles each by itself, need not know.
"""

import os
import re
import subprocess
import sys

PROTOC = "/usr/bin/protoc"
MOST_BYTES = 600_000  # of source in one file: enough to share headers, few enough to share out over cores

# Names that protoc gives to statics of every file alike.
STATICS = re.compile(r"\b(schemas|file_default_instances)\b(?=\[\]|,| = nullptr)")


def batches(paths):
    """The sources in order, cut where a batch has become large."""
    batch, size = [], 0
    for path in paths:
        with open(path, encoding="utf-8") as source:
            text = source.read()
        if batch and size + len(text) > MOST_BYTES:
            yield batch
            batch, size = [], 0
        batch.append((path, text))
        size += len(text)
    if batch:
        yield batch


def gather(paths):
    for batch in batches(paths):
        with open(batch[0][0], "w", encoding="utf-8") as out:
            for number, (_, text) in enumerate(batch):
                out.write(STATICS.sub(r"\1_%d" % number, text))
        for path, _ in batch[1:]:
            with open(path, "w", encoding="utf-8") as out:
                out.write("// Compiled with %s.\n" % batch[0][0].rpartition("/")[2])


def sources(arguments):
    """The C++ sources that a call wrote."""
    folder, previous = "", ""
    for argument in arguments:
        if argument.startswith("--cpp_out="):
            folder = argument.partition("=")[2]
        elif argument.endswith(".proto") and previous != "--direct_dependencies" and argument[0] != "-":
            path = argument[:-len("proto")] + "pb.cc"
            path = path if path.startswith(folder + "/") else folder + "/" + path
            if os.path.exists(path):
                yield path
        previous = argument


def main(arguments):
    code = subprocess.call([PROTOC] + arguments)
    if code == 0:
        gather(list(sources(arguments)))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
