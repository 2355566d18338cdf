// Slots as values of the interpreter.
#ifndef RISK_EVALUATION_PLAN_SLOT_VALUE_H_
#define RISK_EVALUATION_PLAN_SLOT_VALUE_H_

#include "risk/evaluation/input/slot.h"
#include "risk/evaluation/value/value.h"
#include "risk/expression/type.h"

namespace risk::evaluation {

// Texts stay where they are. An unknown of an unknown kind for a type that no slot holds.
class Value ValueOf(Slot slot, expression::Kind kind);

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_PLAN_SLOT_VALUE_H_
