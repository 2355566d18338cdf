"""The same through the Python package: surface.py RECORD DETAIL text|dict. See table.py."""

import json
import sys
import time

import risk

path, detail, form = sys.argv[1:4]
with open(path, encoding="utf-8") as file:
    text = file.read()
case = json.loads(text)
edition = risk.open_edition("england_wales")
for line in sys.stdin:
    times, written = int(line), 0
    begin = time.process_time()
    for _ in range(times):
        if form == "text":
            written += len(edition.assess_as(text, "json", detail=detail))
        else:
            written += len(edition.assess(case, detail=detail))
    print((time.process_time() - begin) / times * 1e6, written // times, flush=True)
