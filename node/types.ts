// What the types promise, compiled and never run: a program as a user writes it, and mistakes that the compiler must tell.
import * as risk from "./index.js";

const edition: risk.Edition = risk.openEdition("england_wales", { date: "2026-06-01" });
const assessment: risk.Assessment = edition.assess({ case_id: "a" }, { detail: "results", knownOn: "2026-05-31" });
for (const level of assessment.level ?? []) {
  const least: risk.Level | "not settled" = level.at_least ?? "not settled";
  console.log(level.group, least, level.could_be, level.recorded ?? "nobody recorded one");
}
const note: string = edition.assessAs("{}", "text").toString();
const later: Promise<risk.Assessment> = edition.assessLater(new Uint8Array());
for (const result of edition.assessMany(["{}"])) console.log("error" in result ? result.error : result.case_id);
const problems: risk.Problem[] = risk.validate("{}");
console.log(note, later, problems, edition.name, risk.version());

// @ts-expect-error: no such option
edition.assess({}, { detial: "results" });
// @ts-expect-error: no such detail
edition.assess({}, { detail: "all" });
// @ts-expect-error: a number is no case
edition.assess(1);
// @ts-expect-error: a level that is not settled has no floor
const low: risk.Level = assessment.level![0].at_least;
// @ts-expect-error: editions are opened, not made
new risk.Edition();
