// The package as a user has it: real calls, real cases, and whatever a user may pass by mistake.
"use strict";

const assert = require("node:assert");
const test = require("node:test");
const risk = require(process.env.RISK_PACKAGE ?? "./index.js");

const CASE = {
  case_id: "a",
  assessment_date: "2026-06-01",
  domestic_abuse: { incidents: [{ id: "i1", happened_on: "2026-05-01" }] },
};
const edition = risk.openEdition("england_wales");
const fails = (code, call) => assert.throws(call, (error) => error instanceof risk.RiskError && error.code === code);

test("an edition says what it is", () => {
  assert.match(edition.name, /^england_wales@/);
  assert.strictEqual(edition.hash.length, 64);
  assert.strictEqual(edition.describe().hash, edition.hash);
  assert.strictEqual(risk.openEdition(edition.name, { hash: edition.hash }).hash, edition.hash);
  assert.strictEqual(risk.openEdition().name, edition.name);
  assert.strictEqual(risk.describe().library_version, risk.version());
  assert.ok(risk.schema().$defs);
});

test("what is not there", () => {
  fails("no-edition", () => risk.openEdition("england_wales@1999.1"));
  fails("no-edition", () => risk.openEdition("./no/such/folder/"));
  fails("no-edition", () => risk.openEdition("england_wales", { hash: "0".repeat(64) }));
  fails("bad-argument", () => risk.openEdition(null));
  fails("bad-argument", () => risk.schema("cases"));
});

test("texts are whole, and say names as they are written here", () => {
  fails("bad-argument", () => risk.openEdition("england_wales\0x"));
  fails("bad-argument", () => risk.schema("input\0x"));
  const loop = [];
  loop.push(loop);
  fails("bad-argument", () => edition.assess(CASE, { instrument: loop }));
  assert.throws(() => edition.assess(CASE, { assesedOn: "2026-06-01" }), { message: 'there is no option "assesedOn"; did you mean "assessedOn"?' });
  assert.throws(() => edition.assess(CASE, { knownOn: "yesterday" }), { code: "bad-argument", path: "knownOn" });
  const [several] = risk.validate("{} {}");
  assert.deepStrictEqual([several.code, several.hint], ["several-cases", "assessMany takes many"]);
  assert.throws(() => edition.assess("{} {}"), (error) => error.problems[0].hint === several.hint);
  assert.strictEqual(risk.validate({ assessment_date: "2026-06" })[0].hint, "give the full date, or choose one with assessedOn");
});

test("many", () => {
  const results = [...edition.assessMany([CASE, "{", { case_id: "c", assessment_date: "2026-06-01" }], { detail: "results" })];
  assert.deepStrictEqual(results.map((result) => result.case_id ?? result.error.code), ["a", "bad-case", "c"]);
  assert.throws(() => [...edition.assessMany([CASE, null])], { code: "bad-argument" });
  const stops = new Error("the caller's own");
  assert.throws(() => { for (const _ of edition.assessMany([CASE, CASE])) throw stops; }, stops);
});

test("levels are ranges", () => {
  const assessment = edition.assess(CASE);
  assert.ok(assessment.level.some((level) => level.at_least !== level.could_be));
  assert.deepStrictEqual(edition.assess(JSON.stringify(CASE)), assessment);
  assert.deepStrictEqual(edition.assess(Buffer.from(JSON.stringify(CASE))), assessment);
  assert.match(edition.assessAs(CASE, "text", { knownOn: "2026-05-31" }).toString(), /Replayed with only what was known on 31 May 2026/);
  assert.ok(edition.next(CASE).ask.length > 0);
  fails("bad-argument", () => edition.assess(CASE, { detial: "results" }));
});

test("bad cases say where", () => {
  const future = { assessment_date: "2026-06-01", domestic_abuse: { incidents: [{ happened_on: "2031-01-01" }] } };
  assert.throws(() => edition.assess(future), { code: "bad-case", path: "domestic_abuse.incidents[0].happened_on" });
  for (const bad of ["", "{", "{} {}", Buffer.from([0xff, 0xfe]), Buffer.from("\x0a\x05ab"), Buffer.from('{"case_id":"\xff"}', "latin1"), { no_such_field: 1 }]) fails("bad-case", () => edition.assess(bad));
  const loop = {};
  loop.case_id = loop;
  fails("bad-case", () => edition.assess(loop));
  for (const bad of [undefined, null, 1]) fails("bad-argument", () => edition.assess(bad));
  fails("limit", () => edition.assess(Buffer.alloc(100_000_000, " ")));
  fails("limit", () => edition.assess({ events: Array.from({ length: 1001 }, () => ({})) }));
  assert.deepStrictEqual(risk.validate(CASE), []);
  assert.strictEqual(risk.validate({ assessment_date: "2026-02-30" })[0].code, "bad-date");
});

test("calls run beside each other", async () => {
  const expected = edition.assess(CASE);
  const results = await Promise.all(Array.from({ length: 40 }, () => edition.assessLater(CASE)));
  for (const result of results) assert.deepStrictEqual(result, expected);
  await assert.rejects(edition.assessLater("{"), { code: "bad-case" });
});
