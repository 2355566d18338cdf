// Instruments of one case: contributions of their items, totals, bands and published figures.
#ifndef RISK_ASSESSMENT_INSTRUMENTS_H_
#define RISK_ASSESSMENT_INSTRUMENTS_H_

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
ItemState StateOf(const edition::Instrument& instrument, const edition::Item& item,
                  CaseEvaluation& evaluation);

// The total by the plan; everything if it ended in an error.
Range TotalOf(const edition::Instrument& instrument, const evaluation::PlanRun& results);

v1::InstrumentResult MakeInstrumentResult(const edition::Instrument& instrument, Detail detail,
                                          CaseEvaluation& evaluation);

v1::Outcome OutcomeOf(evaluation::Truth truth);  // an error is UNKNOWN

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_INSTRUMENTS_H_
