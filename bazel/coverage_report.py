#!/usr/bin/env python3
"""Merges coverage data into one LCOV file, for `bazel coverage`.

Bazel normally downloads a Java program for this. It calls the tool twice:
  after each test:  --coverage_dir=DIR --source_file_manifest=M --output_file=F
                    (DIR holds gcov JSON reports, which need gcc >= 9)
  once at the end:  --reports_file=LIST --output_file=F
                    (LIST names the LCOV files written by the calls above)
Only sources that Bazel lists as instrumented are reported.
"""

import collections
import glob
import gzip
import json
import os
import sys


def read_gcov(options, hits):
    with open(options["source_file_manifest"], encoding="utf-8") as manifest:
        instrumented = set(manifest.read().split())
    for path in glob.glob(options["coverage_dir"] + "/**/*.gcov.json.gz", recursive=True):
        with gzip.open(path, "rt", encoding="utf-8") as report:
            for source in json.load(report)["files"]:
                if source["file"] in instrumented:
                    for line in source["lines"]:
                        hits[source["file"]][line["line_number"]] += line["count"]


def read_lcov(options, hits):
    with open(options["reports_file"], encoding="utf-8") as reports:
        paths = [path for path in reports.read().split() if os.path.exists(path)]
    for path in paths:
        with open(path, encoding="utf-8") as report:
            for text in report:
                key, _, value = text.strip().partition(":")
                if key == "SF":
                    lines = hits[value]
                elif key == "DA":
                    number, count = value.split(",")
                    lines[int(number)] += int(count)


def main(argv):
    options = dict(a[2:].split("=", 1) for a in argv if a.startswith("--") and "=" in a)
    hits = collections.defaultdict(collections.Counter)
    (read_lcov if "reports_file" in options else read_gcov)(options, hits)
    with open(options["output_file"], "w", encoding="utf-8") as out:
        for source, lines in sorted(hits.items()):
            out.write("SF:%s\n" % source)
            out.writelines("DA:%d,%d\n" % item for item in sorted(lines.items()))
            out.write("LH:%d\nLF:%d\nend_of_record\n" % (sum(map(bool, lines.values())), len(lines)))


if __name__ == "__main__":
    main(sys.argv[1:])
