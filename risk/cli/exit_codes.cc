#include "risk/cli/exit_codes.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "risk/cli/output.h"

namespace risk::cli {

int ExitCodeFor(const std::vector<Problem>& problems) {
  int code = kFine;
  for (const Problem& problem : problems) {
    if (!problem.is_error()) continue;
    // Inside a file, an unknown edition is one that the file extends.
    const bool is_named_here = problem.place.line == 0;
    const int its = problem.code == "unknown-edition" && is_named_here ? kUsage
                    : problem.code == "unreadable"                     ? kUnreadable
                                                                       : kFindings;
    if (its > code) code = its;
  }
  return code;
}

int ExitCodeOf(const AssessedCase& result) {
  switch (result.outcome) {
    case AssessedCase::Outcome::kAssessed:
      return kFine;
    case AssessedCase::Outcome::kBadCase:
      return kFindings;
    case AssessedCase::Outcome::kUnreadable:
      return kUnreadable;
    case AssessedCase::Outcome::kNoEdition:
      break;
  }
  return ExitCodeFor(*result.edition_problems);
}

std::string CannotRead(absl::string_view path, const absl::Status& status) {
  const std::string message(status.message());
  if (status.code() == absl::StatusCode::kInvalidArgument) return message + "\n";
  return absl::StrCat(path, ": error: ", absl::StripPrefix(message, absl::StrCat(path, ": ")),
                      " [cannot-read]\n");
}

}  // namespace risk::cli
