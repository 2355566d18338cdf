// What came of a rule case, and of all cases for each rule.
#ifndef RISK_RULE_TESTING_CASE_RESULT_H_
#define RISK_RULE_TESTING_CASE_RESULT_H_

#include <string>
#include <vector>

namespace risk {

// One expectation that did not hold, or a case that could not be run.
struct Failure {
  std::string file;
  std::string test_case;
  std::string rule;  // id of the rule, "level CHILDREN", or empty
  std::string what;  // "outcome", "low", "missing", "at_least", "error", …
  std::string expected;
  std::string actual;

  std::string ToString() const;  // FILE: CASE: RULE: expected WHAT X, got Y
};

// How often a rule was seen with each outcome, over all cases run.
struct Coverage {
  int is_true = 0;
  int is_false = 0;
  int is_unknown = 0;
  bool is_of_record = false;  // speaks of the record, which is known: need not be seen unknown

  bool is_covered() const {
    return is_true > 0 && is_false > 0 && (is_unknown > 0 || is_of_record);
  }
};

struct CaseResult {
  std::string file;
  std::string name;
  int expectations = 0;
  double seconds = 0;  // how long it took, by the clock of whoever ran it
  std::vector<Failure> failures;
};

}  // namespace risk

#endif  // RISK_RULE_TESTING_CASE_RESULT_H_
