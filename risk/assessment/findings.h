// Findings and factors of one case.
#ifndef RISK_ASSESSMENT_FINDINGS_H_
#define RISK_ASSESSMENT_FINDINGS_H_

#include <vector>

#include "risk/assessment/case_evaluation.h"
#include "risk/results.h"
#include "risk/v1/assessment.pb.h"

namespace risk::assessment {

// Made, or possible unless the rule is quiet then; the most severe first, made before possible.
std::vector<v1::FindingResult> MakeFindings(Detail detail, CaseEvaluation& evaluation,
                                            std::vector<v1::RuleError>& errors);

// All; present, then undecided, then absent, each in the edition's order.
std::vector<v1::FactorResult> MakeFactors(Detail detail, CaseEvaluation& evaluation);

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_FINDINGS_H_
