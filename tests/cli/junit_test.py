"""The JUnit XML of every command that writes it, by the schema of what its readers take, and what is in it.

    junit_test.py RISK SCHEMA RULES
"""

import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

RISK, SCHEMA, RULES = (os.path.abspath(path) for path in sys.argv[1:4])
failures = []

HEADER = """# proto-message: risk.v1.CaseFile
edition: "demo@2026.1"
assessed_on { year: 2026 month: 6 day: 1 }
"""
FILES = {
    "fine.textproto": HEADER + 'case { name: "fine" given { case_id: "a" } expect { rule: "used_weapon" outcome: UNKNOWN } }\n',
    "odd names.textproto": HEADER + r"""
case { name: "bell \007 escape \033[31m <&\"'> \001 ]]> \t \r\n" given { case_id: "a" } expect { rule: "used_weapon" outcome: TRUE } }
case { name: "null \000 inside" given { case_id: "a" } expect { rule: "used_weapon" outcome: TRUE } }
case { name: "no character \357\277\277 \357\277\276" given { case_id: "a" } expect { rule: "used_weapon" outcome: TRUE } }
case { name: "" given { case_id: "a" } expect { rule: "used_weapon" outcome: TRUE } }
case { name: "same" given { case_id: "a" } expect { rule: "used_weapon" outcome: UNKNOWN } }
case { name: "same" given { case_id: "a" } expect { rule: "used_weapon" outcome: UNKNOWN } }
case { name: "two wrong" given { case_id: "a" } expect { rule: "used_weapon" outcome: TRUE } expect { rule: "police_asked" outcome: FALSE } }
case { name: "no base" base: "nowhere.textproto" expect { rule: "used_weapon" outcome: TRUE } }
""",
    "broken.textproto": HEADER + 'case { name: "broken" given { case_id: "a" }\n',
    "no_cases.textproto": HEADER,
    "other_edition.textproto": HEADER.replace("demo@2026.1", "no_such@1") + 'case { name: "x" given { case_id: "a" } }\n',
    "utf16.textproto": "# proto-message: risk.v1.CaseFile\n".encode("utf-16"),
    b"not utf-8 \xff.textproto": HEADER + 'case { name: "x" given { case_id: "a" } expect { rule: "used_weapon" outcome: TRUE } }\n',
}


def check(condition, what):
    if not condition:
        failures.append(what)


def run(folder, *arguments):
    report = os.path.join(folder, "report.xml")
    done = subprocess.run([RISK, *arguments, "--junit", report], cwd=folder, capture_output=True, timeout=300, check=False)
    valid = subprocess.run(["xmllint", "--noout", "--schema", SCHEMA, report], capture_output=True, check=False)
    check(valid.returncode == 0, f"{arguments}: {valid.stderr.decode()}")
    root = ElementTree.parse(report).getroot()
    for suite in [root, *root]:
        cases = list(suite.iter("testcase"))
        for attribute, element in [("failures", "failure"), ("errors", "error")]:
            count = sum(case.find(element) is not None for case in cases)
            check(int(suite.get(attribute)) == count, f"{arguments}: {attribute} of {suite.get('name')} is not {count}")
        check(int(suite.get("tests")) == len(cases), f"{arguments}: tests of {suite.get('name')}")
    return done.returncode, root, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def rule_cases(folder):
    for name, text in FILES.items():
        path = os.path.join(os.fsencode(folder), os.fsencode(name))
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode("utf-8"))
    os.symlink("nowhere", os.path.join(folder, "dangling.textproto"))
    code, root, out, _ = run(folder, "test", "--rules", "demo", ".")
    check(code == 3, f"test: exit code {code}")
    suites = {suite.get("name"): suite for suite in root}
    for name in ("broken", "no_cases", "utf16", "dangling"):
        suite = suites.get(f"./{name}.textproto")
        check(suite is not None and suite.get("errors") == "1", f"{name} is no error in {sorted(suites)}")
    odd = list(suites["./odd names.textproto"])
    names = [case.get("name") for case in odd]
    check(len(set(names)) == 8 and "same (2)" in names and "(without a name)" in names, f"names: {names}")
    two = next(case for case in odd if case.get("name") == "two wrong")
    check(len(two) == 1 and two[0].text.count(": expected ") == 2, "two failures of one case are not in its text")
    bad = next(case for case in odd if case.get("name") == "no base")
    check(bad[0].tag == "error", "a case that cannot be run is no error")
    check(suites["./fine.textproto"][0].get("classname") == "fine", "class name of a file")
    check(" could not be run" in out and " skipped (" in out, f"last line: {out.splitlines()[-1]}")
    # Where the file names the edition.
    code, root, _, _ = run(folder, "test", "other_edition.textproto")
    check(code == 2 and root.get("errors") == "1", f"unknown edition: {code}")
    code, root, out, _ = run(folder, "test", "--quiet", "--rules", "demo", "fine.textproto")
    check(code == 0 and out == "", f"--quiet: {code} {out}")
    # Nothing to run is a failure, in the report too.
    os.mkdir(os.path.join(folder, "empty"))
    done = subprocess.run([RISK, "test", "--junit", "none.xml", "empty"], cwd=folder, capture_output=True, check=False)
    check(done.returncode == 1, "an empty folder passes")


def others(folder):
    code, root, _, _ = run(folder, "mutate", "--cases", "fine.textproto", "--sample", "6",
                           "--at-least", "0", "./demo")
    check(code == 0 and root.get("tests") == "6", f"mutate: {code} {root.attrib}")
    check(all(case.get("line") for case in root.iter("testcase")), "mutate: a change without a line")
    code, root, _, _ = run(folder, "check", "./demo")
    check(code == 0 and root.get("failures") == "0" and int(root.get("tests")) > 1, f"check: {code} {root.attrib}")
    rules = os.path.join(folder, "demo", "rules.textproto")
    with open(rules, "a", encoding="utf-8") as file:
        file.write('fact { id: "x" value: "person.nme" because: "Reason." }\nfact { id: "x" value: "1 +" because: "Reason." }\n')
    code, root, _, _ = run(folder, "check", "./demo")
    bad = [case for case in root.iter("testcase") if case.find("failure") is not None]
    check(code == 1 and [case.get("file") for case in bad] == ["demo/rules.textproto"], f"check: {code}")
    check(bad and bad[0].get("line") and bad[0][0].text.count("error: ") >= 2, "check: not all errors of a file")
    done = subprocess.run([RISK, "check", "--junit", "demo/rules.textproto", "./demo"], cwd=folder, capture_output=True, check=False)
    check(done.returncode == 2 and b"would write over" in done.stderr, "check writes over its input")
    with open(rules, encoding="utf-8") as file:
        check("person.nme" in file.read(), "check wrote over its input")
    code, root, _, _ = run(folder, "check", "./no_such_folder")
    check(code == 3 and root.get("failures") == "1", f"no such folder: {code} {root.attrib}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["cp", "-rL", RULES, os.path.join(folder, "demo")], check=True)
        subprocess.run(["chmod", "-R", "u+w", os.path.join(folder, "demo")], check=True)
        rule_cases(folder)
        others(folder)
    for failure in failures:
        print("FAILED:", failure)
    sys.exit(1 if failures else 0)


main()
