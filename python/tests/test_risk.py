"""The package as a user has it: real calls, real cases, and whatever a user may pass by mistake."""

import datetime
import gc
import io
import json
import pathlib
import sys
import tempfile
import threading
import unittest

import risk

CASE = {
    "case_id": "a",
    "assessment_date": "2026-06-01",
    "domestic_abuse": {"incidents": [{"id": "i1", "happened_on": "2026-05-01"}]},
}


class EditionTest(unittest.TestCase):
    def test_opens_by_name_and_says_what_it_is(self):
        edition = risk.open_edition("england_wales")
        self.assertTrue(edition.name.startswith("england_wales@"))
        self.assertEqual(len(edition.hash), 64)
        description = edition.describe()
        self.assertEqual(description["hash"], edition.hash)
        self.assertIn("factor", {rule["kind"] for rule in description["rules"]})
        again = risk.open_edition(edition.name, hash=edition.hash)
        self.assertEqual(again.describe(), description)

    def test_without_a_name_there_is_only_one(self):
        self.assertEqual(risk.open_edition().name, risk.open_edition("england_wales").name)

    def test_what_is_not_there(self):
        for name in ("england_wales@1999.1", "./no/such/folder/", "no_such_edition", pathlib.Path("nowhere"), "\udcff"):
            with self.assertRaises(risk.NoEdition):
                risk.open_edition(name)
        with self.assertRaisesRegex(risk.NoEdition, "not the one expected"):
            risk.open_edition("england_wales", hash="0" * 64)
        with self.assertRaises(risk.BadArgument):
            risk.open_edition("england\0wales")

    def test_one_of_its_own_lies_over_another(self):
        header = 'id: "my_area" version: "1" title: "My area" extends: "england_wales@2026.1"\n'
        edition = risk.open_edition_files({"edition.textproto": header})
        self.assertEqual(edition.name, "my_area@1")
        self.assertEqual([layer["name"] for layer in edition.describe()["layers"]], ["england_wales@2026.1", "my_area@1"])
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "edition.textproto").write_text(header)
            self.assertEqual(risk.open_edition(pathlib.Path(folder)).hash, edition.hash)
        with self.assertRaises(risk.BadEdition) as caught:
            risk.open_edition_files({"edition.textproto": header + 'nonsense: "x"'})
        self.assertEqual(caught.exception.problems[0]["line"], 2)

    def test_the_library_says_what_it_has(self):
        self.assertEqual(risk.describe()["library_version"], risk.version())
        self.assertIn("england_wales@2026.1", [edition["name"] for edition in risk.describe()["editions"]])
        self.assertIn("$defs", risk.schema("input"))
        self.assertIn("$defs", risk.schema("output"))
        with self.assertRaises(risk.BadArgument):
            risk.schema("cases")


class CaseTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.edition = risk.open_edition("england_wales")

    def test_levels_are_ranges(self):
        assessment = self.edition.assess(CASE)
        self.assertEqual([level["group"] for level in assessment["level"]][:2], ["CHILDREN", "KNOWN_ADULT"])
        self.assertTrue(any(level.get("at_least") != level["could_be"] for level in assessment["level"]))
        self.assertEqual(assessment["edition_hash"], self.edition.hash)

    def test_nothing_known_is_not_low(self):
        for level in self.edition.assess({"assessment_date": "2026-06-01"})["level"]:
            self.assertNotEqual((level.get("at_least"), level["could_be"]), ("LOW", "LOW"))

    def test_text_and_bytes_are_cases_too(self):
        expected = self.edition.assess(CASE)
        text = json.dumps(CASE)
        self.assertEqual(self.edition.assess(text), expected)
        self.assertEqual(self.edition.assess(text.encode()), expected)
        self.assertEqual(self.edition.assess(bytearray(text.encode())), expected)

    def test_options(self):
        brief = self.edition.assess(CASE, detail="results")
        self.assertLess(len(str(brief)), len(str(self.edition.assess(CASE))))
        self.assertLess(len(str(brief)), len(str(self.edition.assess(CASE, detail="explanations"))))
        replay = self.edition.assess_as(CASE, "text", known_on="2026-05-31").decode()
        self.assertIn("Replayed with only what was known on 31 May 2026", replay)
        self.assertTrue(self.edition.assess_as(CASE, "binary"))
        for wrong in ({"detial": "results"}, {"detail": "all"}, {"known_on": "31/05/2026"}, {"most_bytes": 0}, {"most_bytes": 1.5}):
            with self.assertRaises(risk.BadArgument):
                self.edition.assess(CASE, **wrong)

    def test_options_may_be_dates(self):
        day = datetime.date(2026, 5, 31)
        self.assertEqual(self.edition.assess_as(CASE, "text", known_on=day), self.edition.assess_as(CASE, "text", known_on="2026-05-31"))
        loop = []
        loop.append(loop)
        for wrong in ({"instrument": loop}, {"detail": object()}, {"most_bytes": float("nan")}):
            with self.assertRaises(risk.BadArgument):
                self.edition.assess(CASE, **wrong)

    def test_a_note_names_the_options_of_programs(self):
        for detail in ("results", "missing", "explanations"):
            note = self.edition.assess_as(CASE, "text", detail=detail).decode()
            self.assertNotRegex(note, r"--[a-z]")
            self.assertNotRegex(note, r": ;|; ;|- :")  # titles are there
        self.assertIn("(detail: explanations says why)", self.edition.assess_as(CASE, "text").decode())
        month = {"case_id": "m", "assessment_date": "2026-06"}
        self.assertEqual(risk.validate(month)[0]["hint"], "give the full date, or choose one with assessed_on")

    def test_next_asks(self):
        self.assertTrue(self.edition.next(CASE)["ask"][0]["item"])

    def test_bad_cases_say_where(self):
        with self.assertRaises(risk.BadCase) as caught:
            self.edition.assess({"assessment_date": "2026-06-01", "domestic_abuse": {"incidents": [{"happened_on": "2031-01-01"}]}})
        self.assertEqual(caught.exception.path, "domestic_abuse.incidents[0].happened_on")
        self.assertEqual(caught.exception.problems[0]["code"], "future-date")
        for bad in ("", "{", b"\xff\xfe", b"\x0a\x05ab", b'{"case_id":"\xff"}', "\udcff", {"case_id": float("nan")}, {"no_such_field": 1}, "{} {}"):
            with self.assertRaises(risk.BadCase, msg=repr(bad)):
                self.edition.assess(bad)
        loop = {}
        loop["case_id"] = loop
        with self.assertRaises(risk.BadCase):
            self.edition.assess(loop)
        for bad in (None, 1, ["a"]):
            with self.assertRaises(risk.BadArgument):
                self.edition.assess(bad)
        with self.assertRaises(risk.LimitExceeded):
            self.edition.assess(b"{" + b" " * 100_000_000 + b"}")
        with self.assertRaises(risk.BadCase) as caught:
            self.edition.assess("{} {}")
        self.assertEqual(caught.exception.problems[0]["hint"], "assess_many or assess_lines takes many")
        self.assertEqual(risk.validate("{} {}"), caught.exception.problems)
        with self.assertRaises(ValueError):  # a program need not know the kinds
            self.edition.assess("{")

    def test_validate(self):
        self.assertEqual(risk.validate(CASE), [])
        self.assertEqual(risk.validate({"assessment_date": "2026-02-30"})[0]["code"], "bad-date")
        self.assertEqual(risk.validate({"casse_id": "a"})[0]["hint"], 'did you mean "case_id"?')

    def test_many(self):
        results = list(self.edition.assess_many([CASE, "{", {"case_id": "c", "assessment_date": "2026-06-01"}], detail="results"))
        self.assertEqual(results[1]["error"]["code"], "bad-case")
        rows = list(risk.level_rows(results))
        self.assertEqual([row["case_id"] for row in rows], ["a"] * 5 + [None] + ["c"] * 5)
        self.assertIsNone(rows[0]["recorded"])
        self.assertTrue(rows[5]["error"])

    def test_lines(self):
        lines = b"".join(json.dumps(dict(CASE, case_id=str(i))).encode() + b"\n" for i in range(20)) + b"\nnonsense\n{\"case_id\": \"last\"}"
        for block in (1, 1000, 1 << 20):
            out = io.BytesIO()
            self.assertEqual(risk.assess_lines(self.edition, io.BytesIO(lines), out, block=block, detail="results"), 1)
            results = [json.loads(line) for line in out.getvalue().splitlines()]
            self.assertEqual([result.get("case_id") for result in results[:20]], [str(i) for i in range(20)])
            self.assertEqual(len(results), 22)

    def test_what_the_callers_own_code_raises_comes_through(self):
        class Full(io.BytesIO):
            def write(self, _):
                raise OSError("disk full")

        with self.assertRaisesRegex(OSError, "disk full"):
            risk.assess_lines(self.edition, io.BytesIO(b"{}\n{}\n"), Full())

    def test_cancel_and_time(self):
        cancel = risk.Cancel()
        self.edition.assess(CASE, cancel=cancel)
        cancel.request()
        with self.assertRaises(risk.Cancelled):
            self.edition.assess(CASE, cancel=cancel)
        with self.assertRaises(risk.Cancelled):
            list(self.edition.assess_many([CASE], cancel=cancel))
        with self.assertRaises(risk.Cancelled):
            risk.assess_lines(self.edition, io.BytesIO(b"{}\n"), io.BytesIO(), cancel=cancel)
        large = {"domestic_abuse": {"incidents": [{"id": str(i), "happened_on": "2025-01-01"} for i in range(900)]}}
        with self.assertRaises(risk.LimitExceeded):
            self.edition.assess(large, detail="explanations", most_milliseconds=1)
        with self.assertRaises(risk.LimitExceeded):
            self.edition.assess({"events": [{}] * 1001})

    def test_threads_share_an_edition(self):
        expected = self.edition.assess(CASE)
        results = []

        def work():
            results.extend(self.edition.assess(CASE) == expected for _ in range(10))

        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(results, [True] * 80)

    def test_log(self):
        told = []
        risk.set_log(lambda level, message: told.append((level, message)))
        risk.open_edition("england_wales")
        risk.set_log(None)
        risk.open_edition("england_wales")
        gc.collect()
        self.assertTrue(any(level == 0 and message.startswith("opened england_wales@") for level, message in told))
        self.assertEqual(len([message for _, message in told if message.startswith("opened ")]), 1)

    def test_a_log_that_raises_harms_nothing(self):
        def raises(_level, _message):
            raise OSError("disk full")

        ignored, former = [], sys.unraisablehook
        sys.unraisablehook = lambda what: ignored.append(what.exc_value)
        try:
            risk.set_log(raises)
            self.assertTrue(risk.open_edition("england_wales").name)
        finally:
            risk.set_log(None)
            sys.unraisablehook = former
        self.assertEqual([str(problem) for problem in ignored], ["disk full"] * len(ignored))
        self.assertTrue(ignored)


if __name__ == "__main__":
    unittest.main()
