// Finds the files of rule cases in a folder.
#ifndef RISK_RULE_TESTING_CASE_FILES_H_
#define RISK_RULE_TESTING_CASE_FILES_H_

#include <string>
#include <utility>
#include <vector>

namespace risk::rule_testing {

// See FindCaseFiles in risk/rule_testing.h. `skipped` may be null: path, and why.
std::vector<std::string> CaseFilesBelow(const std::string& folder,
                                        std::vector<std::pair<std::string, std::string>>* skipped);

}  // namespace risk::rule_testing

#endif  // RISK_RULE_TESTING_CASE_FILES_H_
