// What the codes of problems mean, in a few words each.
#ifndef RISK_CLI_PROBLEM_CODES_H_
#define RISK_CLI_PROBLEM_CODES_H_

#include <string>

namespace risk::cli {

// For a code that has no words of its own, the code with blanks. A test compares the list with the table
// of docs/rule_language.md.
std::string MeaningOf(const std::string& code);

}  // namespace risk::cli

#endif  // RISK_CLI_PROBLEM_CODES_H_
