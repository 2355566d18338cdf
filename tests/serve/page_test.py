"""The page of the server in Chromium: by keyboard alone, narrow, printed, heard, and with nothing asked of anybody else.

usage: page_test.py RISK AXE          RISK_PICTURES=FOLDER leaves pictures there
"""

import json
import os
import sys
import tempfile
import time
import unittest

import browser
from server_process import Server

RISK, AXE = sys.argv[1:3]
PICTURES = os.environ.get("RISK_PICTURES") or tempfile.mkdtemp(dir=os.environ.get("TEST_TMPDIR"))
LEVELS = ["LOW", "MEDIUM", "HIGH", "VERY_HIGH"]

KNOWN = {
    "case_id": "look-back", "assessment_date": "2026-06-01",
    "provenance": {"source": "OWN_FILE", "known_on": "2026-01-10"},
    "person": {"name": "Person L", "bornOn": {"year": 1990, "month": 3}},
    "offending": {"convictions": [{"kind": "ASSAULT", "outcome": 1, "convictedOn": "2026-01-05"}]},
    "behaviour": {"stalking": {"value": "YES", "provenance": {"source": "POLICE_RECORD", "known_on": "2026-04-02"}}, "fixated": True},
    "enquiries": [{"stream": "POLICE_DOMESTIC_ABUSE", "made_on": "2026-03-01"}],
}


def bounds(level):
    lowest = 0 if level.get("not_settled") else LEVELS.index(level["at_least"])
    return lowest, LEVELS.index(level["could_be"])


