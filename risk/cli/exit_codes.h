// Exit codes that follow from problems.
#ifndef RISK_CLI_EXIT_CODES_H_
#define RISK_CLI_EXIT_CODES_H_

#include <vector>

#include "risk/edition/problem.h"

namespace risk::cli {

// For the problems of an edition that was to be loaded.
int ExitCodeFor(const std::vector<Problem>& problems);

}  // namespace risk::cli

#endif  // RISK_CLI_EXIT_CODES_H_
