#!/usr/bin/env python3
"""Assesses a caseload on a Dask cluster: cuts it at line ends and pipes each part through `risk assess`.

    assess_caseload.py cases.ndjson assessments.ndjson --scheduler tcp://host:8786 -- --detail results

What follows "--" goes to `risk assess` as it is; give --edition and --assessed-on, so that every worker does the same.
Workers need the command, not the file: each part is sent to them. A part whose worker dies is run again, up to
--retries times; the results are written in the order of the file, and are the bytes that a single run on it as
standard input writes. Ends with 1 if a record could not be assessed, as the command does.

Needs Debian's python3-distributed.
"""
import argparse
import subprocess
import sys

from dask.distributed import Client


def parts(path, size):
    """Whole lines of about `size` bytes, each with the number of its first line."""
    line = 1
    with open(path, "rb") as file:
        while True:
            part = file.read(size) + file.readline()
            if not part:
                return
            yield line, part
            line += part.count(b"\n")


def assess(command, line, part):
    """What the command writes for a part, and whether a record could not be assessed."""
    run = subprocess.run(command + ["--first-line", str(line), "-"], input=part, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, check=False)
    if run.returncode not in (0, 1):
        raise RuntimeError(f"risk ended with {run.returncode}: {run.stderr.decode(errors='replace').strip()}")
    return run.stdout, run.returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("cases")
    parser.add_argument("assessments")
    parser.add_argument("--scheduler", help="address; without one a cluster on this machine is started")
    parser.add_argument("--risk", default="risk", help="the command on the workers")
    parser.add_argument("--part", type=int, default=1 << 20, help="bytes in a part")
    parser.add_argument("--retries", type=int, default=3)
    given, options = sys.argv[1:], []
    if "--" in given:
        given, options = given[:given.index("--")], given[given.index("--") + 1:]
    arguments = parser.parse_args(given)
    command = [arguments.risk, "assess", "--format", "ndjson", "--jobs", "1"] + options

    code = 0
    with Client(arguments.scheduler) as client, open(arguments.assessments, "wb") as out:
        ahead = 4 * max(1, sum(client.ncores().values()))  # parts on their way: memory stays flat
        waiting = []

        def finish():
            nonlocal code
            text, ended = waiting.pop(0).result()
            out.write(text)
            code = max(code, ended)

        for line, part in parts(arguments.cases, arguments.part):
            waiting.append(client.submit(assess, command, line, part, retries=arguments.retries, pure=False))
            if len(waiting) >= ahead:
                finish()
        while waiting:
            finish()
    return code


if __name__ == "__main__":
    sys.exit(main())
