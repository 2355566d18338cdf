"""Packages of npm are fetched with the settings that the user has: a registry behind a certificate that no system trusts.

usage: npm_packages_test.py FOLDER      with npm_packages.py and npm_settings.py
"""

import base64
import hashlib
import http.server
import os
import ssl
import subprocess
import sys
import tempfile
import threading
import unittest

SCRIPTS = os.path.abspath(sys.argv[1])
ARCHIVE = b"the archive of a package"
FETCH = "import npm_packages as n; import sys; sys.stdout.buffer.write(n.fetch('some', '1.0.0', sys.argv[1]))"
INTEGRITY = "sha512-" + base64.b64encode(hashlib.sha512(ARCHIVE).digest()).decode()


class Registry(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        is_there = self.path == "/some/-/some-1.0.0.tgz"
        self.send_response(200 if is_there else 404)
        self.end_headers()
        self.wfile.write(ARCHIVE if is_there else b"")

    def log_message(self, *_):
        pass


class NpmPackages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.work = tempfile.mkdtemp(dir=os.environ.get("TEST_TMPDIR"))
        cls.certificate, key = os.path.join(cls.work, "own.crt"), os.path.join(cls.work, "own.key")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
                        "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cls.certificate], check=True, stderr=subprocess.DEVNULL)
        cls.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Registry)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cls.certificate, key)
        cls.server.socket = context.wrap_socket(cls.server.socket, server_side=True)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.registry = f"https://127.0.0.1:{cls.server.server_port}/"

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.server.server_close()

    def fetch(self, npmrc="", integrity=INTEGRITY, **settings):
        home = tempfile.mkdtemp(dir=self.work)
        with open(os.path.join(home, ".npmrc"), "w", encoding="utf-8") as file:
            file.write(npmrc)
        environment = {"PATH": os.environ["PATH"], "HOME": home, "PYTHONPATH": SCRIPTS, "no_proxy": "127.0.0.1", **settings}
        done = subprocess.run([sys.executable, "-B", "-c", FETCH, integrity], env=environment, capture_output=True)
        return done.returncode, done.stdout, done.stderr.decode()

    def test_every_setting_of_a_certificate(self):
        for name in "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "npm_config_cafile", "NPM_CONFIG_CAFILE":
            with self.subTest(name):
                self.assertEqual(self.fetch(npm_config_registry=self.registry, **{name: self.certificate}), (0, ARCHIVE, ""))
        self.assertEqual(self.fetch(f"; of a firm\nregistry={self.registry}\ncafile = \"{self.certificate}\"\n"), (0, ARCHIVE, ""))

    def test_without_one_it_says_what_to_set(self):
        code, archive, errors = self.fetch(npm_config_registry=self.registry)
        self.assertEqual((code, archive), (1, b""))
        self.assertIn("CERTIFICATE_VERIFY_FAILED", errors)
        self.assertIn("NODE_EXTRA_CA_CERTS", errors)

    def test_a_file_that_is_no_certificate_is_named(self):
        for path in os.path.join(self.work, "nowhere"), os.path.join(SCRIPTS, "npm_settings.py"):
            code, _, errors = self.fetch(npm_config_registry=self.registry, NODE_EXTRA_CA_CERTS=path)
            self.assertEqual(code, 1)
            self.assertIn(f"the certificates of {path} cannot be read", errors)

    def test_only_what_npm_published_is_taken(self):
        code, archive, errors = self.fetch(npm_config_registry=self.registry, SSL_CERT_FILE=self.certificate,
                                           integrity="sha512-" + base64.b64encode(bytes(64)).decode())
        self.assertEqual((code, archive), (1, b""))
        self.assertIn("is not what npm published as some 1.0.0", errors)

    def test_a_cached_package_needs_no_registry(self):
        cache = tempfile.mkdtemp(dir=self.work)
        settings = {"npm_config_registry": self.registry, "SSL_CERT_FILE": self.certificate, "XDG_CACHE_HOME": cache}
        self.assertEqual(self.fetch(**settings)[0], 0)
        settings["npm_config_registry"] = "https://127.0.0.1:1/"
        self.assertEqual(self.fetch(**settings), (0, ARCHIVE, ""))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
