"""No message quotes what a record says of a person.

Records with planted names, dates of birth and addresses are broken in one place each, in every form. What
`risk validate` prints, and what the other commands print on standard error or in error records, is searched
for what was planted.

    no_personal_data_test.py RISK [COUNT [SEED]]
"""

import json
import os
import random
import subprocess
import sys
import tempfile

RISK = os.path.abspath(sys.argv[1])
COUNT = int(sys.argv[2]) if len(sys.argv) > 2 else 600
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 1
NAME, STREET, BORN = "Zebedee Quillfeather", "14 Nonesuch Gardens", "1987-03-14"
PLANTED = ["Zebedee", "Quillfeather", "Nonesuch", "1987", "14 March"]


def record():
    return {
        "case_id": "c1",
        "assessment_date": "2026-06-01",
        "person": {"born_on": BORN},
        "relationships": {
            "people": [{"id": NAME, "name": NAME, "born_on": BORN}],
            "children": [{"id": "k1", "name": NAME, "born_on": "2020-01-01"}],
        },
        "offending": {"convictions": [{"happened_on": "2024-05-01", "convicted_on": "2024-07-01"}]},
        "domestic_abuse": {"incidents": [{"happened_on": "2024-03-05", "victim": NAME}]},
        "accommodation": {"addresses": [{"id": STREET, "from_on": "2025-01-01"}]},
        "enquiries": [{"to": STREET, "made_on": "2026-01-02"}],
    }


def places(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, path + (key,))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from places(inner, path + (index,))
    yield path


def put(document, path, value):
    for key in path[:-1]:
        document = document[key]
    document[path[-1]] = value


BROKEN = [
    lambda rng: NAME, lambda rng: BORN, lambda rng: [NAME], lambda rng: {"value": NAME},
    lambda rng: {"kind": NAME}, lambda rng: {"born_on": "1987-02-31"}, lambda rng: "2031-03-14",
    lambda rng: {"year": 1987, "month": 14}, lambda rng: 1987, lambda rng: -1987, lambda rng: True,
    lambda rng: [{"id": NAME}, {"id": NAME}], lambda rng: [{"name": NAME}] * 101, lambda rng: None,
    lambda rng: [{"relates_to": NAME, "victim": NAME, "person": NAME, "about": [NAME]}],
]


def mutant(rng):
    document = record()
    path = rng.choice([place for place in places(document) if place])
    put(document, path, rng.choice(BROKEN)(rng))
    text = json.dumps(document)
    twist = rng.randrange(6)
    if twist == 0:
        text = text[: rng.randrange(len(text))]
    elif twist == 1:
        at = rng.randrange(len(text))
        text = text[:at] + rng.choice("{}[],:\"\\") + text[at:]
    data = text.encode()
    if twist == 2:
        at = rng.randrange(len(data))
        data = data[:at] + b"\xff" + data[at:]
    return data


def run(arguments):
    done = subprocess.run([RISK, *arguments], capture_output=True, timeout=240, check=False)
    return done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def main():
    rng = random.Random(SEED)
    bad = []

    def search(what, text):
        for line in text.splitlines():
            for planted in PLANTED:
                if planted in line:
                    bad.append(f"{what}: {planted!r} in: {line[:300]}")

    with tempfile.TemporaryDirectory() as folder:
        lines = os.path.join(folder, "cases.ndjson")
        with open(lines, "wb") as file:
            file.write(b"\n".join(mutant(rng) for _ in range(COUNT)) + b"\n")
        for form in ("text", "sarif", "github", "json"):
            out, err = run(["validate", "--format", form, lines])
            search("validate " + form, out + err)
        out, err = run(["assess", "--format", "ndjson", "--detail", "results", "-j", "1", "--fields", "level", lines])
        search("assess ndjson", err + "\n".join(line for line in out.splitlines() if '"error"' in line))
        names = []
        for index in range(COUNT // 20):
            names.append(os.path.join(folder, f"{index}.json"))
            with open(names[-1], "wb") as file:
                file.write(mutant(rng))
        text = f'case_id: "x" relationships {{ people {{ id: "{NAME}" nme: "{NAME}" born_on {{ year: 1987 month: 14 }} }}'
        names.append(os.path.join(folder, "cut.textproto"))
        with open(names[-1], "w", encoding="utf-8") as file:
            file.write(text)
        for command in (["validate"], ["validate", "--allow-unknown-fields"]):
            out, err = run([*command, *names])
            search(" ".join(command), out + err)
        for command in (["assess", "--brief"], ["next"], ["oversight"]):
            _, err = run([*command, *names])
            search(" ".join(command), err)
    for line in sorted(set(bad))[:40]:
        print("FAILED:", line)
    print(f"{COUNT} records, seed {SEED}")
    sys.exit(1 if bad else 0)


main()
