// Rule files on disk.
#ifndef RISK_EDITION_RULE_FOLDER_H_
#define RISK_EDITION_RULE_FOLDER_H_

#include <string>
#include <vector>

#include "risk/edition/edition.h"
#include "risk/edition/problem.h"

namespace risk::edition {

// What could be read of a folder, and what could not (`unreadable`). Stops soon after a limit is
// passed: loading will say so.
struct RuleFolder {
  std::vector<RuleText> files;
  std::vector<Problem> problems;
};

RuleFolder ReadRuleFolder(const std::string& directory, const EditionLimits& limits);

}  // namespace risk::edition

#endif  // RISK_EDITION_RULE_FOLDER_H_
