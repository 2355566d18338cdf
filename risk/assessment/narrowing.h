// Which answers would narrow the total of an instrument most.
#ifndef RISK_ASSESSMENT_NARROWING_H_
#define RISK_ASSESSMENT_NARROWING_H_

#include <vector>

#include "risk/assessment/case_evaluation.h"
#include "risk/assessment/instruments.h"
#include "risk/edition/rules.h"
#include "risk/v1/assessment.pb.h"

namespace risk::assessment {

// Adds at most three missing pieces to `narrowed_by`. A piece is worth the range that is left out once
// the items that rest on it are settled at one of their ends, whichever leaves more.
void AddNarrowing(const edition::Instrument& instrument, const std::vector<ItemState>& states,
                  CaseEvaluation& evaluation, const RuleRow* row, v1::InstrumentResult& result);

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_NARROWING_H_
