#include "risk/edition/editions.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/cli/commands.h"
#include "risk/cli/edition_choice.h"
#include "risk/edition/edition.h"

namespace risk::cli {

namespace {

// One expectation a paragraph: its id and title, then the rules, then what is left out.
std::string CoverageText(const Edition& edition) {
  std::string text;
  int covered = 0;
  for (const v1::Obligation* obligation : edition.obligations()) {
    absl::StrAppend(&text, obligation->id(), "  ", obligation->title(), "\n");
    if (obligation->rule_size() > 0) {
      ++covered;
      absl::StrAppend(&text, "    ", absl::StrJoin(obligation->rule(), ", "), "\n");
    }
    if (!obligation->not_covered().empty()) {
      absl::StrAppend(&text, "    not covered: ", obligation->not_covered(), "\n");
    }
  }
  absl::StrAppend(&text, edition.name(), ": ", covered, " of ", edition.obligations().size(),
                  " expectations have rules\n");
  return text;
}

int WriteCoverage(const std::string& name, const Streams& streams) {
  std::string edition = name;
  if (edition.empty()) edition = Editions::BuiltIn().back().name;
  const EditionResult result = Editions::Open(edition);
  if (!result.ok()) {
    streams.err->Write(ToString(result.problems));
    return ExitCodeFor(result);
  }
  streams.out->Write(CoverageText(*result.edition));
  return kFine;
}

}  // namespace

int RunEditions(const Arguments& arguments, const Streams& streams) {
  if (arguments.coverage) return WriteCoverage(arguments.edition, streams);
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

int RunCheck(const Arguments& arguments, const Streams& streams) {
  const EditionResult result = Editions::Open(arguments.paths.front());
  int errors = 0;
  int warnings = 0;
  for (const Problem& problem : result.problems) ++(problem.is_error() ? errors : warnings);
  const int code = ExitCodeFor(result);
  // What is wrong with the rules is the result here, unless there is nothing to check.
  Output* to = code > kFindings ? streams.err : streams.out;
  to->Write(ToString(result.problems));
  if (code > kFindings) return code;
  const std::string name = result.ok() ? result.edition->name() : arguments.paths.front();
  streams.out->Write(absl::StrCat(name, ": ", errors, errors == 1 ? " error, " : " errors, ",
                                  warnings, warnings == 1 ? " warning" : " warnings", "\n"));
  return code;
}

}  // namespace risk::cli
