"""Problems in the forms that other tools read: SARIF by the published schema, GitHub's lines, JSON.

    problem_forms_test.py RISK SCHEMA MANUAL
"""

import json
import os
import re
import subprocess
import sys
import tempfile

import jsonschema

RISK, SCHEMA, MANUAL = (os.path.abspath(path) for path in sys.argv[1:4])

RULES = """# proto-file: risk/v1/edition.proto
# proto-message: risk.v1.RuleFile
topic: "t"
fact { id: "a" value: "fact.b" because: "Reason." }
fact { id: "b" value: "fact.a" because: "Reason." }
fact { id: "a" value: "person.nme" because: "Reason." }
"""
EDITION = """# proto-file: risk/v1/edition.proto
# proto-message: risk.v1.Edition
id: "bad"
version: "1"
title: "Bad"
jurisdiction: "Nowhere"
in_force { from { year: 2024 month: 1 day: 1 } }
"""
INPUTS = {
    "a case.json": b'{"assessment_date": "2026-06-01", "person": {"born_on": "2031-02-30"}, "no_such": 1}',
    "caf\xc3\xa9 & 100%.json".encode("latin-1").decode("utf-8"): b'{"case_id": "x", "orders": [{"kind": "NO SUCH"}]}',
    "lines.ndjson": b'{"case_id": "a"}\n{"case_id": 1}\n{"case_id": "b", "enquiries": [{"to": "N/A"}]}\n',
    "bytes.json": b'{"case_id": "\xff\xfe"}',
    "empty.json": b"",
    "good.json": b'{"case_id": "a", "assessment_date": "2026-06-01"}',
}
failures = []


def check(condition, what):
    if not condition:
        failures.append(what)


def run(folder, *arguments):
    done = subprocess.run([RISK, *arguments], cwd=folder, capture_output=True, timeout=120, check=False)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def sarif(folder, *arguments):
    code, out, err = run(folder, *arguments)
    document = json.loads(out)
    with open(SCHEMA, encoding="utf-8") as file:
        schema = json.load(file)
    for error in jsonschema.Draft4Validator(schema).iter_errors(document):
        failures.append(f"{arguments}: {list(error.absolute_path)}: {error.message}")
    (one,) = document["runs"]
    rules = one["tool"]["driver"]["rules"]
    for result in one["results"]:
        check(rules[result["ruleIndex"]]["id"] == result["ruleId"], "a rule of another index")
        for location in result["locations"] + result.get("relatedLocations", []):
            artifact = location["physicalLocation"]["artifactLocation"]
            check(artifact.get("uriBaseId") == "ROOT", f"a path outside the folder: {artifact}")
            check(not re.search(r"[^A-Za-z0-9/._~%-]", artifact["uri"]), f"not a URI: {artifact}")
            check(not artifact["uri"].startswith("/"), f"not relative: {artifact}")
    for rule in rules:
        check(len(rule["help"]["text"]) > 10, f"no help for {rule['id']}")
    return code, one, err


def main():
    with open(MANUAL, encoding="utf-8") as file:
        manual = file.read()
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "my rules"))
        for name, text in {"edition.textproto": EDITION, "rules.textproto": RULES}.items():
            with open(os.path.join(folder, "my rules", name), "w", encoding="utf-8") as file:
                file.write(text)
        for name, data in INPUTS.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)

        code, one, _ = sarif(folder, "check", "--format", "sarif", "./my rules")
        ids = {result["ruleId"] for result in one["results"]}
        check(code == 1 and "duplicate-id" in ids, f"check: {code} {ids}")
        check(any("relatedLocations" in result for result in one["results"]), "no other side of a conflict")
        check(all("`%s`" % rule in manual for rule in ids), f"not in the manual: {ids}")
        check(one["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] > 1, "no line")

        names = sorted(INPUTS)
        code, one, err = sarif(folder, "validate", "--format", "sarif", *names)
        check(code == 1, f"validate: {code}")
        check(re.fullmatch(r"\d+ files read, 0 skipped, \d+ cases failed\n", err), f"on standard error: {err}")
        found = {(r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], r["ruleId"], r["level"])
                 for r in one["results"]}
        for expected in [("a%20case.json", "unknown-field", "error"),
                         ("caf%C3%A9%20%26%20100%25.json", "unknown-value", "error"),
                         ("lines.ndjson", "wrong-type", "error"), ("lines.ndjson", "filler-text", "note"),
                         ("empty.json", "empty", "error")]:
            check(expected in found, f"{expected} is not in {sorted(found)}")
        check(not any("good.json" in uri for uri, _, _ in found), "a problem of a good case")

        code, one, _ = sarif(folder, "validate", "--format", "sarif", "good.json")
        check(code == 0 and one["results"] == [], "results of a good case")
        code, one, _ = sarif(folder, "validate", "--format", "sarif", "not_there.json")
        check(code == 3 and one["invocations"][0]["executionSuccessful"] is False, f"not there: {code}")

        code, out, _ = run(folder, "validate", "--format", "github", *names)
        for line in out.splitlines():
            check(re.match(r"::(error|warning|notice) file=[^,:]+(,line=\d+)?(,col=\d+)?,title=[a-z-]+::.", line), line)
        check(code == 1 and "::notice file=lines.ndjson" in out, out)

        code, out, _ = run(folder, "validate", "--format", "json", *names)
        for line in out.splitlines():
            problem = json.loads(line)
            check(set(problem) >= {"input", "level", "code", "message", "path", "hint", "line", "column"}, line)
        check(code == 1, f"json: {code}")
        code, out, err = run(folder, "validate", "--format", "ndjson", "good.json")
        check(code == 2 and "sarif" in err, err)
    for failure in failures:
        print("FAILED:", failure)
    sys.exit(1 if failures else 0)


main()
