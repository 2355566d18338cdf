#!/usr/bin/env python3
"""Prints line coverage as a table: each folder, its files, and the total.

usage: coverage_table.py LCOV_FILE [LEAST]

Files below LEAST per cent (85 unless said otherwise) are listed at the end, and the exit code is 1.
Only sources below risk/ count.
"""

import collections
import os
import sys


def read(path):
    """Returns {source: {line: times}}."""
    sources = collections.defaultdict(collections.Counter)
    lines = None
    with open(path, encoding="utf-8") as report:
        for text in report:
            key, _, value = text.strip().partition(":")
            if key == "SF":
                lines = sources[value]
            elif key == "DA":
                number, times = value.split(",")[:2]
                lines[int(number)] += int(times)
    return {name: lines for name, lines in sources.items() if name.startswith("risk/") and lines}


def count(lines):
    return len(lines), sum(times > 0 for times in lines.values())


def share(total, covered):
    return 100 * covered / total


def row(name, total, covered):
    return "%7s %8s %6.1f%%  %s" % ("{:,}".format(total), "{:,}".format(covered), share(total, covered), name)


def add(counts):
    totals, covered = zip(*counts)
    return sum(totals), sum(covered)


def main(path, least=85.0):
    files = {name: count(lines) for name, lines in sorted(read(path).items())}
    if not files:
        print("%s covers no source below risk/" % path, file=sys.stderr)
        return 1
    folders = collections.defaultdict(list)
    for name in files:
        folders[os.path.dirname(name)].append(name)
    print("  lines  covered   share")
    for folder, names in sorted(folders.items()):
        print(row(folder + "/", *add(files[name] for name in names)))
        for name in names:
            print(row("  " + os.path.basename(name), *files[name]))
    print(row("total", *add(files.values())))
    thin = [name for name in files if share(*files[name]) < least]
    if thin:
        print("\nbelow %g%%:" % least)
        for name in thin:
            print(row(name, *files[name]))
        return 1
    print("\nno file is below %g%%" % least)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *map(float, sys.argv[2:3])))
