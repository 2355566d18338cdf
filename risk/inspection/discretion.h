// When a ratings panel may use its judgement. Said, never applied.
#ifndef RISK_INSPECTION_DISCRETION_H_
#define RISK_INSPECTION_DISCRETION_H_

#include "risk/v1/edition.pb.h"
#include "risk/v1/inspection.pb.h"

namespace risk::inspection {

// Adds the tests of the scheme that hold for a question that decides the standard, or that may
// hold, depending on how its undecided cases turn out.
void AddDiscretion(const v1::Scheme& scheme, const v1::QuestionResult& question,
                   v1::StandardResult& standard);

}  // namespace risk::inspection

#endif  // RISK_INSPECTION_DISCRETION_H_
