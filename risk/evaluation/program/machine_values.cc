#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "risk/evaluation/value/calendar.h"
#include "risk/evaluation/value/date_arithmetic.h"
#include "risk/evaluation/value/texts.h"
#include "risk/evaluation/program/machine.h"
#include "risk/evaluation/program/slot_ranges.h"
#include "risk/expression/utf8.h"

namespace risk::evaluation {
Slot Machine::Compute(const Instruction* i) {
  switch (i->code) {
    case Code::kSlot:
      return First(i);
    case Code::kFromTruth:
      return SlotOf(Decide(FirstChild(i)));
    case Code::kConditional:
      return Conditional(i);
    case Code::kAdd:
    case Code::kSubtract:
    case Code::kMultiply:
    case Code::kDivide:
    case Code::kModulo:
    case Code::kNegate:
    case Code::kLeast:
    case Code::kGreatest:
    case Code::kIntToDouble:
      return IntOperation(i);
    case Code::kAddDouble:
    case Code::kSubtractDouble:
    case Code::kMultiplyDouble:
    case Code::kDivideDouble:
    case Code::kNegateDouble:
    case Code::kLeastDouble:
    case Code::kGreatestDouble:
      return DoubleOperation(i);
    case Code::kLn:
    case Code::kExp:
    case Code::kRound:
    case Code::kDoubleToInt:
      return RealFunction(i);
    case Code::kDaysBetween:
    case Code::kMonthsBetween:
    case Code::kYearsBetween:
    case Code::kWorkingDaysBetween:
    case Code::kAddDays:
    case Code::kAddMonths:
    case Code::kAddYears:
    case Code::kAddWorkingDays:
      return DateOperation(i);
    case Code::kSize:
      return Size(i);
    case Code::kEarliest:
      return Extreme(i, false);
    case Code::kLatest:
      return Extreme(i, true);
    case Code::kSum:
      return Sum(i);
    case Code::kSumDouble:
      return SumDouble(i);
    case Code::kJoin:
      return JoinTexts(i);
    case Code::kElementAt:
      return ElementAt(i);
    case Code::kWithParts: {
      const Instruction* const reader = MakeParts(i);
      return reader == nullptr ? kErrorSlot : Compute(reader);
    }
    case Code::kTextSize: {
      const Slot text = Compute(FirstChild(i));
      if (IsError(text)) return text;
      if (!IsKnownText(text)) return {0, kNoHigh};
      const int64_t count = expression::CountCodePoints(Text(text));
      return {count, count};
    }
    case Code::kConcat:
    case Code::kUpperAscii:
    case Code::kLowerAscii:
      return MakeText(i);
    case Code::kTrim:
      return Trim(i);
    case Code::kIndexOf:
      return IndexOfText(i);
    case Code::kOccasions:
      return Occasions(i);
    case Code::kLookup:
    case Code::kLookupInt:
      return Lookup(i);
    default:
      return SlotOf(Decide(i));
  }
}

Slot Machine::Conditional(const Instruction* i) {
  const Instruction* condition = FirstChild(i);
  const Instruction* yes = Next(condition);
  const Instruction* no = Next(yes);
  switch (Decide(condition)) {
    case Truth::kTrue:
      return Compute(yes);
    case Truth::kFalse:
      return Compute(no);
    case Truth::kError:
      return kErrorSlot;
    case Truth::kUnknown:
      break;
  }
  const Slot a = Compute(yes), b = Compute(no);
  if (IsError(a) && IsError(b)) return kErrorSlot;
  // Whether the failing branch is taken is open, so nothing is claimed of the other one either.
  const ValueType type = static_cast<ValueType>(i->k);
  if (IsError(a) || IsError(b)) return UnknownOf(type);
  switch (type) {
    case ValueType::kDouble: {
      const DoubleRange x = Doubles(a), y = Doubles(b);
      const bool has_nan = x.low != x.low || y.low != y.low;
      return has_nan ? UnknownDouble() : ToSlot(Hull(x, y));
    }
    case ValueType::kText:
      if (!IsKnownText(a) || !IsKnownText(b)) return kUnknownText;
      return Text(a) == Text(b) ? a : kUnknownText;
    default:
      return ToSlot(Hull(Ints(a), Ints(b)));
  }
}

Slot Machine::IntOperation(const Instruction* i) {
  const Instruction* child = FirstChild(i);
  const Slot a = Compute(child);
  if (IsError(a)) return a;
  if (i->code == Code::kNegate) return ToSlot(Negate(Ints(a)));
  if (i->code == Code::kIntToDouble) return ToSlot(ToDouble(Ints(a)));
  IntRange result = Ints(a);
  for (int n = i->arity; n > 1; --n) {
    child = Next(child);
    const Slot b = Compute(child);
    if (IsError(b)) return b;
    std::optional<IntRange> next;
    switch (i->code) {
      case Code::kAdd:
        next = Add(result, Ints(b));
        break;
      case Code::kSubtract:
        next = Subtract(result, Ints(b));
        break;
      case Code::kMultiply:
        next = Multiply(result, Ints(b));
        break;
      case Code::kDivide:
        next = Divide(result, Ints(b));
        break;
      case Code::kModulo:
        next = Modulo(result, Ints(b));
        break;
      case Code::kLeast:
        next = Least(result, Ints(b));
        break;
      default:
        next = Greatest(result, Ints(b));
        break;
    }
    if (!next.has_value()) return kErrorSlot;
    result = *next;
  }
  return ToSlot(result);
}

Slot Machine::DoubleOperation(const Instruction* i) {
  const Instruction* child = FirstChild(i);
  const Slot a = Compute(child);
  if (IsError(a)) return a;
  if (i->code == Code::kNegateDouble) return ToSlot(Negate(Doubles(a)));
  DoubleRange result = Doubles(a);
  for (int n = i->arity; n > 1; --n) {
    child = Next(child);
    const Slot b = Compute(child);
    if (IsError(b)) return b;
    switch (i->code) {
      case Code::kAddDouble:
        result = Add(result, Doubles(b));
        break;
      case Code::kSubtractDouble:
        result = Subtract(result, Doubles(b));
        break;
      case Code::kMultiplyDouble:
        result = Multiply(result, Doubles(b));
        break;
      case Code::kDivideDouble:
        result = Divide(result, Doubles(b));
        break;
      case Code::kLeastDouble:
        result = Least(result, Doubles(b));
        break;
      default:
        result = Greatest(result, Doubles(b));
        break;
    }
  }
  return ToSlot(result);
}

Slot Machine::DateOperation(const Instruction* i) {
  const Instruction* child = FirstChild(i);
  const Slot a = Compute(child), b = Compute(Next(child));
  if (IsError(a)) return a;
  if (IsError(b)) return b;
  const Calendar* calendar = program_.calendar;
  switch (i->code) {
    case Code::kDaysBetween:
      return ToSlot(DaysBetween(DaysOf(a), DaysOf(b)));
    case Code::kMonthsBetween:
      return ToSlot(MonthsBetween(DaysOf(a), DaysOf(b)));
    case Code::kYearsBetween:
      return ToSlot(YearsBetween(DaysOf(a), DaysOf(b)));
    case Code::kAddDays:
      return ToSlot(AddDays(DaysOf(a), Ints(b)));
    case Code::kAddMonths:
      return ToSlot(AddMonths(DaysOf(a), Ints(b)));
    case Code::kAddYears:
      return ToSlot(AddYears(DaysOf(a), Ints(b)));
    case Code::kWorkingDaysBetween:
      if (calendar == nullptr) return kErrorSlot;
      return ToSlot(calendar->WorkingDaysBetween(DaysOf(a), DaysOf(b)));
    default:
      if (calendar == nullptr) return kErrorSlot;
      return ToSlot(calendar->AddWorkingDays(DaysOf(a), Ints(b)));
  }
}

Slot Machine::RealFunction(const Instruction* i) {
  const Instruction* child = FirstChild(i);
  const Slot a = Compute(child);
  if (IsError(a)) return a;
  switch (i->code) {
    case Code::kLn:
      return ToSlot(Ln(Doubles(a)));
    case Code::kExp:
      return ToSlot(Exp(Doubles(a)));
    case Code::kRound: {
      const Slot decimals = Compute(Next(child));
      return IsError(decimals) ? decimals : ToSlot(Round(Doubles(a), Ints(decimals)));
    }
    default:
      return ToSlot(ToInt(Doubles(a)));
  }
}

Slot Machine::Lookup(const Instruction* i) {
  const Slot key = Compute(FirstChild(i));
  if (IsError(key)) return key;
  const TableRead& table = program_.tables[i->other];
  const LookupTable& values = table.values;
  if (i->code == Code::kLookupInt) {
    if (!values.is_text()) return ToSlot(values.Numbers(Ints(key)));
    if (key.lo != key.hi) return kUnknownText;
    const std::optional<absl::string_view> text = values.Text(absl::StrCat(key.lo));
    return text.has_value() ? TextSlot(*text) : kErrorSlot;
  }
  if (!IsKnownText(key)) return table.unknown_key;
  if (values.is_text()) {
    const std::optional<absl::string_view> text = values.Text(Text(key));
    return text.has_value() ? TextSlot(*text) : kErrorSlot;
  }
  const std::optional<double> number = values.Number(Text(key));
  return number.has_value() ? DoubleSlot(*number, *number) : kErrorSlot;
}

Slot Machine::MakeText(const Instruction* i) {
  std::string text;
  bool is_known = true;
  const Instruction* child = FirstChild(i);
  for (int n = i->arity; n > 0; --n, child = Next(child)) {
    const Slot part = Compute(child);
    if (IsError(part)) return part;
    is_known = is_known && IsKnownText(part);
    if (is_known) absl::StrAppend(&text, Text(part));
  }
  if (!is_known) return kUnknownText;
  if (i->code == Code::kUpperAscii) absl::AsciiStrToUpper(&text);
  if (i->code == Code::kLowerAscii) absl::AsciiStrToLower(&text);
  return NewText(std::move(text));
}

// A part of a text views it.
Slot Machine::Trim(const Instruction* i) {
  const Slot text = Compute(FirstChild(i));
  return IsError(text) || !IsKnownText(text) ? text : TextSlot(Trimmed(Text(text)));
}

Slot Machine::IndexOfText(const Instruction* i) {
  const Instruction* child = FirstChild(i);
  const Slot text = Compute(child);
  child = Next(child);
  const Slot part = Compute(child);
  const Slot from = i->arity > 2 ? Compute(Next(child)) : Slot{0, 0};
  if (IsError(text) || IsError(part) || IsError(from)) return kErrorSlot;
  if (IsKnownText(text) && IsKnownText(part) && from.lo == from.hi) {
    const std::optional<int64_t> found = IndexOf(Text(text), Text(part), from.lo);
    return found.has_value() ? Slot{*found, *found} : kErrorSlot;
  }
  return {-1, IsKnownText(text) ? expression::CountCodePoints(Text(text)) : kNoHigh};
}

Slot Machine::NewText(std::string text) {
  elements_left_ -= static_cast<int64_t>(text.size() / 16);
  if (is_exhausted()) return kErrorSlot;
  return TextSlot(texts_->emplace_back(std::move(text)));
}

}  // namespace risk::evaluation
