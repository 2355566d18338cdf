"""Starts the server as a user does, and talks to it from outside."""

import http.client
import json
import re
import signal
import subprocess
import time


class Server:
    """`risk serve` with some arguments, on a port that is free."""

    def __init__(self, risk, *arguments):
        self.process = subprocess.Popen([risk, "serve", "--port", "0", *arguments], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        self.first_line = self.process.stdout.readline()
        found = re.match(r"serving (\S+) at http://(\S+):(\d+)/$", self.first_line)
        if not found:
            raise RuntimeError(self.first_line + self.process.stderr.read())
        self.edition, self.host, self.port = found[1], found[2], int(found[3])

    def connect(self, timeout=60):
        return http.client.HTTPConnection(self.host, self.port, timeout=timeout)

    def ask(self, method, path, body=None, headers=None):
        """Status, headers and body of one request on a connection of its own."""
        connection = self.connect()
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def json(self, method, path, body=None, headers=None):
        if body is not None and not isinstance(body, (bytes, str)):
            body = json.dumps(body)
        if body is not None:
            headers = {"Content-Type": "application/json", **(headers or {})}
        status, _, text = self.ask(method, path, body, headers)
        return status, json.loads(text)

    def send(self, which):
        self.process.send_signal(which)

    def stop(self, which=signal.SIGTERM):
        """The exit code, what it wrote to standard error, and how long stopping took."""
        begin = time.monotonic()
        self.process.send_signal(which)
        _, errors = self.process.communicate(timeout=60)
        return self.process.returncode, errors, time.monotonic() - begin

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()
