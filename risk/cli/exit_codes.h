// Exit codes that follow from problems.
#ifndef RISK_CLI_EXIT_CODES_H_
#define RISK_CLI_EXIT_CODES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "risk/case_assessor.h"
#include "risk/textproto/problem.h"

namespace risk::cli {

// For the problems of an edition that was to be loaded.
int ExitCodeFor(const std::vector<Problem>& problems);

// Of one case.
int ExitCodeOf(const AssessedCase& result);

// What to say of a file of rule cases that could not be read.
std::string CannotRead(absl::string_view path, const absl::Status& status);

}  // namespace risk::cli

#endif  // RISK_CLI_EXIT_CODES_H_
