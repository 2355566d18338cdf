// The commands, their options and what they do, in words.
#include "risk/cli/help.h"

namespace risk::cli {
namespace {

const OptionHelp& EditionOption() {
  static const OptionHelp& option = *new OptionHelp{
      "--edition", "E",
      "edition to use: an id (its newest version in force), id@version, or the path of a folder of "
      "rule files (./FOLDER); see \"risk editions\""};
  return option;
}

const OptionHelp& RulesOption() {
  static const OptionHelp& option =
      *new OptionHelp{"--rules", "DIR", "a folder of rule files, instead of --edition"};
  return option;
}

const OptionHelp& ProblemFormatOption() {
  static const OptionHelp& option = *new OptionHelp{
      "--format", "F",
      "text (to read), sarif (SARIF 2.1.0, for editors and code hosts), github (annotations of a "
      "workflow) or json (a line a problem)"};
  return option;
}

const OptionHelp& BaseOption() {
  static const OptionHelp& option =
      *new OptionHelp{"--base", "DIR",
                      "a folder of rule files that the edition extends; not needed for the "
                      "editions of the library, "
                      "once for each other"};
  return option;
}

const OptionHelp& QuietOption() {
  static const OptionHelp& option =
      *new OptionHelp{"--quiet", "", "no word on how far it has come, and no count at the end"};
  return option;
}

CommandHelp AssessHelp() {
  return {
      Command::kAssess,
      "assess",
      "CASE",
      true,
      false,
      "say how serious a case is, what is missing and what must happen",
      {"risk assess examples/cases/review_a.textproto",
       "risk assess --as-known-at 2021-06-25 --format json case.json > assessment.json",
       "risk assess --format html case.json > assessment.html",
       "risk assess --replay --format html case.json > replay.html",
       "zcat cases.ndjson.gz | risk assess --format ndjson --fields level -j 4 - > levels.ndjson"},
      "Reads each CASE (text format, JSON or wire format, also in gzip or Zstandard, recognised by "
      "content; \"-\" is standard input; a folder is every case in it) and writes its assessment to "
      "standard output. JSON input may hold several cases, one "
      "a line; JSON output is one line a case. What is not known makes a range, never a \"no\". A "
      "case that cannot be read or is not valid is reported on standard error and the others are "
      "still assessed.",
      {EditionOption(),
       RulesOption(),
       BaseOption(),
       {"--as-known-at", "DATE", "replay: use only what the service knew on that day"},
       {"--assessed-on", "DATE",
        "the day of the assessment; otherwise that of --as-known-at, or the case's own, or today"},
       {"--replay", "",
        "decision by decision: what was known, what had been asked and the levels, on the day of each"},
       {"--instrument", "NAME",
        "only this instrument or published result, any number: give its edition, too"},
       {"--explain", "",
        "for every result the deciding clause, the values read and where they come from"},
       {"--brief", "", "just the levels, the first three asks and the most urgent actions"},
       {"--all", "", "do not cut long lists short"},
       {"--format", "F",
        "text (a note to read), html (a page to open and print), json, textproto; for a caseload of any "
        "size ndjson (a line for each record, with where it stands, assessed or not), csv (a row for "
        "each, for a spreadsheet) or pbs (risk.v1.AssessedRecord messages, each behind its length)"},
       {"--fields", "A,B", "only these members of the assessments in ndjson and pbs: level,missing"},
       {"--detail", "D", "results, missing or explanations; for programs, missing otherwise"},
       {"--jobs", "N", "threads for ndjson, csv and pbs; otherwise one for each processor"},
       {"--delimited", "",
        "for ndjson, csv and pbs: the input is records in wire format, each behind its length, as it is anyway "
        "where its name ends in .pbs, .pbs.gz or .pbs.zst"},
       {"--first-line", "N", "number of the first line or record of an input that is a part of a longer one"},
       {"--strict", "", "end after the first record that cannot be assessed"},
       QuietOption(),
       {"--allow-unknown-fields", "", "leave out fields and values that the schema does not have; a note names them"},
       {"--width", "N", "columns of the text; otherwise those of the terminal, at most 100"}}};
}

CommandHelp NextHelp() {
  return {
      Command::kNext,
      "next",
      "CASE",
      true,
      false,
      "say whom to ask what next, so that the levels settle",
      {"risk next examples/cases/review_a.textproto", "risk next --format json case.json"},
      "Reads each CASE as \"risk assess\" does and lists the conversations that could settle its "
      "levels, as few as were found, the most consequential first: each with one agency, on one "
      "visit or over one file, with everything to bring up in it. Put in what was answered and ask "
      "again.",
      {EditionOption(),
       {"--rules", "DIR", "a folder of rule files, instead of --edition"},
       {"--as-known-at", "DATE", "replay: use only what the service knew on that day"},
       {"--assessed-on", "DATE",
        "the day of the assessment; otherwise that of --as-known-at, or the case's own, or today"},
       {"--explain", "", "list each single answer with the field it belongs in"},
       {"--format", "F", "text (a note to read), json or textproto"},
       QuietOption(),
       {"--allow-unknown-fields", "", "leave out fields and values that the schema does not have; a note names them"},
       {"--width", "N", "columns of the text; otherwise those of the terminal, at most 100"}}};
}

CommandHelp ImpactHelp() {
  return {
      Command::kImpact,
      "impact",
      "CASE",
      true,
      false,
      "say what a change of rules does to a caseload, before it is made",
      {"risk impact --from england_wales --to ./my_area/ cases.ndjson",
       "risk impact --from england_wales@2026.1 --to ./draft/ --fail-on lower --format csv cases.ndjson",
       "risk impact --from england_wales --as-known-at 2026-01-01 --compare-on 2026-06-01 cases.ndjson"},
      "Assesses each CASE by two editions, or by one as known on two days, and says which levels, findings and "
      "enquiries differ, in how many cases, and which rules that differ reach them.",
      {{"--from", "E", "the edition before: an id, id@version, or a folder of rule files with a slash in its path"},
       {"--to", "E", "the edition after"},
       BaseOption(),
       {"--as-known-at", "DATE", "replay: use only what the service knew on that day"},
       {"--compare-on", "DATE", "the later of two such days, for the second assessment"},
       {"--assessed-on", "DATE",
        "the day of the assessment; otherwise that of --as-known-at, or the case's own, or today"},
       {"--fail-on", "W",
        "end with 1 if a level's lower end rises (raise), falls (lower) or if anything differs (any)"},
       {"--all", "", "do not cut long lists short"},
       {"--format", "F",
        "text (a report to read), html (a page with pictures), json, textproto; ndjson or csv (each case that changes, and no "
        "total)"},
       QuietOption(),
       {"--allow-unknown-fields", "", "leave out fields that the schema does not have"},
       {"--width", "N", "columns of the text; otherwise those of the terminal, at most 100"}}};
}

const OptionHelp& SchemeOption() {
  static const OptionHelp& option = *new OptionHelp{
      "--scheme", "S", "how work is rated, by id as \"risk editions\" lists it: crc_2018"};
  return option;
}

const OptionHelp& RecordOption() {
  static const OptionHelp& option = *new OptionHelp{
      "--record", "FILE", "what people judged: a risk.v1.InspectionRecord; it counts before what records say"};
  return option;
}

CommandHelp AuditHelp() {
  return {
      Command::kAudit,
      "audit",
      "CASE",
      true,
      false,
      "audit a case as inspectors do: is each key question sufficient, and why",
      {"risk audit --scheme crc_2018 examples/cases/review_a.textproto",
       "risk audit --scheme pdu_2023 --record judged.textproto --format json case.json"},
      "Answers the prompts of each key question from each CASE: met, not met, not applicable or cannot tell, with the "
      "evidence or with what is missing. What cannot be told is never counted as not met.",
      {SchemeOption(),
       {"--rules", "DIR", "a folder with a scheme of your own, instead of --scheme"},
       BaseOption(),
       RecordOption(),
       {"--as-known-at", "DATE", "replay: use only what the service knew on that day"},
       {"--assessed-on", "DATE",
        "the day of the audit; otherwise that of --as-known-at, or the case's own, or today"},
       {"--explain", "", "for every prompt the deciding clause, the values read and where they come from"},
       {"--all", "", "prompts that are not applicable, too"},
       {"--format", "F", "text (a report to read), html (a page to open and print), json, textproto or csv (a line a prompt)"},
       QuietOption(),
       {"--allow-unknown-fields", "", "leave out fields and values that the schema does not have; a note names them"},
       {"--width", "N", "columns of the text; otherwise those of the terminal, at most 100"}}};
}

CommandHelp InspectHelp() {
  return {
      Command::kInspect,
      "inspect",
      "CASE",
      false,
      false,
      "rate a sample of cases as inspectors do, up to the organisation",
      {"risk inspect --scheme crc_2018 --record judged.textproto cases/*.json",
       "risk inspect --scheme crc_2018 --compare pdu_2023 cases.ndjson"},
      "Audits every CASE, counts them by key question, and rates standards and the organisation, each as a range that "
      "undecided cases widen. Says what decided, how far it is from another rating, where a panel may use its judgement, "
      "how sub-samples differ, and what leaders should do first. A case that cannot be read or is not valid is listed, and "
      "the others are still rated.",
      {SchemeOption(),
       {"--rules", "DIR", "a folder with a scheme of your own, instead of --scheme"},
       BaseOption(),
       RecordOption(),
       {"--compare", "S", "the same cases by another scheme, and what changes"},
       {"--compare-on", "DATE", "the same cases as known on another day, and what changes"},
       {"--list-cases", "", "the verdicts on every case, in html (the first 2000), json and textproto"},
       {"--details", "N", "what was found in each of the first N cases by reference, at most 2000; otherwise 300 in html, none "
        "in json and textproto"},
       {"--as-known-at", "DATE", "replay: use only what the service knew on that day"},
       {"--assessed-on", "DATE",
        "the day of the inspection; otherwise that of --as-known-at, or each case's own, or today"},
       {"--all", "", "every prompt and sub-sample"},
       QuietOption(),
       {"--format", "F", "text (a report to read), html (a page with pictures), json, textproto or csv (a line a key question)"},
       {"--allow-unknown-fields", "", "leave out fields and values that the schema does not have; a note names them"},
       {"--width", "N", "columns of the text; otherwise those of the terminal, at most 100"}}};
}

CommandHelp OversightHelp() {
  return {
      Command::kOversight,
      "oversight",
      "CASE",
      true,
      false,
      "say which of many cases a manager looks at first today, and why",
      {"risk oversight cases/", "risk oversight --format html cases.ndjson > oversight.html"},
      "Assesses every CASE, a file or a folder of them, and lists those that call for a manager: urgent actions and "
      "contradictions, what names a manager, and enquiries that are overdue and could change a level. The most pressing "
      "first. What is only possible calls for nobody; a case that cannot be read is listed as such, never as quiet.",
      {EditionOption(),
       RulesOption(),
       BaseOption(),
       {"--manager", "WHO", "who oversees, in the words of the rules; otherwise whom the edition names"},
       {"--as-known-at", "DATE", "replay: use only what the service knew on that day"},
       {"--assessed-on", "DATE",
        "the day of the list; otherwise that of --as-known-at, or each case's own, or today"},
       {"--all", "", "every reason, and what to do"},
       QuietOption(),
       {"--format", "F", "text (a list to read), html (a page to open and print), json, textproto or csv (a line a reason)"},
       {"--allow-unknown-fields", "", "leave out fields that the schema does not have"},
       {"--width", "N", "columns of the text; otherwise those of the terminal, at most 100"}}};
}

CommandHelp ValidateHelp() {
  return {
      Command::kValidate,
      "validate",
      "CASE",
      true,
      false,
      "say what cannot be right in a case",
      {"risk validate case.json", "risk validate --assessed-on 2021-06-25 cases/*.textproto"},
      "Lists every problem of every CASE (of a folder, all in it) with its place: fields and values that the schema does "
      "not "
      "have, dates that do not exist or lie after the assessment, contradictory answers, numbers "
      "out "
      "of range. What is missing is no problem. Notes say what will be read as not known though "
      "something stands there.",
      {{"--assessed-on", "DATE", "the day of the assessment; otherwise that of the case, or today"},
       {"--allow-unknown-fields", "", "leave out fields and values that the schema does not have; a note names them"},
       ProblemFormatOption(),
       {"--quiet", "", "only what is wrong or noted: no word of what is valid, nor how far it has come, and no count"}}};
}

CommandHelp CheckHelp() {
  return {Command::kCheck,
          "check",
          "EDITION",
          true,
          true,
          "find mistakes in the rule files of an edition",
          {"risk check risk/rules/england_wales/2026.1", "risk check --format sarif ./my_rules > problems.sarif"},
          "Checks a folder of rule files (./FOLDER), or an edition of the library by its id, and "
          "lists every error and warning of every file with its place and what to do about it.",
          {BaseOption(),
           ProblemFormatOption(),
           {"--junit", "FILE", "write the problems as JUnit XML too, a test for each rule file"},
           {"--write-list", "",
            "write SHA256SUMS, the list of the rule files in the folder: from then on it loads with just these files, "
            "so that one that is cut short, missing or half written is noticed"},
           {"--quiet", "", "only what is wrong: no count at the end"}}};
}

CommandHelp TestHelp() {
  return {
      Command::kTest,
      "test",
      "PATH",
      false,
      false,
      "run rule cases against an edition",
      {"risk test tests/rules/england_wales/2026.1",
       "risk test --rules my_rules --coverage --junit results.xml my_cases/marac.textproto"},
      "Runs the cases of each PATH, a file or a folder (without one: this folder). In a folder "
      "those "
      "*.textproto files count that have the line \"# proto-message: risk.v1.CaseFile\". Each file "
      "names its edition unless one is given here.",
      {EditionOption(),
       RulesOption(),
       BaseOption(),
       {"--coverage", "", "list for each rule how often it was seen true, false and not known"},
       {"--junit", "FILE", "write the results as JUnit XML too"},
       {"--quiet", "", "only what failed: no word on how far it has come, and no count at the end"}}};
}

CommandHelp MutateHelp() {
  return {
      Command::kMutate,
      "mutate",
      "EDITION",
      true,
      true,
      "change one thing at a time in an edition and see whether its cases notice",
      {"risk mutate --cases tests/rules england_wales@2026.1",
       "risk mutate --cases tests/rules --in /marac --sample 0 england_wales@2026.1",
       "risk mutate --sample 0 --jobs 8 --format json ./my_rules > mutants.json"},
      "Makes changes as a slip of an author could (another operator, number, name, window, deadline; "
      "a clause, a road of a view, an implication left out), one at a time, in a folder of rule files "
      "(./FOLDER) or an edition of the library by its id, and runs the rule cases that name the "
      "edition until one fails. Lists the changes that no case noticed, and the share of those "
      "noticed among all that load.",
      {{"--cases", "PATH", "a file or folder of rule cases, any number; otherwise this folder"},
       {"--in", "TEXT", "only in rule files whose path has this in it, any number; otherwise in all"},
       {"--sample", "N", "how many changes to try of all there are, otherwise 2000; 0 is all"},
       {"--seed", "S", "of the draw, otherwise 1; the same seed draws the same changes"},
       {"--jobs", "N", "how many to try at a time; otherwise one for each processor"},
       {"--at-least", "P",
        "the share in per cent below which the exit code is 1; otherwise 100: any that survives"},
       {"--format", "F", "text (those that survived) or json (all that were tried)"},
       {"--junit", "FILE", "write the results as JUnit XML too"},
       {"--quiet", "", "no word on how far it has come"},
       BaseOption()}};
}

CommandHelp EditionsHelp() {
  return {
      Command::kEditions,
      "editions",
      "",
      false,
      false,
      "list the editions in this library",
      {"risk editions",
       "risk editions --coverage --cases tests/rules --edition england_wales@2026.1"},
      "Lists the editions that are part of the library, oldest first, with the time in which "
      "they are in force. With --coverage: what one edition should cover, and the rules that "
      "stand for it; with --cases the rule cases that show it too. With --sources: what it rests on.",
      {{"--coverage", "", "list what the edition should cover, with its rules"},
       {"--cases", "PATH",
        "with --coverage: a file or folder of rule cases, any number; name those that show each"},
       {"--all", "", "do not cut long lists short"},
       {"--instruments", "", "the official tools that it knows, as a page"},
       {"--sources", "", "list every source with its mark and the number of rules that rest on it"},
       EditionOption(),
       RulesOption(),
       BaseOption()}};
}

CommandHelp SchemaHelp() {
  return {
      Command::kSchema,
      "schema",
      "input|output|rules|NAME",
      false,
      true,
      "print the JSON Schema of cases, of assessments or of another result",
      {"risk schema > case.schema.json", "risk schema output > assessment.schema.json",
       "risk schema inspection > inspection.schema.json"},
      "Prints JSON Schema (draft 2020-12): \"input\", the default, describes a case, \"output\" an "
      "assessment. \"rules\" prints as a page what a record may not say, and what is read as not "
      "known. By NAME: asks, audit, inspection, comparison, inspection_record, oversight, replay; record is "
      "a line of --format ndjson, and of --format json for a case that was rejected.",
      {}};
}

CommandHelp ServeHelp() {
  return {
      Command::kServe,
      "serve",
      "",
      false,
      false,
      "answer programs and a browser on this computer, over HTTP",
      {"risk serve", "curl --data-binary @case.json 'http://127.0.0.1:8080/v1/assess?detail=results'",
       "risk serve --rules ./my_area --port 0 --jobs 4"},
      "Answers POST /v1/assess, /v1/next and /v1/validate with one case as body, and GET /v1/editions, "
      "/v1/schema/input, /healthz, /metrics and /openapi.json, which describes them all. At / is a page for a "
      "browser: a case as a form, the levels narrowing, the next question the one that could change most. Only "
      "this computer can reach it, under the names localhost, 127.0.0.1 and [::1]; nothing of a case is kept or "
      "logged. The signal HUP, or POST /v1/reload, reads the edition anew; a request that has begun keeps the "
      "former one, and an edition with errors is not taken. TERM and Ctrl-C stop it once what has begun is "
      "answered.",
      {EditionOption(),
       RulesOption(),
       BaseOption(),
       {"--port", "N", "8080 unless stated; 0 takes one that is free, and the first line says which"},
       {"--listen", "ADDRESS",
        "let other computers ask, at this address: there is neither encryption nor a password, so put "
        "something that has both in front"},
       {"--jobs", "N", "assessments at a time; otherwise one for each processor"},
       {"--most-bytes", "N", "of a request; otherwise 8388608"},
       {"--most-seconds", "N", "for a request; otherwise 10"}}};
}

CommandHelp ExplainHelp() {
  return {Command::kExplain,
          "explain",
          "RULE",
          true,
          true,
          "say what one rule says, why, on what it rests and who reads it",
          {"risk explain marac_escalation", "risk explain --cases tests/rules fact.strangled_recently"},
          "Prints every rule of that id (or KIND.ID; an item of an instrument stands for its instrument): its "
          "conditions and words, why it is there, its sources, the rules that it reads and those that read it, "
          "and the file and line where it stands. With --cases the rule cases that show it, too.",
          {EditionOption(),
           RulesOption(),
           BaseOption(),
           {"--cases", "PATH", "a file or folder of rule cases, any number; name those that show the rule"}}};
}

CommandHelp DiffHelp() {
  return {Command::kDiff,
          "diff",
          "EDITION EDITION",
          true,
          false,
          "say which rules differ between two editions, and in what",
          {"risk diff england_wales@2026.1 ./my_rules", "risk diff england_wales wales"},
          "Lists the rules that are new, gone or changed from the first edition to the second (each an id or "
          "./FOLDER), with the values that differ. What a change does to cases: \"risk impact\".",
          {BaseOption()}};
}

CommandHelp NewHelp() {
  return {Command::kNew,
          "new",
          "KIND ID",
          true,
          false,
          "begin a rule, with its cases",
          {"risk new factor carries_acid", "risk new --into ./my_rules finding tell_the_school"},
          "Prints a rule to be filled in and three cases for it: it holds, it does not, nothing is known. KIND is "
          "fact, factor or finding. Both load and pass as they are, in a folder that extends an edition of "
          "the library. No file that is there is written over.",
          {{"--into", "DIR", "write ID.textproto and ID_cases.textproto into this folder instead"},
           {"--edition", "E", "the edition that the cases are for; otherwise england_wales"}}};
}

}  // namespace

const std::vector<CommandHelp>& Commands() {
  static const std::vector<CommandHelp>& commands = *new std::vector<CommandHelp>{
      AssessHelp(),   NextHelp(), ImpactHelp(), AuditHelp(), InspectHelp(), OversightHelp(), ValidateHelp(),
      CheckHelp(), TestHelp(), MutateHelp(), EditionsHelp(), ExplainHelp(), DiffHelp(), NewHelp(), ServeHelp(), SchemaHelp()};
  return commands;
}

}  // namespace risk::cli
