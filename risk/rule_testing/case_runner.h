// Runs prepared rule cases against one edition.
#ifndef RISK_RULE_TESTING_CASE_RUNNER_H_
#define RISK_RULE_TESTING_CASE_RUNNER_H_

#include <map>
#include <string>

#include "absl/status/status.h"
#include "risk/assessment/case_evaluation.h"
#include "risk/edition/edition.h"
#include "risk/evaluation/plan/plan.h"
#include "risk/rule_testing/case_result.h"
#include "risk/rule_testing/prepared_case.h"

namespace risk::assessment {
struct TestedCase;
}  // namespace risk::assessment

namespace risk::rule_testing {

// Not thread-safe; make one for each thread. The edition must outlive it.
class CaseRunner {
 public:
  explicit CaseRunner(const Edition& edition) : edition_(edition), tables_(edition) {}

  // Counts the outcomes of every rule into `coverage`, if given.
  CaseResult Run(const PreparedCase& prepared, std::map<std::string, Coverage>* coverage = nullptr);

 private:
  absl::Status Evaluate(const PreparedCase& prepared, CaseResult& result,
                        std::map<std::string, Coverage>* coverage);
  void CompareAll(const v1::TestCase& test, assessment::TestedCase& tested,
                  CaseResult& result);

  const Edition& edition_;
  const assessment::EvaluationTables tables_;
};

}  // namespace risk::rule_testing

#endif  // RISK_RULE_TESTING_CASE_RUNNER_H_
