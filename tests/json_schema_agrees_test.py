"""The JSON Schema of cases and the reader agree: what one refuses, the other refuses.

Draws documents from the schema, breaks most of them in one place, and asks both a kept validator
(jsonschema) and `risk validate`. Things that JSON Schema cannot say (the order of dates, ids that lead
nowhere) are told apart by the code of the problem.

    json_schema_agrees_test.py RISK [COUNT [SEED]]
"""

import json
import random
import re
import subprocess
import sys

import jsonschema

# What only validation can say.
BEYOND = {
    "bad-date", "impossible-date", "contradictory", "future-date", "known-before", "known-in-future",
    "unknown-reference", "duplicate-id", "bad-assessment-date", "empty", "out-of-range", "bad-id", "too-many",
}


class Draw:
    def __init__(self, schema, rng):
        self.defs = schema["$defs"]
        self.root = schema
        self.rng = rng

    def at(self, schema):
        while "$ref" in schema:
            node = self.root
            for part in schema["$ref"][2:].split("/"):
                node = node[int(part)] if isinstance(node, list) else node[part]
            schema = node
        return schema

    def value(self, schema, depth):
        rng = self.rng
        schema = self.at(schema)
        if "anyOf" in schema:
            options = [o for o in schema["anyOf"] if o.get("type") != "null" or rng.random() < 0.05]
            return self.value(rng.choice(options), depth)
        if "enum" in schema:
            return rng.choice(schema["enum"])
        kind = schema.get("type")
        if kind == "object":
            names = list(schema["properties"])
            result = {}
            for name in rng.sample(names, min(len(names), rng.randint(0 if depth else 1, 4))):
                if depth > 5:
                    break
                other = next((n for n, s in schema.get("dependentSchemas", {}).items()
                              if n != name and name in s["not"]["required"]), None)
                if other in result or any(n in result for n in
                                          schema.get("dependentSchemas", {}).get(name, {}).get("not", {}).get("required", [])):
                    continue
                result[name] = self.value(schema["properties"][name], depth + 1)
            for name, needed in schema.get("dependentRequired", {}).items():
                for other in needed if result.get(name) is not None else []:
                    if result.get(other) is None:
                        result[other] = self.value(schema["properties"][other], depth + 1)
            if "not" in schema and result.get("value") is not None:
                result.pop("missing", None)
            return result
        if kind == "array":
            return [self.value(schema["items"], depth + 1) for _ in range(rng.randint(0, 2))]
        if kind == "boolean":
            return rng.random() < 0.5
        if kind in ("integer", "number"):
            low = int(schema.get("minimum", 0))
            number = rng.randint(low, int(schema.get("maximum", low + 20)))
            return float(number) if kind == "number" and rng.random() < 0.5 else number
        if kind == "null":
            return None
        pattern = schema.get("pattern", "")
        if pattern.startswith("^[0-9]{4}"):
            return rng.choice(["2021", "2021-06", "2021-06-03"])
        if pattern:
            return str(rng.randint(1, 9))
        return rng.choice(["Northshire", "p1", "O'Neill", "\u00e9", "x" * 30])

    def places(self, value, found):
        if isinstance(value, dict):
            found.append(value)
            for inner in value.values():
                self.places(inner, found)
        elif isinstance(value, list):
            for inner in value:
                self.places(inner, found)
        return found

    def broken(self, document):
        rng = self.rng
        place = rng.choice(self.places(document, []))
        name = rng.choice(list(place)) if place else "person"
        place[name] = rng.choice([
            7, -7, 1.5, True, "no such value", "2021-13", "", [], [[]], {}, {"no_such_field": 1}, [None], [{}],
            {"value": "YES", "missing": "NOT_ASKED"}, {"month": 6}, {"year": 2021, "month": 0}, 10**30, "12", None,
        ])
        if rng.random() < 0.2:
            place["no_such_field"] = 1
        return document


def main():
    risk = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 4000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    schema = json.loads(subprocess.run([risk, "schema"], capture_output=True, check=True).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    draw = Draw(schema, random.Random(seed))
    documents = []
    for i in range(count):
        document = draw.value(schema, 0)
        documents.append(draw.broken(document) if i % 4 else document)
    lines = "".join(json.dumps(d) + "\n" for d in documents)
    run = subprocess.run([risk, "validate", "--assessed-on", "2026-06-01", "-"], input=lines.encode(),
                         capture_output=True, check=False)
    codes = [set() for _ in documents]
    for line in run.stdout.decode().splitlines():
        match = re.match(r"stdin:(\d+):\d+: error: .*\[([a-z-]+)\]$", line)
        if match:
            codes[int(match.group(1)) - 1].add(match.group(2))
    disagreements = valid = refused = 0
    for i, document in enumerate(documents):
        by_schema = validator.is_valid(document)
        by_reader = not codes[i] - BEYOND
        valid += by_schema
        refused += not by_schema
        # What validation alone refuses may also be what the schema refuses.
        agrees = by_reader if by_schema else bool(codes[i])
        if agrees:
            continue
        disagreements += 1
        if disagreements <= 10:
            why = next(iter(validator.iter_errors(document)), None)
            print("disagree:", json.dumps(document), "reader:", sorted(codes[i]),
                  "schema:", why and why.message[:200])
    print(f"seed {seed}: {count} documents, {valid} valid and {refused} refused by the schema, "
          f"{disagreements} disagreements")
    return 1 if disagreements or not valid or not refused else 0


if __name__ == "__main__":
    sys.exit(main())
