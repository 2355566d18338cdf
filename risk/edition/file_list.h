// The list of the files of an edition's folder, by which half of an edition is known.
#ifndef RISK_EDITION_FILE_LIST_H_
#define RISK_EDITION_FILE_LIST_H_

#include <string>

#include "risk/edition/rule_folder.h"

namespace risk::edition {

// Lies in the folder. Where it does, anything but just the files that it names, with the bytes that they had, is
// refused (`not-as-listed`): a file cut short behind a whole rule, one that is missing, one that is new.
constexpr char kFileList[] = "SHA256SUMS";

// As `sha256sum` writes and checks it, in the order of the paths, of what was read from `directory`. A file that
// cannot be read any more is not in it. Cost: reads the files again.
std::string ListOfFiles(const RuleFolder& folder, const std::string& directory);

}  // namespace risk::edition

#endif  // RISK_EDITION_FILE_LIST_H_
