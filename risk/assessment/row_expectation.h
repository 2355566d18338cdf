// Compares what a rule case expects of a row of a view, or of a condition of its own, with what
// came.
#ifndef RISK_ASSESSMENT_ROW_EXPECTATION_H_
#define RISK_ASSESSMENT_ROW_EXPECTATION_H_

#include <string>
#include <vector>

#include "risk/assessment/case_evaluation.h"
#include "risk/v1/case_test.pb.h"

namespace risk::assessment {

struct Mismatch {
  std::string rule;
  std::string what;
  std::string expected;
  std::string actual;
};

// Nothing if all that is stated holds. A view or field that there is not is a mismatch.
std::vector<Mismatch> CompareRow(const v1::RowExpectation& expected, CaseEvaluation& evaluation);

// Whether a condition in the language of rules has this outcome; one that cannot be read is a
// mismatch.
std::vector<Mismatch> CompareCondition(const std::string& condition, v1::Outcome expected,
                                       CaseEvaluation& evaluation);

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_ROW_EXPECTATION_H_
