#!/usr/bin/env python3
"""Prints one closing line, "N passed, N failed", for the tests of one `bazel test`.

Reads the build event file that Bazel writes (--build_event_json_file) and the JUnit XML of each test.
A test that produced no cases (a shell test, or one that crashed) counts as one.
"""

import json
import sys
import urllib.parse
import xml.etree.ElementTree


def cases(path, label):
    """Returns (passed, failed, skipped) of one test.xml; says why a test was skipped."""
    passed = failed = skipped = 0
    for case in xml.etree.ElementTree.parse(path).getroot().iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif case.find("skipped") is not None or case.get("status") == "notrun":
            skipped += 1
            reason = case.find("skipped")
            if reason is not None and reason.get("message"):
                print("skipped: %s: %s" % (label, reason.get("message")))
        else:
            passed += 1
    return passed, failed, skipped


def main(path):
    total = [0, 0, 0]
    with open(path, encoding="utf-8") as events:
        for line in events:
            event = json.loads(line)
            result = event.get("testResult")
            if not result:
                continue
            counted = (0, 0, 0)
            label = event["id"]["testResult"]["label"]
            for output in result.get("testActionOutput", []):
                if output.get("name") == "test.xml":
                    try:
                        counted = cases(urllib.parse.unquote(urllib.parse.urlparse(output["uri"]).path), label)
                    except (OSError, xml.etree.ElementTree.ParseError):
                        counted = (0, 0, 0)
            if result.get("status") not in ("PASSED", "FLAKY") and not counted[1]:
                counted = (counted[0], 1, counted[2])
                print("failed: %s" % label)
            elif not any(counted):
                counted = (1, 0, 0)
            total = [a + b for a, b in zip(total, counted)]
    print("%d passed, %d failed, %d skipped" % tuple(total))
    return 1 if total[1] or not total[0] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
