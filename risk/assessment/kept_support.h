// What a value rests on, taken out of memory that is about to be freed.
#ifndef RISK_ASSESSMENT_KEPT_SUPPORT_H_
#define RISK_ASSESSMENT_KEPT_SUPPORT_H_

#include "absl/functional/function_ref.h"
#include "risk/evaluation/interpreter/evaluation.h"
#include "risk/evaluation/value/support.h"

namespace risk::assessment {

// The parts that an explanation can show, as Shortened gives them, in memory of `kept`. Of variables (index from
// 0) what their values rest on is taken over as it is: it is kept already. Null if nothing is to be shown.
// Cost: linear in the distinct parts; keeps some kilobytes at most.
const evaluation::Support* KeptSupport(
    const evaluation::Support* support, int most,
    absl::FunctionRef<const void*(const evaluation::Support& part)> identity,
    evaluation::Evaluation& kept);

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_KEPT_SUPPORT_H_
