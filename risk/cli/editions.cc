#include "risk/edition/editions.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "risk/cli/case_files.h"
#include "risk/cli/commands.h"
#include "risk/cli/exit_codes.h"
#include "risk/cli/from_arguments.h"
#include "risk/cli/junit.h"
#include "risk/cli/problem_forms.h"
#include "risk/edition/citations.h"
#include "risk/edition/edition.h"
#include "risk/edition/rule_folder.h"
#include "risk/dates.h"
#include "risk/edition_choice.h"
#include "risk/report/instrument_page.h"
#include "risk/report/words.h"
#include "risk/rule_testing.h"
#include "risk/rule_testing/expected_rules.h"

namespace risk::cli {
namespace {

constexpr size_t kFewCases = 3;

// The cases that show the rules of an expectation: at least one of each rule first.
std::vector<std::string> CasesOf(const v1::Obligation& obligation,
                                 const rule_testing::Shown& shown) {
  std::vector<std::string> first;
  std::vector<std::string> further;
  for (const std::string& rule : obligation.rule()) {
    const std::vector<std::string> cases = shown.CasesOf(rule);
    for (size_t i = 0; i < cases.size(); ++i) (i == 0 ? first : further).push_back(cases[i]);
  }
  first.insert(first.end(), further.begin(), further.end());
  std::vector<std::string> unique;
  std::set<std::string> seen;
  for (std::string& its : first) {
    if (seen.insert(its).second) unique.push_back(std::move(its));
  }
  return unique;
}

void AddCases(const std::vector<std::string>& cases, bool all, std::string* text) {
  const size_t shown = all || cases.size() <= kFewCases + 1 ? cases.size() : kFewCases;
  for (size_t i = 0; i < shown; ++i) absl::StrAppend(text, "    shown by ", cases[i], "\n");
  if (shown < cases.size()) {
    absl::StrAppend(text, "    and ", cases.size() - shown, " more (--all)\n");
  }
  if (cases.empty()) absl::StrAppend(text, "    shown by no case\n");
}

// One expectation a paragraph: its id and title, then the rules, the cases if there are any to look
// at, then what is left out.
std::string CoverageText(const Edition& edition, const rule_testing::Shown* shown, bool all) {
  std::string text;
  int covered = 0;
  int with_cases = 0;
  for (const v1::Obligation* obligation : edition.obligations()) {
    absl::StrAppend(&text, obligation->id(), "  ", obligation->title(), "\n");
    if (obligation->rule_size() > 0) {
      ++covered;
      absl::StrAppend(&text, "    ", absl::StrJoin(obligation->rule(), ", "), "\n");
      if (shown != nullptr) {
        const std::vector<std::string> cases = CasesOf(*obligation, *shown);
        with_cases += cases.empty() ? 0 : 1;
        AddCases(cases, all, &text);
      }
    }
    if (!obligation->not_covered().empty()) {
      absl::StrAppend(&text, "    not covered: ", obligation->not_covered(), "\n");
    }
  }
  absl::StrAppend(&text, edition.name(), ": ", covered, " of ", edition.obligations().size(),
                  " expectations have rules");
  if (shown != nullptr) absl::StrAppend(&text, ", ", with_cases, " are shown by cases");
  absl::StrAppend(&text, "\n");
  return text;
}

const char* MarkWord(v1::Source::Mark mark) {
  switch (mark) {
    case v1::Source::LOOKED_UP:
      return "looked up";
    case v1::Source::TO_BE_VERIFIED:
      return "to be verified";
    case v1::Source::PROPOSAL:
      return "proposal";
    default:
      return "no mark";
  }
}

// One source a line: how many rules rest on it, its mark, and what it is.
std::string SourcesText(const Edition& edition) {
  std::string text;
  std::map<std::string, int> by_mark;
  const std::vector<Citation> citations = CitationsOf(edition);
  for (const Citation& citation : citations) {
    const v1::Source& source = citation.source;
    ++by_mark[MarkWord(source.mark())];
    absl::StrAppend(&text, absl::StrFormat("%5d  %-14s  ", citation.rules, MarkWord(source.mark())),
                    source.title(), source.clause().empty() ? "" : ", ", source.clause(), "\n");
  }
  absl::StrAppend(&text, edition.name(), ": ", citations.size(), " sources");
  for (const auto& [mark, count] : by_mark) absl::StrAppend(&text, ", ", count, " ", mark);
  return text + "\n";
}

int WriteInstruments(const Arguments& arguments, const Streams& streams) {
  EditionChoice editions(arguments.bases);
  const EditionChoice::Chosen& chosen =
      editions.For(arguments.edition.empty() ? Editions::Names().back() : arguments.edition, Today());
  if (!chosen.assessor.has_value()) {
    streams.err->Write(ToString(chosen.problems));
    return ExitCodeFor(chosen.problems);
  }
  streams.out->Write(InstrumentPage(*chosen.assessor));
  return kFine;
}

// What is to be said of one edition.
int WriteText(const Arguments& arguments, const Streams& streams) {
  const std::string newest = Editions::Names().back();
  const std::string& name = arguments.edition.empty() ? newest : arguments.edition;
  int failure = kFine;
  const std::shared_ptr<const Edition> opened = OpenEdition(name, arguments, *streams.err, failure);
  if (opened == nullptr) return failure;
  const Edition& edition = *opened;
  if (arguments.sources) {
    streams.out->Write(SourcesText(edition));
    return kFine;
  }
  rule_testing::Shown shown(edition);
  int code = kFine;
  for (const std::string& path : arguments.cases) {
    const auto add = [&](const std::string& name, const v1::CaseFile& file) {
      shown.Add(file, name);
    };
    code = std::max(code, ReadCaseFiles(CaseFilesIn(path), edition, *streams.err, add));
  }
  streams.out->Write(
      CoverageText(edition, arguments.cases.empty() ? nullptr : &shown, arguments.all));
  return code;
}

// "from 1 June 2026", "1 June 2025 to 31 May 2026", "always".
std::string PeriodWord(const v1::Period& period) {
  const std::string from = report::DateWord(period.from());
  const std::string to = report::DateWord(period.to());
  if (from.empty() && to.empty()) return "always";
  if (to.empty()) return absl::StrCat("from ", from);
  if (from.empty()) return absl::StrCat("until ", to);
  return absl::StrCat(from, " to ", to);
}

}  // namespace

int RunEditions(const Arguments& arguments, const Streams& streams) {
  if (arguments.lists_instruments) return WriteInstruments(arguments, streams);
  if (arguments.coverage || arguments.sources) {
    return WriteText(arguments, streams);
  }
  const std::vector<BuiltInEdition> editions = Editions::BuiltIn();
  size_t longest = 0;
  for (const BuiltInEdition& edition : editions) longest = std::max(longest, edition.name.size());
  for (const BuiltInEdition& edition : editions) {
    streams.out->Write(absl::StrCat(edition.name, std::string(longest - edition.name.size(), ' '),
                                    "  ", edition.is_published ? "published" : "draft    ", "  ",
                                    PeriodWord(edition.in_force), "  ", edition.title, "\n"));
  }
  return kFine;
}

namespace {

// A test for each rule file, and for whatever else has an error.
std::string CheckJunit(const std::string& edition, const std::vector<std::string>& files,
                       const std::vector<Problem>& problems) {
  std::map<std::string, std::vector<const Problem*>> errors;
  std::vector<std::string> all = files;
  for (const Problem& problem : problems) {
    if (!problem.is_error()) continue;
    errors[problem.place.file].push_back(&problem);
    if (std::find(all.begin(), all.end(), problem.place.file) == all.end()) all.push_back(problem.place.file);
  }
  JunitReport junit("risk check");
  for (const std::string& file : all) {
    JunitCase one;
    one.file = file;
    one.name = file;
    const std::vector<const Problem*>& its = errors[file];
    if (!its.empty()) {
      one.outcome = JunitCase::Outcome::kFailed;
      one.line = its.front()->place.line;
      one.type = its.front()->code;
      one.message = its.front()->message;
      for (const Problem* problem : its) absl::StrAppend(&one.text, ToString({*problem}));
    }
    junit.Add(edition, std::move(one));
  }
  return junit.Text();
}

// Writes the list of the files of a folder. Says why it cannot; returns the exit code.
int WriteList(const std::string& name, const Streams& streams) {
  if (!Editions::IsPath(name)) {
    streams.err->Write(absl::StrCat("risk check: --write-list is for a folder; ", name, " is none\n"));
    return kUsage;
  }
  const edition::RuleFolder folder = edition::ReadRuleFolder(name, {});
  for (const Problem& problem : folder.problems) {
    if (problem.code == "not-as-listed") continue;  // by the list of before
    streams.err->Write(problem.ToString());
    return kUnreadable;
  }
  const std::string path = (std::filesystem::path(name) / edition::kFileList).generic_string();
  const int error = WriteFile(path, edition::ListOfFiles(folder));
  if (error == 0) return kFine;
  streams.err->Write(absl::StrCat(path, ": error: cannot be written: ", std::strerror(error), "\n"));
  return kUnreadable;
}

// The exit code of writing it, if it is wanted.
int WriteCheckJunit(const Arguments& arguments, const std::string& edition,
                    const std::vector<Problem>& problems, Output& err) {
  if (arguments.junit.empty()) return kFine;
  std::vector<std::string> files;
  for (const RuleText& file : RuleFilesOf(arguments.paths.front())) files.push_back(file.path);
  if (WouldWriteOver("check", files, arguments.junit, err)) return kUsage;
  return WriteJunit(arguments.junit, CheckJunit(edition, files, problems), err);
}

}  // namespace

int RunCheck(const Arguments& arguments, const Streams& streams) {
  if (arguments.writes_list) {
    if (const int code = WriteList(arguments.paths.front(), streams); code != kFine) return code;
  }
  const EditionResult result =
      Editions::Open(arguments.paths.front(), std::nullopt, arguments.bases);
  int errors = 0;
  int warnings = 0;
  for (const Problem& problem : result.problems) ++(problem.is_error() ? errors : warnings);
  const std::string name = result.ok() ? result.edition->name() : arguments.paths.front();
  const int found = ExitCodeFor(result.problems);
  const int code = std::max(found, WriteCheckJunit(arguments, name, result.problems, *streams.err));
  if (ProblemForms::Has(arguments.format)) {
    ProblemForms forms(arguments.format, *streams.out);
    for (const Problem& problem : result.problems) forms.Add(FoundIn(problem));
    forms.Finish(found <= kFindings);
    return code;
  }
  // What is wrong with the rules is the result here, unless there is nothing to check.
  Output* to = found > kFindings ? streams.err : streams.out;
  to->Write(ToString(result.problems));
  if (found > kFindings || arguments.quiet) return code;
  streams.out->Write(absl::StrCat(name, ": ", errors, errors == 1 ? " error, " : " errors, ",
                                  warnings, warnings == 1 ? " warning" : " warnings", "\n"));
  return code;
}

}  // namespace risk::cli