class Page(unittest.TestCase):
    def setUp(self):
        self.server = Server(RISK)
        self.browser = browser.Browser(browser.find())
        self.browser.size(1280, 900)
        self.browser.open(f"http://{self.server.host}:{self.server.port}/")
        self.browser.wait("document.querySelector('form h1')")

    def tearDown(self):
        own = f"http://{self.server.host}:{self.server.port}/"
        strangers = [request["url"] for request in self.browser.requests if not request["url"].startswith((own, "data:", "blob:" + own))]
        complaints = [one for one in self.browser.complaints if "422" not in one]
        self.browser.close()
        code, errors, _ = self.server.stop()
        self.assertEqual((strangers, complaints, code, errors), ([], [], 0, ""))

    # What a person does, by keyboard.

    def tab_to(self, selector, shift=False):
        for _ in range(120):
            if self.browser.js(f"document.activeElement.matches({json.dumps(selector)})"):
                return
            self.browser.press("Tab", shift=shift)
        self.fail(f"Tab does not come to {selector}: {self.browser.js('document.activeElement.outerHTML')}")

    def choose(self, name, value):
        """Of radio buttons."""
        self.tab_to(f"input[type=radio][name={name}]")
        self.browser.press(" ")
        for _ in range(60):
            if self.browser.js(f"document.activeElement.value === {json.dumps(value)}"):
                return
            self.browser.press("ArrowDown")
        self.fail(f"the arrows do not come to {value}")

    def send(self):
        """Presses the button of the question, and waits for the next page or for an error."""
        place, had_errors = self.place(), self.errors() != ""
        self.tab_to("form .button[type=submit]")
        self.browser.press("Enter")
        self.browser.wait(f"document.querySelector('main').dataset.place !== {json.dumps(place)}"
                          + ("" if had_errors else " || document.activeElement.matches('.error-box')"))

    def place(self):
        return self.browser.js("document.querySelector('main').dataset.place")

    def start(self):
        self.tab_to("#day-day")
        self.browser.js("['day','month','year'].forEach((part) => document.getElementById('day-' + part).value = '')")
        for part in "1", "6", "2026":
            self.browser.type(part)
            self.browser.press("Tab")
        self.send()
        self.browser.wait("document.querySelector('aside .level')")

    # What can be seen.

    def errors(self):
        return self.browser.js("(document.querySelector('.error-box') || {innerText: ''}).innerText")

    def record(self):
        """The case as the page sent it last."""
        sent = [request for request in self.browser.requests if "/v1/next" in request["url"]]
        return json.loads(sent[-1]["postData"])

    def check(self, name):
        """That the page is fit for all, at both widths; leaves pictures of it."""
        with open(AXE, encoding="utf-8") as script:
            self.browser.js(script.read() + ";0")
        for width in 1280, 400:
            self.browser.size(width, 900)
            found = self.browser.js("axe.run({resultTypes: ['violations']}).then((result) => result.violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.html + ' ' + (node.any[0] || {}).message).slice(0, 3).join(' | ')))")
            self.assertEqual(found, [], f"{name} at {width}")
            self.assertLessEqual(self.browser.js("document.scrollingElement.scrollWidth"), width, f"{name} is wider than {width}")
            self.browser.picture(os.path.join(PICTURES, f"serve-{name}-{width}.png"))
        self.browser.size(1280, 900)

    def test_begins(self):
        self.check("start")
        self.tab_to("#day-day")
        self.browser.js("document.getElementById('day-day').value = ''")
        self.tab_to("form .button[type=submit]")
        self.browser.press("Enter")
        self.browser.wait("document.querySelector('.error-box a')")
        self.assertIn("Give the full date", self.browser.js("document.querySelector('.error-box').innerText"))

    def test_questions_by_keyboard(self):
        self.start()
        self.assertTrue(self.browser.js("document.activeElement.matches('h1')"), "a new page is read from its heading")
        self.assertRegex(self.browser.js("document.querySelector('#to-ask').innerText"), r"still to be asked, the first by \d+ \w+ 2026")
        self.check("list")
        aside, kinds, former = set(), set(), None
        for turn in range(24):
            record = self.record()
            asks = self.server.json("POST", "/v1/next", record)[1]
            pieces = [path.replace("[]", "") for ask in asks["ask"] for item in ask["item"] for path in item.get("path", [])]
            expected = next(path for path in pieces if path not in aside)
            shown = self.place().split("|")[1].replace("[]", "")
            self.assertEqual(shown, expected, "the question that could change most comes first")
            levels = self.server.json("POST", "/v1/assess", record)[1]["level"]
            if former:
                for before, now in zip(former, levels):
                    self.assertGreaterEqual(bounds(now)[0], bounds(before)[0])
                    self.assertLessEqual(bounds(now)[1], bounds(before)[1])
            words = self.browser.js("[...document.querySelectorAll('.level-words')].map((one) => one.textContent)")
            for level, text in zip(levels, words):
                self.assertIn(level["could_be"].replace("_", " "), text)
                self.assertEqual("Not settled" in text, level.get("not_settled", False))
            former = levels
            kind = self.browser.js("document.querySelector('#more-ADD') ? 'list' : document.querySelector('#answer-YES') ? 'answer' : 'other'")
            kinds.add(kind)
            if kind == "answer" and turn % 3 == 2:
                self.choose("answer", "NONE")
                self.choose("reason", "ASKED_AND_WAITING")
                aside.add(shown)
            elif kind == "answer":
                self.choose("answer", "NO")
                if "noes" not in kinds:
                    kinds.add("noes")
                    self.send()
                    self.assertIn("a no from nobody settles nothing", self.browser.js("document.querySelector('.error-box').innerText"))
                    self.assertTrue(self.browser.js("document.activeElement.matches('.error-box')"))
                    self.check("error")
                self.tab_to("#source")
                self.browser.press("p")  # police record
            elif kind == "list" and self.browser.js("document.querySelector('#more-ALL')") is not None and turn % 2 == 0:
                self.choose("more", "ALL")
                self.tab_to("#source")
                self.browser.press("p")
            elif kind == "list":
                self.choose("more", "SKIP")
                aside.add(shown)
            else:
                self.tab_to("form .button-plain")
                self.browser.press("Enter")
                aside.add(shown)
                self.browser.wait(f"document.querySelector('main').dataset.place !== {json.dumps('next|' + shown)}")
                continue
            self.send()
            self.assertEqual(self.errors(), "", shown)
        self.assertLessEqual({"list", "answer", "noes"}, kinds)
        said = self.browser.js("document.querySelector('[role=status]').textContent")
        self.assertTrue(said)
        self.check("answered")

    def test_an_entry_and_every_kind_of_control(self):
        self.start()
        self.browser.js("location.hash = 'all/offending.convictions'")
        self.browser.wait("document.querySelector('main').dataset.place.startsWith('all/offending.convictions')")
        self.check("entries")
        self.tab_to("main .button")
        self.browser.press("Enter")
        self.browser.wait("document.querySelector('#choice')")
        self.check("choice")
        self.tab_to("#choice")
        self.browser.press("r")  # robbery
        self.send()
        self.browser.wait("document.querySelector('#source')")
        self.check("source")
        self.tab_to("#source")
        self.browser.press("c")  # conviction
        self.send()
        self.choose("choice", "CONVICTED")
        self.send()
        self.browser.wait("document.querySelector('#date-day')")
        self.tab_to("#date-month")
        self.browser.type("13")
        self.browser.press("Tab")
        self.browser.type("2025")
        self.send()
        self.assertIn("no such date", self.browser.js("document.querySelector('.error-box').innerText"))
        self.check("date")
        self.tab_to("#date-month", shift=True)
        self.browser.js("document.activeElement.value = ''")
        self.browser.type("5")
        self.send()
        entry = self.record()["offending"]["convictions"][0]
        self.assertEqual((entry["kind"], entry["outcome"], entry["happened_on"], entry["provenance"]["source"]), ("ROBBERY", "CONVICTED", "2025-05", "CONVICTION"))
        # What the server finds wrong is told at the question, and not taken over.
        self.tab_to("#date-day")
        for part in "1", "1", "2030":
            self.browser.type(part)
            self.browser.press("Tab")
        self.send()
        self.assertTrue(self.browser.js("document.querySelector('.error-box').innerText"))
        for path, control in (("sentence.length_months", "#text"), ("person.name", "#text"), ("enquiries[0].questions", "input[type=checkbox]"),
                              ("relationships.people[0].earlier_police_forces", "textarea"), ("sentence.kind", "#choice, input[name=choice]")):
            self.browser.js(f"location.hash = 'at/{path}'")
            self.browser.wait(f"document.querySelector('main').dataset.place.endsWith('|{path}') && document.querySelector({json.dumps(control)})")
            self.tab_to(control)
            if control == "input[type=checkbox]":
                self.browser.press(" ")
            elif "choice" in control:
                self.browser.press(" " if self.browser.js("document.activeElement.type === 'radio'") else "c")
            else:
                self.browser.type({"sentence.length_months": "18", "person.name": "Person K"}.get(path, "Kent\nEssex"))
            self.send()
            self.assertEqual(self.errors(), "", path)
        # A list of plain values may be said to be whole, and even to be empty.
        self.browser.js("location.hash = 'at/relationships.people[0].earlier_police_forces'")
        self.browser.wait("document.querySelector('main').dataset.place.endsWith('earlier_police_forces') && document.querySelector('#all')")
        self.tab_to("#all")
        self.browser.press(" ")
        self.browser.wait("document.querySelector('#source')")
        self.check("everything")
        self.tab_to("#source")
        self.browser.press("p")
        self.send()
        record = self.record()
        self.assertEqual(record["relationships"]["people"][0]["earlier_police_forces_complete"]["value"], "YES")
        self.assertEqual(record["sentence"]["length_months"], 18)
        self.assertEqual(len(record["enquiries"][0]["questions"]), 1)
        self.assertEqual(record["relationships"]["people"][0]["earlier_police_forces"], ["Kent", "Essex"])
        self.assertTrue(record["relationships"]["people"][0]["id"])
        for page in "all", "all/behaviour", "answers":
            self.browser.js(f"location.hash = '{page}'")
            self.browser.wait(f"document.querySelector('main').dataset.place.startsWith('{page}|')")
            self.check(page.replace("/", "-"))
        self.assertIn("Robbery", self.browser.js("document.querySelector('main').innerText"))

    def test_open_look_back_save_and_print(self):
        folder = tempfile.mkdtemp(dir=os.environ.get("TEST_TMPDIR"))
        path = os.path.join(folder, "case.json")
        for text, message in (("{", "not a case in JSON"), ("[]", "not a case in JSON"), ('{"no_such_field": 1}', "cannot be used")):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            self.browser.choose_file("#load", path)
            self.browser.wait(f"(document.querySelector('.load .error') || {{}}).textContent?.includes({json.dumps(message)})")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(KNOWN, file)
        self.browser.choose_file("#load", path)
        self.browser.wait("document.querySelector('#replay')")
        now = self.browser.js("document.querySelector('.levels').innerText")
        self.tab_to("#replay")
        self.browser.press("Home")
        self.browser.wait("document.querySelector('#levels-title').textContent.includes('10 January 2026')")
        self.browser.wait("document.querySelectorAll('.level').length === 5")
        then = self.browser.js("[...document.querySelectorAll('.level-words')].map((one) => one.textContent)")
        expected = self.server.json("POST", "/v1/assess?known_on=2026-01-10", self.record())[1]["level"]
        for text, level in zip(then, expected):
            self.assertIn(level["could_be"].replace("_", " "), text)
        self.check("look-back")
        self.assertNotEqual(self.browser.js("document.querySelector('.levels').innerText"), now)
        self.browser.press("ArrowRight", 3)
        self.browser.wait("document.querySelector('#levels-title').textContent === 'How serious'")
        self.tab_to(".note summary")
        self.browser.press("Enter")
        self.browser.wait("document.querySelector('.note pre').textContent.includes('Case look-back')")
        self.check("note")
        self.browser.pdf(os.path.join(PICTURES, "serve-print.pdf"))
        self.browser.js("location.hash = 'answers'")
        self.browser.wait("document.querySelector('dl.summary')")
        self.browser.pdf(os.path.join(PICTURES, "serve-print-answers.pdf"))
        before = self.server.json("POST", "/v1/assess", KNOWN)[1]
        for button, name in (0, "look-back.json"), (1, "look-back.html"):
            self.browser.js(f"document.querySelectorAll('aside .button-plain')[{button}].focus()")
            self.browser.press("Enter")
            saved = os.path.join(self.browser.home, name)
            for _ in range(100):
                if os.path.exists(saved):
                    break
                self.browser.receive(0.1)
            time.sleep(0.2)
            with open(saved, encoding="utf-8") as file:
                text = file.read()
            if name.endswith(".json"):
                after = self.server.json("POST", "/v1/assess", text)[1]
                self.assertEqual({**after, "note": 0}, {**before, "note": 0}, "what is saved says the same")
            else:
                self.assertIn("<!doctype html>", text[:200].lower())


def skip(why):
    print("skipped: " + why)
    if os.environ.get("XML_OUTPUT_FILE"):
        with open(os.environ["XML_OUTPUT_FILE"], "w", encoding="utf-8") as file:
            file.write('<?xml version="1.0" encoding="UTF-8"?><testsuites><testsuite name="page_test" tests="1" skipped="1">'
                       f'<testcase name="page"><skipped message="{why}"/></testcase></testsuite></testsuites>')
    sys.exit(0)


if __name__ == "__main__":
    if browser.find() is None:
        skip("no Chromium here")
    if not os.path.exists(AXE):
        skip("axe-core could not be fetched from npm, nor the libraries of the page")
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=2)
