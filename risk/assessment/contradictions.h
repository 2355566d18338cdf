// Where the record contradicts an implication.
#ifndef RISK_ASSESSMENT_CONTRADICTIONS_H_
#define RISK_ASSESSMENT_CONTRADICTIONS_H_

#include <vector>

#include "risk/assessment/case_evaluation.h"
#include "risk/v1/assessment.pb.h"

namespace risk::assessment {

// A finding for each implication that the record breaks, under the implication's id, with both places
// of the record as its evidence.
std::vector<v1::FindingResult> Contradictions(CaseEvaluation& evaluation);

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_CONTRADICTIONS_H_
