#include "risk/evaluation/plan/slot_value.h"

#include "risk/evaluation/program/slot_ranges.h"

namespace risk::evaluation {

using expression::Kind;

class Value ValueOf(Slot slot, Kind kind) {
  if (IsError(slot))
    return Value::Error(ErrorCode::kNoValue, "a value that this needs is an error");
  switch (kind) {
    case Kind::kBool:
      return Value::Bool(TruthOf(slot));
    case Kind::kInt:
      return Value::Int(Ints(slot));
    case Kind::kDate:
      return Value::Date(DaysOf(slot));
    case Kind::kDouble:
      return Value::Double(Doubles(slot));
    case Kind::kString:
      return IsKnownText(slot) ? Value::String(Text(slot)) : Value::Unknown(ValueKind::kString);
    default:
      return Value();
  }
}

}  // namespace risk::evaluation
