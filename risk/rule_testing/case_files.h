// Finds the files of rule cases in a folder.
#ifndef RISK_RULE_TESTING_CASE_FILES_H_
#define RISK_RULE_TESTING_CASE_FILES_H_

#include <string>
#include <vector>

namespace risk::rule_testing {

// See FindCaseFiles in risk/rule_testing.h.
std::vector<std::string> CaseFilesBelow(const std::string& folder);

}  // namespace risk::rule_testing

#endif  // RISK_RULE_TESTING_CASE_FILES_H_
