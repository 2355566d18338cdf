// Rule files on disk.
#ifndef RISK_EDITION_RULE_FOLDER_H_
#define RISK_EDITION_RULE_FOLDER_H_

#include <map>
#include <string>
#include <vector>

#include "risk/edition/edition.h"
#include "risk/textproto/problem.h"

namespace risk::edition {

// What could be read of a folder, and what could not (`unreadable`). Stops soon after a limit is
// passed: loading will say so.
struct RuleFolder {
  std::vector<RuleText> files;
  std::map<std::string, std::string> hashes;  // of the bytes of each file, by its path below the folder
  std::vector<Problem> problems;
};

RuleFolder ReadRuleFolder(const std::string& directory, const EditionLimits& limits);

// The list of the files of an edition, which lies in its folder. Where it does, anything but just the files that it
// names, with the bytes that they had, is refused (`not-as-listed`): a file cut short behind a whole rule, one that is
// missing, one that is new.
constexpr char kFileList[] = "SHA256SUMS";

// As `sha256sum` writes and checks it, in the order of the paths.
std::string ListOfFiles(const RuleFolder& folder);

}  // namespace risk::edition

#endif  // RISK_EDITION_RULE_FOLDER_H_
