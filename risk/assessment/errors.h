// Rules that could not be evaluated on a case.
#ifndef RISK_ASSESSMENT_ERRORS_H_
#define RISK_ASSESSMENT_ERRORS_H_

#include <vector>

#include "risk/assessment/case_evaluation.h"
#include "risk/v1/assessment.pb.h"

namespace risk::assessment {

// In the edition's order of evaluation. The text says what went wrong and quotes nothing of the
// case.
std::vector<v1::RuleError> RuleErrors(CaseEvaluation& evaluation);

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_ERRORS_H_
