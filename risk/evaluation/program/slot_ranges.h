// Slots seen as the ranges and texts that they hold.
#ifndef RISK_EVALUATION_PROGRAM_SLOT_RANGES_H_
#define RISK_EVALUATION_PROGRAM_SLOT_RANGES_H_

#include <cstdint>
#include <cstring>
#include <optional>

#include "absl/strings/string_view.h"
#include "risk/evaluation/value/interval.h"
#include "risk/evaluation/input/slot.h"
#include "risk/expression/ast.h"

namespace risk::evaluation {

inline IntRange Ints(Slot s) { return {s.lo, s.hi}; }
inline expression::Days DaysOf(Slot s) { return {s.lo, s.hi}; }
inline DoubleRange Doubles(Slot s) { return {BitsDouble(s.lo), BitsDouble(s.hi)}; }

inline Slot ToSlot(IntRange r) { return {r.low, r.high}; }
inline Slot ToSlot(expression::Days d) { return {d.first, d.last}; }
inline Slot ToSlot(DoubleRange r) { return DoubleSlot(r.low, r.high); }
template <typename T>
Slot ToSlot(const std::optional<T>& range) {
  return range.has_value() ? ToSlot(*range) : kErrorSlot;
}

inline bool IsKnownText(Slot s) { return s.hi >= 0; }
inline absl::string_view Text(Slot s) {
  return {reinterpret_cast<const char*>(static_cast<intptr_t>(s.lo)), static_cast<size_t>(s.hi)};
}
inline Slot TextSlot(absl::string_view text) {
  return {reinterpret_cast<intptr_t>(text.data()), static_cast<int64_t>(text.size())};
}

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_PROGRAM_SLOT_RANGES_H_
