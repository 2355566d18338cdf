"""The server from outside: every route, bad input at each, limits, the door, a reload under load, and its end.

usage: serve_test.py RISK CASES RULES     RULES: a folder of rule files that is copied, and changed while it is served
"""

import gzip
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

from server_process import Server

RISK, CASES, RULES = sys.argv[1:4]
SMALL = {"case_id": "a", "assessment_date": "2026-06-01"}


def case(name):
    with open(os.path.join(CASES, name), "rb") as file:
        return file.read()


def raw(server, data, timeout=20):
    """What comes back for bytes that need not be HTTP, until the server closes."""
    with socket.create_connection((server.host, server.port), timeout=timeout) as connection:
        received = b""
        try:
            connection.sendall(data)
            while True:
                piece = connection.recv(65536)
                if not piece:
                    break
                received += piece
        except (ConnectionError, socket.timeout):
            pass
        return received


class Routes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server(RISK)

    @classmethod
    def tearDownClass(cls):
        code, errors, _ = cls.server.stop()
        assert code == 0 and "internal" not in errors, errors

    def test_the_same_as_the_command(self):
        text = case("review_a.textproto")
        for options, query in ([], ""), (["--as-known-at", "2021-06-21"], "?known_on=2021-06-21"):
            command = subprocess.run([RISK, "assess", "--format", "json", *options, "-"], input=text,
                                     stdout=subprocess.PIPE, check=True)
            printed = json.loads(command.stdout)
            status, answer = self.server.json("POST", "/v1/assess" + query, text, {"Content-Type": "text/plain"})
            self.assertEqual(status, 200, answer)
            printed.pop("input", None)
            printed.pop("line", None)
            self.assertEqual(answer, printed)
        command = subprocess.run([RISK, "next", "--format", "json", "-"], input=text, stdout=subprocess.PIPE, check=True)
        self.assertEqual(self.server.json("POST", "/v1/next", text)[1], json.loads(command.stdout))

    def test_forms(self):
        for form, kind, begins in (("json", "application/json", b"{"), ("text", "text/plain; charset=utf-8", b"Case a"),
                                   ("html", "text/html; charset=utf-8", b"<!DOCTYPE html>"),
                                   ("textproto", "text/plain; charset=utf-8", b"#"), ("binary", "application/x-protobuf", b"\n\x01a")):
            status, headers, body = self.server.ask("POST", "/v1/assess?format=" + form, json.dumps(SMALL))
            self.assertEqual((status, headers["Content-Type"]), (200, kind))
            self.assertTrue(body.lower().startswith(begins.lower()), body[:40])
            self.assertEqual(headers["Cache-Control"], "no-store")
            self.assertIn("default-src 'none'", headers["Content-Security-Policy"])

    def test_width(self):
        _, _, body = self.server.ask("POST", "/v1/assess?format=text&width=48", json.dumps(SMALL))
        self.assertLessEqual(max(map(len, body.decode().splitlines())), 60)

    def test_missing_is_never_no(self):
        _, answer = self.server.json("POST", "/v1/assess", {"assessment_date": "2026-06-01", "case_id": "a"})
        self.assertTrue(answer["level"])
        for level in answer["level"]:
            self.assertEqual(level["could_be"], "VERY_HIGH")
            self.assertTrue(level["provisional"])
            self.assertNotIn("at_least", level)

    def test_unpacks(self):
        packed = gzip.compress(json.dumps(SMALL).encode())
        self.assertEqual(self.server.json("POST", "/v1/assess", packed, {"Content-Encoding": "gzip"})[0], 200)
        self.assertEqual(self.server.json("POST", "/v1/assess", packed)[0], 422)

    def test_validate(self):
        self.assertEqual(self.server.json("POST", "/v1/validate", SMALL), (200, {"problems": []}))
        status, answer = self.server.json("POST", "/v1/validate", {"person": {"born_on": "2021-02-30"}})
        self.assertEqual(status, 200)
        self.assertEqual(answer["problems"][0]["path"], "person.born_on")
        status, answer = self.server.json("POST", "/v1/assess", {"person": {"born_on": "2021-02-30"}})
        self.assertEqual((status, answer["error"]["code"]), (422, "bad-case"))
        self.assertEqual(answer["error"]["problems"][0]["path"], "person.born_on")

    def test_editions_and_schemas(self):
        status, answer = self.server.json("GET", "/v1/editions")
        self.assertEqual(status, 200)
        self.assertEqual(answer["served"]["name"], self.server.edition)
        self.assertIn("official_instruments", {edition["id"] for edition in answer["editions"]})
        status, described = self.server.json("GET", "/v1/editions/" + self.server.edition)
        self.assertEqual((status, described["hash"]), (200, answer["served"]["hash"]))
        self.assertGreater(len(described["rules"]), 100)
        for which, title in ("input", "risk.v1.Case"), ("output", "risk.v1.Assessment"), ("asks", "risk.v1.Asks"):
            self.assertEqual(self.server.json("GET", "/v1/schema/" + which)[1]["title"], title)
        for path in ("/v1/editions/nowhere", "/v1/editions/%2e%2e%2f", "/v1/schema/other", "/v1/schema/"):
            self.assertEqual(self.server.json("GET", path)[0], 404, path)

    def test_other_editions_by_name_only(self):
        status, answer = self.server.json("POST", "/v1/assess?edition=official_instruments", SMALL)
        self.assertEqual(status, 200, answer)
        self.assertTrue(answer["edition"].startswith("official_instruments@"))
        for name in ("/etc/", "./rules/", "../x/", "england_wales@1900.1", "nowhere", ""):
            status, answer = self.server.json("POST", "/v1/assess?edition=" + name, SMALL)
            self.assertEqual((status, answer["error"]["code"]), (404, "no-edition"), name)

    def test_what_is_told_is_of_this_surface(self):
        for path in "/v1/assess", "/v1/next", "/v1/validate":
            _, answer = self.server.json("POST", path, b"{} {}")
            several = answer.get("problems") or answer["error"]["problems"]
            self.assertIn("send each as a request of its own", several[0]["hint"])
            _, answer = self.server.json("POST", path, {"assessment_date": "2026-06"})
            month = answer.get("problems") or answer["error"]["problems"]
            self.assertEqual(month[0]["hint"], "give the full date, or choose one with assessed_on")
        for detail in "results", "missing", "explanations":
            _, _, note = self.server.ask("POST", f"/v1/assess?format=text&detail={detail}", case("review_a.textproto"))
            self.assertNotRegex(note.decode(), r"--[a-z]|: ;|; ;|- :")

    def test_bad_input_at_every_route(self):
        for path in "/v1/assess", "/v1/next", "/v1/validate":
            with self.subTest(path):
                bodies = {b"": 422, b"{": 422, b"\xff\xfe\x00": 422, b"[1,2]": 422, b"null": 422, b'{"no_such_field": 1}': 422,
                          b'{"person": {"name": "\xe9"}}': 422, b"{}{}": 422, b"{" * 100_000: 422, b"\n\x05ab": 422,
                          case("review_a.textproto")[:-30]: 422}
                for body, expected in bodies.items():
                    status, answer = self.server.json("POST", path, body)
                    if path == "/v1/validate":  # what is wrong with it is the answer
                        self.assertEqual(status, 200, (body[:20], answer))
                        self.assertTrue(answer["problems"], body[:20])
                    else:
                        self.assertIn(status, (expected, 413), (body[:20], answer))
                        self.assertIn(answer["error"]["code"], ("bad-case", "limit"))
                        self.assertTrue(answer["error"]["problems"], body[:20])
                for query, name in (("?known_on=2021-13-01", "known_on"), ("?known_on=2022-01-01&assessed_on=2021-01-01", "known_on"),
                                    ("?most_milliseconds=-1", "most_milliseconds"), ("?base=/etc", ""), ("?hash=0", ""),
                                    ("?assesed_on=2021-01-01", ""), ("?known_on=2021-01-01&known_on=2021-01-02", "known_on")):
                    status, answer = self.server.json("POST", path + query, SMALL)
                    self.assertEqual((status, answer["error"]["code"], answer["error"]["path"]), (400, "bad-argument", name), query)
                self.assertEqual(self.server.json("GET", path)[0], 405)
        self.assertEqual(self.server.json("POST", "/v1/next?format=html", SMALL)[0], 400)
        for width in "39", "401", "x", "":
            self.assertEqual(self.server.json("POST", "/v1/assess?format=text&width=" + width, SMALL)[0], 400)
        self.assertIn("did you mean \"assessed_on\"", self.server.json("POST", "/v1/assess?assesed_on=2021-01-01", SMALL)[1]["error"]["message"])
        self.assertEqual(self.server.json("POST", "/v1/assess?allow_unknown_fields=true", {"no_such_field": 1, **SMALL})[0], 200)
        for path in "/nothing", "/page/../../etc/passwd", "/%2e%2e/etc/passwd", "/v1":
            self.assertEqual(self.server.json("GET", path)[0], 404, path)
        self.assertEqual(self.server.json("POST", "/v1/other", SMALL)[0], 404)
        for method in "PUT", "DELETE", "PATCH", "OPTIONS":
            self.assertEqual(self.server.json(method, "/v1/assess", SMALL)[0], 405, method)

    def test_no_value_of_a_case_in_an_error(self):
        for body in ({"person": {"name": 17, "born_on": "Xylophone"}}, {"Xylophone": 1}):
            _, _, text = self.server.ask("POST", "/v1/assess", json.dumps(body))
            if "Xylophone" not in body:
                self.assertNotIn(b"Xylophone", text)

    def test_bodies_that_are_not_read(self):
        self.assertEqual(self.server.json("POST", "/v1/assess", b"x", {"Content-Type": "multipart/form-data; boundary=a"})[0], 415)
        self.assertEqual(self.server.json("POST", "/v1/assess", b"no gzip", {"Content-Encoding": "gzip"})[0], 400)
        answer = raw(self.server, b"POST /v1/assess HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")
        self.assertIn(b" 400 ", answer.split(b"\r\n")[0])
        answer = raw(self.server, b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nGET /")
        self.assertIn(b" 400 ", answer.split(b"\r\n")[0])
        self.assertEqual(answer.count(b"HTTP/1.1 "), 1, "what follows is read as another request")

    def test_what_is_no_request(self):
        for data in (b"\0\1\2\3\r\n\r\n", b"GET\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
                     b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n"):
            answer = raw(self.server, data)
            self.assertTrue(answer == b"" or answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 414", b"HTTP/1.1 404")), answer[:60])
        self.assertEqual(self.server.json("GET", "/healthz")[0], 200)

    def test_only_under_its_own_names(self):
        for host in "localhost", "LOCALHOST:1", "127.0.0.1:8080", "[::1]:80":
            self.assertEqual(self.server.json("GET", "/healthz", headers={"Host": host})[0], 200, host)
        for host in "evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example", "", "192.168.0.1", "[::2]", "0.0.0.0":
            for method, path, body in (("GET", "/healthz", None), ("POST", "/v1/assess", SMALL), ("GET", "/", None), ("POST", "/v1/reload", {})):
                status, answer = self.server.json(method, path, body, {"Host": host})
                self.assertEqual((status, answer["error"]["code"]), (403, "refused"), (host, path))
        answer = raw(self.server, b"GET /healthz HTTP/1.0\r\n\r\n")
        self.assertIn(b" 403 ", answer.split(b"\r\n")[0])

    def test_no_other_site_may_ask(self):
        own = f"http://127.0.0.1:{self.server.port}"
        self.assertEqual(self.server.json("POST", "/v1/assess", SMALL, {"Origin": own})[0], 200)
        for origin in "http://evil.example", "null", "http://127.0.0.1:1", "file://", own + ".evil.example":
            self.assertEqual(self.server.json("POST", "/v1/assess", SMALL, {"Origin": origin})[0], 403, origin)
        _, headers, _ = self.server.ask("GET", "/healthz")
        self.assertNotIn("Access-Control-Allow-Origin", headers)

    def test_health_and_metrics(self):
        status, answer = self.server.json("GET", "/healthz")
        self.assertEqual((status, answer["status"], answer["edition"]), (200, "ok", self.server.edition))
        before = self.count('risk_requests_total{route="/v1/next",status="200"}')
        self.server.json("POST", "/v1/next", SMALL)
        self.assertEqual(self.count('risk_requests_total{route="/v1/next",status="200"}'), before + 1)
        self.assertGreaterEqual(self.count('risk_request_seconds_count{route="/v1/next"}'), before + 1)
        self.assertEqual(self.count("risk_requests_in_flight"), 1)  # this one

    def count(self, name):
        _, _, text = self.server.ask("GET", "/metrics")
        for line in text.decode().splitlines():
            if line.startswith(name + " "):
                return float(line.rsplit(" ", 1)[1])
        return 0

    def test_description(self):
        status, document = self.server.json("GET", "/openapi.json")
        self.assertEqual((status, document["openapi"]), (200, "3.1.0"))
        for path in document["paths"]:
            method = next(iter(document["paths"][path]))
            concrete = path.replace("{which}", "input")
            status, _, _ = self.server.ask(method.upper(), concrete, json.dumps(SMALL) if method == "post" else None)
            self.assertEqual(status, 200, path)
        schemas = document["components"]["schemas"]
        self.assertIn("Input.Case", schemas)

        def follow(value):
            if isinstance(value, list):
                for one in value:
                    follow(one)
            if isinstance(value, dict):
                for name, one in value.items():
                    if name == "$ref" and isinstance(one, str):
                        at = document
                        for step in one[2:].split("/"):
                            at = at[int(step)] if isinstance(at, list) else at[step]
                    else:
                        follow(one)

        follow(document)


class Limits(unittest.TestCase):
    def test_size(self):
        with Server(RISK, "--most-bytes", "1000") as server:
            self.assertEqual(server.json("POST", "/v1/assess", SMALL)[0], 200)
            for body in (b" " * 1001, b" " * 100_000_000, gzip.compress(b" " * 50_000_000)):
                headers = {"Content-Encoding": "gzip"} if body[:2] == b"\x1f\x8b" else {}
                status, answer = server.json("POST", "/v1/assess", body, headers)
                self.assertEqual((status, answer["error"]["code"]), (413, "limit"))
            pieces = (b" " * 65536 for _ in range(500))
            connection = server.connect()
            connection.request("POST", "/v1/assess", pieces, {"Content-Type": "application/json"}, encode_chunked=True)
            self.assertEqual(connection.getresponse().status, 413)
            self.assertLess(self.peak(server), 300_000, "kB: what is thrown away is not kept")
            self.assertEqual(server.json("GET", "/healthz")[0], 200)

    def test_headers_without_end(self):
        with Server(RISK, "--most-seconds", "3") as server:
            for start, piece in ((b"GET / HTTP/1.1\r\nX: ", b"a" * 1_000_000), (b"GET / HTTP/1.1\r\n", b"X-A: b\r\n" * 100_000),
                                 (b"GET /", b"a" * 1_000_000), (b"POST /v1/assess HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n", b"0" * 1_000_000)):
                with socket.create_connection((server.host, server.port), timeout=20) as connection:
                    try:
                        connection.sendall(start)
                        for _ in range(500):
                            connection.sendall(piece)
                    except OSError:
                        pass
            for start in b"GET / HTTP/1.1\r\nX: ", b"":  # and one that never comes to it
                begin = time.monotonic()
                raw(server, start)
                self.assertLess(time.monotonic() - begin, 10)
            self.assertLess(self.peak(server), 300_000, "kB")
            self.assertEqual(server.json("GET", "/healthz")[0], 200)

    def peak(self, server):
        """The most memory that it had, in kB; 0 under a sanitizer, most of which is the sanitizer's own."""
        with open(f"/proc/{server.process.pid}/maps", encoding="ascii") as maps:
            if re.search(r"/lib[at]san\.so", maps.read()):
                return 0
        with open(f"/proc/{server.process.pid}/status", encoding="ascii") as status_file:
            return next(int(line.split()[1]) for line in status_file if line.startswith("VmHWM"))

    def test_entries(self):
        many = {**SMALL, "decisions": [{}] * 1001}
        with Server(RISK) as server:
            status, answer = server.json("POST", "/v1/assess", many)
            self.assertEqual((status, answer["error"]["code"]), (413, "limit"))

    def test_time(self):
        long = {**SMALL, "offending": {"convictions": [{"convicted_on": "2020-01-01"}] * 900}}
        with Server(RISK, "--most-seconds", "1", "--jobs", "1") as server:
            status, answer = server.json("POST", "/v1/assess?most_milliseconds=1&detail=explanations", long)
            self.assertEqual((status, answer["error"]["code"]), (503, "limit"))
            begin = time.monotonic()
            with socket.create_connection((server.host, server.port), timeout=30) as slow:
                slow.sendall(b"POST /v1/assess HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n")
                try:
                    for _ in range(40):
                        slow.sendall(b" ")
                        time.sleep(0.2)
                    answer = slow.recv(65536)
                except ConnectionError:
                    answer = b"closed"
            self.assertLess(time.monotonic() - begin, 12)
            self.assertTrue(answer.startswith((b"HTTP/1.1 408", b"closed")), answer[:60])
            self.assertEqual(server.json("GET", "/healthz")[0], 200)

    def test_many_idle_connections_do_not_shut_others_out(self):
        with Server(RISK) as server:
            idle = [socket.create_connection((server.host, server.port)) for _ in range(100)]
            begin = time.monotonic()
            self.assertEqual(server.json("GET", "/healthz")[0], 200)
            self.assertLess(time.monotonic() - begin, 10)
            for one in idle:
                one.close()


class Reload(unittest.TestCase):
    def setUp(self):
        self.folder = os.path.join(tempfile.mkdtemp(dir=os.environ.get("TEST_TMPDIR")), "rules")
        shutil.copytree(RULES, self.folder)
        for name in os.listdir(self.folder):
            os.chmod(os.path.join(self.folder, name), 0o644)

    def change(self, text):
        """Puts a comment into the file of the edition, whole at once."""
        path = os.path.join(self.folder, "edition.textproto")
        with open(path, encoding="utf-8") as file:
            content = file.read()
        with open(path + ".new", "w", encoding="utf-8") as file:
            file.write(content + text)
        os.replace(path + ".new", path)

    def test_eight_threads_lose_no_request(self):
        with Server(RISK, "--rules", self.folder, "--jobs", "2") as server:
            first = server.json("GET", "/healthz")[1]["hash"]
            seen, wrong, done = [], [], threading.Event()

            def ask():
                connection = server.connect()
                count = 0
                while not done.is_set():
                    # Some on connections that stay, some on new ones.
                    if count % 10 == 9:
                        connection.close()
                    connection.request("POST", "/v1/assess?detail=results", json.dumps(SMALL), {"Content-Type": "application/json"})
                    answer = connection.getresponse()
                    body = json.loads(answer.read())
                    if answer.status != 200:
                        wrong.append(body)
                    else:
                        seen.append(body["edition_hash"])
                    count += 1
                connection.close()

            threads = [threading.Thread(target=ask) for _ in range(8)]
            for thread in threads:
                thread.start()
            hashes = {first}
            for turn in range(4):
                time.sleep(0.4)
                self.change(f"\n# {turn}\n")
                if turn % 2 == 0:
                    status, answer = server.json("POST", "/v1/reload", {})
                    self.assertEqual(status, 200, answer)
                    hashes.add(answer["served"]["hash"])
                else:
                    server.send(signal.SIGHUP)
                    for _ in range(1200):  # a minute: opening takes long under a sanitizer
                        now = server.json("GET", "/healthz")[1]["hash"]
                        if now not in hashes:
                            break
                        time.sleep(0.05)
                    self.assertNotIn(now, hashes)
                    hashes.add(now)
            time.sleep(0.3)
            done.set()
            for thread in threads:
                thread.join()
            self.assertEqual(wrong, [])
            self.assertEqual(set(seen), hashes, "each version answered, and nothing else")
            print(f"{len(seen)} requests by 8 threads, 4 reloads, none lost")
            code, errors, _ = server.stop()
            self.assertEqual(code, 0)
            self.assertEqual(errors.count("risk serve: reloaded"), 2)

    def test_an_edition_with_errors_is_not_taken(self):
        with Server(RISK, "--rules", self.folder) as server:
            before = server.json("GET", "/healthz")[1]["hash"]
            self.change("\nno_such_field: 1\n")
            status, answer = server.json("POST", "/v1/reload", {})
            self.assertEqual((status, answer["error"]["code"]), (500, "bad-edition"))
            self.assertTrue(answer["error"]["problems"][0]["line"])
            server.send(signal.SIGHUP)
            for _ in range(400):
                _, _, metrics = server.ask("GET", "/metrics")
                if b'risk_reloads_total{result="failed"} 2' in metrics:
                    break
                time.sleep(0.05)
            self.assertIn(b'risk_reloads_total{result="failed"} 2', metrics)
            self.assertEqual(server.json("GET", "/healthz")[1]["hash"], before)
            self.assertEqual(server.json("POST", "/v1/assess", SMALL)[0], 200)
            _, errors, _ = server.stop()
            self.assertIn("edition.textproto:", errors)
            self.assertIn("not reloaded; still", errors)

    def test_no_start_with_errors(self):
        self.change("\nno_such_field: 1\n")
        result = subprocess.run([RISK, "serve", "--port", "0", "--rules", self.folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.assertEqual((result.returncode, result.stdout), (1, b""))


class End(unittest.TestCase):
    def test_what_has_begun_is_answered(self):
        body = json.dumps(SMALL).encode()
        for which in signal.SIGTERM, signal.SIGINT:
            with Server(RISK) as server:
                half = socket.create_connection((server.host, server.port), timeout=20)
                half.sendall(b"POST /v1/assess HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(body) + body[:5])
                time.sleep(0.3)
                server.send(which)
                time.sleep(0.3)
                with self.assertRaises(OSError):
                    socket.create_connection((server.host, server.port), timeout=2)
                half.sendall(body[5:])
                self.assertTrue(half.recv(65536).startswith(b"HTTP/1.1 200"))
                half.close()
                server.process.communicate(timeout=30)
                self.assertEqual(server.process.returncode, 0)

    def test_idle_connections_do_not_hold_it_up(self):
        with Server(RISK) as server:
            connection = server.connect()
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            code, _, took = server.stop()
            connection.close()
            self.assertEqual(code, 0)
            self.assertLess(took, 3)

    def test_two_do_not_share_a_port(self):
        with Server(RISK) as server:
            second = subprocess.run([RISK, "serve", "--port", str(server.port)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
            self.assertEqual((second.returncode, second.stdout), (3, b""))
            self.assertIn(b"cannot listen at 127.0.0.1", second.stderr)


class OtherComputers(unittest.TestCase):
    def test_only_if_told_so(self):
        with Server(RISK, "--listen", "0.0.0.0") as server:
            server.host = "127.0.0.1"
            self.assertEqual(server.json("GET", "/healthz", headers={"Host": "risk.example"})[0], 200)
            self.assertEqual(server.json("POST", "/v1/assess", SMALL, {"Host": "risk.example", "Origin": "http://evil.example"})[0], 403)
            self.assertEqual(server.json("POST", "/v1/assess", SMALL, {"Host": "risk.example", "Origin": "https://risk.example"})[0], 200)
            status, answer = server.json("POST", "/v1/reload", {})
            self.assertEqual((status, answer["error"]["code"]), (403, "refused"))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[4:]], verbosity=2)
