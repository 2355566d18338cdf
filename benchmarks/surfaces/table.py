"""What each surface costs over the same call in C++, in one run: JSON in, validated, assessed, JSON out.

usage: table.py CPP C RISK PREFIX [--rounds N] [--strict]

CPP, C: the programs beside this file. RISK: the command, for HTTP. PREFIX: what ./dev install laid out, for Python and PostgreSQL
(left out where its server is not there). Counted is the processor time of the process that assesses, so that other load on the
machine matters less; all take turns, and the table has the least of each over the least of C++, as other load only adds. --strict fails where C is above 1.1,
Python with JSON text above 1.5, or PostgreSQL above 2.
"""

import argparse
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
LIMITS = {"C": 1.1, "Python, text": 1.5, "PostgreSQL, jsonb": 2.0}
TICK = os.sysconf("SC_CLK_TCK")


def record(incidents):
    case = {"case_id": "a", "assessment_date": "2026-06-01"}
    if incidents:
        case["domestic_abuse"] = {"incidents": [{"id": f"i{i}", "happened_on": f"2025-0{1 + i % 9}-01"} for i in range(incidents)]}
    return case


def ticks(pid):
    """Processor time of a process so far, in µs."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1e6 / TICK


class Program:
    """A process that is told a number on a line and answers with the time of one."""

    def __init__(self, command, environment=None):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})})

    def run(self, times):
        self.process.stdin.write(f"{times}\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline().split()[0])

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Http:
    def __init__(self, risk, path, detail):
        self.process = subprocess.Popen([risk, "serve", "--port", "0"], stdout=subprocess.PIPE, text=True)
        port = int(re.search(r":(\d+)/", self.process.stdout.readline()).group(1))
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.detail = detail
        with open(path, "rb") as file:
            self.body = file.read()

    def run(self, times):
        self.connection.close()  # the server has closed what was idle since the last round
        begin = ticks(self.process.pid)
        for _ in range(times):
            self.connection.request("POST", "/v1/assess?detail=" + self.detail, self.body, {"Content-Type": "application/json"})
            answer = self.connection.getresponse()
            answer.read()
            assert answer.status == 200
        return (ticks(self.process.pid) - begin) / times

    def close(self):
        self.connection.close()
        self.process.terminate()
        self.process.wait()


class Postgresql:
    """The extension in a server of its own, as tests/install/postgresql_test.sh has it."""

    def __init__(self, prefix, path, detail):
        self.bin = subprocess.run(["pg_config", "--bindir"], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
        self.work = tempfile.mkdtemp(prefix="risk_surfaces.", dir="/tmp")
        os.chmod(self.work, 0o755)
        self.make = ["make", "-s", "-C", os.path.join(self.work, "postgresql"), f"PKG_CONFIG_PATH={prefix}/lib/pkgconfig"]
        shutil.copytree(os.path.join(HERE, "..", "..", "postgresql"), os.path.join(self.work, "postgresql"))
        where = subprocess.run(["pg_config", "--pkglibdir"], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
        if os.path.exists(os.path.join(where, "risk.so")):
            raise SystemExit("table.py: an extension named risk is installed already")
        subprocess.run(self.make, check=True)
        subprocess.run([*self.make, "install"], check=True)
        self.to_be = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        for folder in "data", "socket":
            os.mkdir(os.path.join(self.work, folder))
            if self.to_be:
                shutil.chown(os.path.join(self.work, folder), "postgres")
        data, socket = os.path.join(self.work, "data"), os.path.join(self.work, "socket")
        self.data = data
        quiet = {"stdout": subprocess.DEVNULL, "check": True}
        subprocess.run([*self.to_be, f"{self.bin}/initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C"], **quiet)
        subprocess.run([*self.to_be, f"{self.bin}/pg_ctl", "-D", data, "-w", "-l", f"{socket}/log", "-o", f"-k {socket} -c listen_addresses='' -c fsync=off", "start"], **quiet)
        self.psql = subprocess.Popen([*self.to_be, f"{self.bin}/psql", "-X", "-q", "-h", socket, "-U", "postgres", "-At", "postgres"],
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        self.detail = detail
        self.backend = int(self.sql(f"create extension risk; create table cases as select $risk${text}$risk$::jsonb as record from generate_series(1, 5000); analyze cases; select pg_backend_pid();"))

    def sql(self, text):
        self.psql.stdin.write(text + "\n")
        self.psql.stdin.flush()
        return self.psql.stdout.readline().strip()

    def run(self, times):
        begin = ticks(self.backend)
        count = self.sql(f"set max_parallel_workers_per_gather = 0; select count(*) from (select risk_assess(record, null, '{{\"detail\":\"{self.detail}\"}}') as a from cases limit {times} offset 0) x where a->'level' is not null;")
        assert int(count) == times, count
        return (ticks(self.backend) - begin) / times

    def close(self):
        self.psql.stdin.close()
        self.psql.wait()
        subprocess.run([*self.to_be, f"{self.bin}/pg_ctl", "-D", self.data, "-m", "immediate", "stop"], stdout=subprocess.DEVNULL, check=True)
        subprocess.run([*self.make, "uninstall"], check=True)
        shutil.rmtree(self.work, ignore_errors=True)


def surfaces(arguments, path, detail):
    python = {"PYTHONPATH": os.path.join(arguments.prefix, "lib/python3/dist-packages")}
    script = os.path.join(HERE, "surface.py")
    yield "C++", Program([arguments.cpp, path, detail])
    yield "C", Program([arguments.c, path, detail])
    yield "Python, text", Program([sys.executable, script, path, detail, "text"], python)
    yield "Python, dict", Program([sys.executable, script, path, detail, "dict"], python)
    yield "HTTP, the server's part", Http(arguments.risk, path, detail)
    if shutil.which("pg_config") and shutil.which("make"):
        yield "PostgreSQL, jsonb", Postgresql(arguments.prefix, path, detail)


def measure(arguments, incidents, detail):
    """Name to times of one assessment, in µs, round by round."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        os.chmod(file.name, 0o644)
        json.dump(record(incidents), file, separators=(",", ":"))
        file.flush()
        running = dict(surfaces(arguments, file.name, detail))
        try:
            first = running["C++"].run(20)
            times = max(20, min(5000, int(400_000 / first)))  # some 0.4 s each
            for surface in running.values():
                surface.run(max(5, times // 10))
            taken = {name: [] for name in running}
            for _ in range(arguments.rounds):
                for name, surface in running.items():
                    taken[name].append(surface.run(times))
            return taken
        finally:
            for surface in running.values():
                surface.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in "cpp", "c", "risk", "prefix":
        parser.add_argument(name)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--strict", action="store_true")
    arguments = parser.parse_args()
    ratios, sizes = {}, [(0, "results"), (5, "results"), (5, "missing"), (50, "missing"), (50, "explanations")]
    for incidents, detail in sizes:
        taken = measure(arguments, incidents, detail)
        base = min(taken["C++"])
        for name, times in taken.items():
            ratios.setdefault(name, []).append(f"{base:.0f} µs" if name == "C++" else min(times) / base)
    head = ["surface"] + [f"{incidents} incidents, {detail}" for incidents, detail in sizes]
    print("| " + " | ".join(head) + " |\n|" + " --- |" * len(head))
    missed = []
    for name, row in ratios.items():
        print("| " + " | ".join([name] + [one if isinstance(one, str) else f"{one:.2f}" for one in row]) + " |")
        if name in LIMITS and max(row) > LIMITS[name]:
            missed.append(f"{name}: {max(row):.2f}, at most {LIMITS[name]}")
    for one in missed:
        print("above the limit: " + one)
    sys.exit(1 if missed and arguments.strict else 0)


if __name__ == "__main__":
    main()
