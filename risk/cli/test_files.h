// Which files `risk test` runs.
#ifndef RISK_CLI_TEST_FILES_H_
#define RISK_CLI_TEST_FILES_H_

#include <string>
#include <vector>

namespace risk::cli {

// `path` itself if it is a file, or does not exist; of a folder, in order of path, all *.textproto
// in it and below that say "# proto-message: risk.v1.CaseFile" near their beginning. Hidden folders
// and links to folders are not entered.
std::vector<std::string> FindTestFiles(const std::string& path);

}  // namespace risk::cli

#endif  // RISK_CLI_TEST_FILES_H_
