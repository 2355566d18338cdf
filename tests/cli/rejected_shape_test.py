"""One shape for a record that is rejected, at every door: the command's forms, HTTP and the C interface.

    rejected_shape_test.py RISK LIBRARY
"""

import ctypes
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

import jsonschema

RISK, LIBRARY = (os.path.abspath(path) for path in sys.argv[1:3])
BAD = {
    # Several problems, each with its place.
    "dates.json": (b'{"case_id": "x", "person": {"born_on": "2031-02-30"},\n "sentence": {"length_months": -1}, "no_such": 1}', "bad-case"),
    "cut.json": (b'{"case_id": "x", "person": {', "bad-case"),
    "empty.json": (b"{}", "bad-case"),
    "bytes.json": (b'{"case_id": "\xff"}', "bad-case"),
    "long.json": (b'{"relationships": {"children": [' + b",".join([b"{}"] * 101) + b"]}}", "limit"),
}
PROBLEM = {"code", "message", "path", "hint", "line", "column"}
ERROR = {"code", "message", "path", "problems"}
failures = []


def check(condition, what):
    if not condition:
        failures.append(what)


def check_error(door, name, error, code):
    check(set(error) == ERROR, f"{door} {name}: members {sorted(error)}")
    check(error["code"] == code, f"{door} {name}: code {error['code']}")
    check(bool(error["message"]) and bool(error["problems"]), f"{door} {name}: nothing said")
    for problem in error["problems"]:
        check(set(problem) == PROBLEM, f"{door} {name}: members of a problem {sorted(problem)}")
        check(isinstance(problem["line"], int) and isinstance(problem["column"], int), f"{door} {name}: place")


def run(folder, *arguments):
    return subprocess.run([RISK, *arguments], cwd=folder, capture_output=True, timeout=120, check=False)


def of_the_command(folder, schema):
    """The error of each input, by name; the command's forms agree."""
    found = {}
    for words in [("assess", "--format", "json"), ("assess", "--format", "ndjson"), ("next", "--format", "json"),
                  ("assess", "--replay", "--format", "json"), ("audit", "--scheme", "crc_2018", "--format", "json")]:
        for name, (_, code) in BAD.items():
            done = run(folder, *words, name)
            door = " ".join(words)
            check(done.returncode == 1, f"{door} {name}: exit code {done.returncode}")
            for line in done.stdout.decode("utf-8").splitlines():
                record = json.loads(line)
                check(set(record) <= {"input", "line", "case_id", "error"}, f"{door} {name}: members {sorted(record)}")
                check(record.get("input") == name, f"{door} {name}: input {record.get('input')}")
                for error in jsonschema.Draft202012Validator(schema).iter_errors(record):
                    failures.append(f"{door} {name}: {error.message}")
                check_error(door, name, record["error"], code)
                check(found.setdefault(name, record["error"]) == record["error"], f"{door} {name}: another error")
            check(name in found, f"{door} {name}: no line")
    # A file that is not there is a record, too.
    for form in ("json", "ndjson"):
        record = json.loads(run(folder, "assess", "--format", form, "not_there.json").stdout)
        check_error(form, "not there", record["error"], "cannot-read")
    record = json.loads(run(folder, "assess", "--format", "json", "--edition", "no_such", "good.json").stdout)
    check_error("json", "no edition", record["error"], "no-edition")
    text = run(folder, "assess", "--format", "textproto", "dates.json").stdout.decode()
    check("# proto-message: risk.v1.AssessedRecord" in text and "error {" in text, f"textproto: {text[:200]}")
    # Between good ones, a line each.
    done = run(folder, "assess", "--format", "json", "--detail", "results", "good.json", "dates.json", "good.json")
    kinds = ["error" in json.loads(line) for line in done.stdout.splitlines()]
    check(kinds == [False, True, False], f"lines: {kinds}")
    # What `validate` lists are the same problems.
    for name, (_, _) in BAD.items():
        lines = run(folder, "validate", "--format", "json", name).stdout.decode("utf-8").splitlines()
        problems = [{key: value for key, value in json.loads(line).items() if key in PROBLEM} for line in lines]
        check(problems == found[name]["problems"], f"validate {name}: {problems} {found[name]['problems']}")
    return found


def of_the_c_interface(found):
    library = ctypes.CDLL(LIBRARY)
    for name in ("risk_error_message", "risk_error_path", "risk_error_problems", "risk_code_name"):
        getattr(library, name).restype = ctypes.c_char_p
    edition, error, text = ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_void_p()
    check(library.risk_edition_open(b"england_wales", None, ctypes.byref(edition), ctypes.byref(error)) == 0, "C: no edition")
    callback_type = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t)
    for name, (data, code) in BAD.items():
        number = library.risk_assess(edition, data, ctypes.c_size_t(len(data)), None, ctypes.byref(text), None, ctypes.byref(error))
        problems = json.loads(library.risk_error_problems(error))
        of_c = {"code": library.risk_code_name(number).decode(), "message": library.risk_error_message(error).decode(),
                "path": library.risk_error_path(error).decode(), "problems": problems}
        check_error("C", name, of_c, code)
        check(of_c == found[name], f"C {name}: {of_c} {found[name]}")
        library.risk_error_free(error)
        if b"\n" in data:
            continue
        records = []
        callback = callback_type(lambda _, index, its, at, size: records.append(json.loads(ctypes.string_at(at, size))) or 0)
        library.risk_batch(edition, data, ctypes.c_size_t(len(data)), None, callback, None, ctypes.byref(error))
        check(records == [{"error": found[name]}], f"C batch {name}: {records}")
    library.risk_edition_free(edition)


def of_http(found):
    server = subprocess.Popen([RISK, "serve", "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        line = (server.stdout.readline() or server.stderr.readline()).decode()
        address = re.search(r"http://[^\s]+:\d+", line).group(0)
        for route in ("assess", "next"):
            for name, (data, code) in BAD.items():
                request = urllib.request.Request(f"{address}/v1/{route}", data=data, headers={"Content-Type": "application/json"})
                try:
                    urllib.request.urlopen(request, timeout=60)
                    check(False, f"HTTP {route} {name}: no error")
                except urllib.error.HTTPError as refused:
                    answer = json.loads(refused.read())
                    check(answer == {"error": found[name]}, f"HTTP {route} {name}: {answer} {found[name]}")
                    check(refused.code == (413 if code == "limit" else 422), f"HTTP {route} {name}: {refused.code}")
    finally:
        server.terminate()
        server.wait(timeout=30)


def main():
    schema = json.loads(subprocess.run([RISK, "schema", "record"], capture_output=True, check=True).stdout)
    with tempfile.TemporaryDirectory() as folder:
        for name, (data, _) in BAD.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
        with open(os.path.join(folder, "good.json"), "w", encoding="utf-8") as file:
            file.write('{"case_id": "good", "assessment_date": "2026-06-01"}')
        found = of_the_command(folder, schema)
    of_the_c_interface(found)
    of_http(found)
    for failure in failures:
        print("FAILED:", failure)
    sys.exit(1 if failures else 0)


main()
