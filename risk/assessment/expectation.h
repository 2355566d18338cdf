// Compares what a rule case expects with what came.
#ifndef RISK_ASSESSMENT_EXPECTATION_H_
#define RISK_ASSESSMENT_EXPECTATION_H_

#include <string>
#include <vector>

#include "risk/assessment/case_evaluation.h"
#include "risk/assessment/levels.h"
#include "risk/assessment/open_items.h"
#include "risk/assessment/row_expectation.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case_test.pb.h"

namespace risk::assessment {

// Everything that an expectation may speak of.
struct TestedCase {
  CaseEvaluation* evaluation = nullptr;
  Levels levels;
  std::vector<OpenLine> open_checks;  // not merged
  std::vector<v1::OpenItem> missing;  // only if an expectation speaks of what is asked
  std::vector<v1::FindingResult> findings;
  std::vector<v1::PublishedResult> published;
  std::vector<v1::RuleError> errors;
};

// Nothing if all that is stated holds. A rule that the edition does not have is a mismatch.
std::vector<Mismatch> Compare(const v1::Expectation& expected, const TestedCase& tested);

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_EXPECTATION_H_
