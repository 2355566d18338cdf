#include "risk/cli/exit_codes.h"

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

}  // namespace risk::cli
