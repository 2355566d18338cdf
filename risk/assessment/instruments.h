// Instruments of one case: contributions of their items, totals, bands and published figures.
#ifndef RISK_ASSESSMENT_INSTRUMENTS_H_
#define RISK_ASSESSMENT_INSTRUMENTS_H_

#include <cstddef>
#include <vector>

#include "risk/assessment/case_evaluation.h"
#include "risk/edition/rules.h"
#include "risk/evaluation/value/truth.h"
#include "risk/results.h"
#include "risk/v1/assessment.pb.h"

namespace risk::assessment {

// Whether an item counts, and what it contributes if it does.
struct ItemState {
  evaluation::Truth counts = evaluation::Truth::kUnknown;
  Range contribution;
};
// What the item adds, at least and at most, whether it counts or not.
Range AddedBy(const ItemState& state);

// `row` is the element of an instrument that is made for each, else null.
ItemState StateOf(const edition::Instrument& instrument, size_t item, CaseEvaluation& evaluation,
                  const RuleRow* row = nullptr);

// The total by the plan, for each: the highest; everything if it ended in an error.
Range TotalOf(const edition::Instrument& instrument, const evaluation::PlanRun& results);
// The total of one element; `base` if the instrument does not apply to it.
Range TotalOf(const edition::Instrument& instrument, const RuleRow& row,
              CaseEvaluation& evaluation);

v1::InstrumentResult MakeInstrumentResult(const edition::Instrument& instrument, Detail detail,
                                          CaseEvaluation& evaluation,
                                          std::vector<v1::RuleError>& errors);

v1::Outcome OutcomeOf(evaluation::Truth truth);  // an error is UNKNOWN

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_INSTRUMENTS_H_
