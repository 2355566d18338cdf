// Dates, working days, sums and tables.
#include <algorithm>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "risk/evaluation/interpreter/interpreter_impl.h"
#include "risk/schema/date.h"

namespace risk::evaluation {

using expression::Kind;
using expression::Node;
using expression::Op;

namespace {

__extension__ using Wide = __int128;

Value DateOverflow() {
  return Value::Error(ErrorCode::kOverflow, "a date is outside the years 1 to 9999");
}

Value OutsideCalendar() {
  return Value::Error(ErrorCode::kOutsideCalendar,
                      "a date is outside the period that the calendar of working days covers");
}

// A date, or any date for what nothing is known of; nothing for another kind.
std::optional<Days> DaysOf(const Value& value) {
  if (value.Is(ValueKind::kDate)) return value.days();
  if (value.Is(ValueKind::kDyn)) return kAnyDay;
  return std::nullopt;
}

std::optional<IntRange> CountOf(const Value& value) {
  if (value.Is(ValueKind::kInt)) return value.int_range();
  if (value.Is(ValueKind::kDyn)) return kAnyInt;
  return std::nullopt;
}

Value DateOr(const std::optional<Days>& days, Value (*error)()) {
  return days.has_value() ? Value::Date(*days) : error();
}

Value ReadDateText(const Value& text) {
  if (!text.Is(ValueKind::kString)) {
    return text.is_decided() ? Interpreter::NoOverload() : Value::Unknown(ValueKind::kDate);
  }
  if (!text.is_decided()) return Value::Unknown(ValueKind::kDate);
  std::optional<Days> days = schema::ParseDays(text.text());
  if (days.has_value()) return Value::Date(*days);
  return Value::Error(ErrorCode::kBadConversion, "a text is not a date");
}

}  // namespace

Value Interpreter::DateFunction(Op op, absl::Span<const Value> operands) {
  if (op == Op::kToDate) return ReadDateText(operands[0]);
  std::optional<Days> date = DaysOf(operands[0]);
  if (!date.has_value() || operands.size() != 2) return NoOverload();
  if (op == Op::kAddDays || op == Op::kAddMonths || op == Op::kAddYears) {
    std::optional<IntRange> count = CountOf(operands[1]);
    if (!count.has_value()) return NoOverload();
    if (op == Op::kAddDays) return DateOr(AddDays(*date, *count), DateOverflow);
    if (op == Op::kAddMonths) return DateOr(AddMonths(*date, *count), DateOverflow);
    return DateOr(AddYears(*date, *count), DateOverflow);
  }
  std::optional<Days> to = DaysOf(operands[1]);
  if (!to.has_value()) return NoOverload();
  if (op == Op::kDaysBetween) return Value::Int(DaysBetween(*date, *to));
  if (op == Op::kMonthsBetween) return Value::Int(MonthsBetween(*date, *to));
  return op == Op::kYearsBetween ? Value::Int(YearsBetween(*date, *to)) : NoOverload();
}

Value Interpreter::WorkingDayFunction(Op op, absl::Span<const Value> operands) {
  const Calendar* calendar = activation().calendar;
  if (calendar == nullptr) {
    return Value::Error(ErrorCode::kOutsideCalendar, "there is no calendar of working days");
  }
  std::optional<Days> date = DaysOf(operands[0]);
  if (!date.has_value()) return NoOverload();
  if (op == Op::kAddWorkingDays) {
    std::optional<IntRange> count = CountOf(operands[1]);
    if (!count.has_value()) return NoOverload();
    return DateOr(calendar->AddWorkingDays(*date, *count), OutsideCalendar);
  }
  std::optional<Days> to = DaysOf(operands[1]);
  if (!to.has_value()) return NoOverload();
  std::optional<IntRange> count = calendar->WorkingDaysBetween(*date, *to);
  return count.has_value() ? Value::Int(*count) : OutsideCalendar();
}

// The latest date is not before any that certainly belongs, and not after all that may.
Value Interpreter::FirstOrLastDate(Op op, const Value& operand) {
  if (!operand.Is(ValueKind::kList)) {
    return operand.is_decided() ? NoOverload() : Value::Unknown(ValueKind::kDate);
  }
  const ListValue& list = operand.list();
  bool is_latest = op == Op::kLatest;
  std::optional<Days> certain;
  std::optional<Days> possible;
  const Support* support = nullptr;
  auto extend = [is_latest](std::optional<Days>& all, Days days, bool is_bound) {
    if (!all.has_value()) {
      all = days;
    } else if (is_bound && is_latest) {
      all = Days{std::max(all->first, days.first), std::max(all->last, days.last)};
    } else if (is_bound) {
      all = Days{std::min(all->first, days.first), std::min(all->last, days.last)};
    } else {
      all = Days{std::min(all->first, days.first), std::max(all->last, days.last)};
    }
  };
  for (const ListItem& item : list.items) {
    Value value = Deliver(item.value);
    if (value.is_error() && !item.is_certain) continue;
    if (value.is_error()) return value;
    std::optional<Days> days = DaysOf(value);
    if (!days.has_value() && !item.is_certain) continue;  // had it belonged, there would be an error
    if (!days.has_value()) return NoOverload();
    support = Both(support, value.support());
    extend(item.is_certain ? certain : possible, *days, item.is_certain);
  }
  if (list.is_open) {
    Value unseen = list.unseen != nullptr ? Deliver(*list.unseen) : Value();
    extend(possible, DaysOf(unseen).value_or(kAnyDay), false);
  }
  if (!certain.has_value() && !possible.has_value()) {
    return Value::Error(ErrorCode::kIndexOutOfRange, "a list of dates is empty");
  }
  Days result = certain.has_value() ? *certain : *possible;
  if (certain.has_value() && possible.has_value()) {
    if (is_latest) result.last = std::max(result.last, possible->last);
    if (!is_latest) result.first = std::min(result.first, possible->first);
  }
  Value value = Value::Date(result);
  return value.WithSupport(value.is_decided() ? Settle(support) : support);
}

namespace {

// A total that grows element by element; whole numbers are only checked for overflow at the end, so
// that the order of the list does not matter.
struct Total {
  bool is_double = false;
  Wide low = 0;
  Wide high = 0;
  DoubleRange number = {0, 0};

  bool IsAddend(const Value& value) const {
    return value.Is(is_double ? ValueKind::kDouble : ValueKind::kInt);
  }
  // An element that may not belong adds a range that includes nothing.
  void AddElement(const Value& value, bool is_certain) {
    if (is_double) {
      DoubleRange range = value.double_range();
      number = Add(number, is_certain || range.low != range.low ? range : Hull(range, {0, 0}));
      if (!is_certain && range.low != range.low) number = kAnyDouble;
      return;
    }
    IntRange range = value.int_range();
    if (!is_certain) range = Hull(range, IntRange{0, 0});
    low += range.low;
    high += range.high;
  }
};

// Which numbers the sum of a list can be one of.
struct Addends {
  bool are_int = false;
  bool are_double = false;
};

// Of a list whose type does not tell: the sum of none is a whole number.
Addends AddendsOf(const ListValue& list) {
  for (const ListItem& item : list.items) {
    if (item.is_certain && item.value.Is(ValueKind::kDouble)) return {false, true};
    if (item.is_certain && !item.value.Is(ValueKind::kDyn)) return {true, false};
  }
  Addends addends = {true, list.is_open};
  for (const ListItem& item : list.items) addends.are_double |= !item.value.Is(ValueKind::kInt);
  return addends;
}

// Beyond any total of elements that are listed, and of which two do not overflow.
constexpr Wide kUnlimited = Wide{1} << 100;

// Adds any number of elements in a range.
void AddMany(const Value& element, Total* total) {
  if (total->is_double) {
    DoubleRange range = element.Is(ValueKind::kDouble) ? element.double_range() : kAnyDouble;
    DoubleRange many = {range.low >= 0 ? 0 : kAnyDouble.low, range.high <= 0 ? 0 : kAnyDouble.high};
    total->number = Add(total->number, many);
    return;
  }
  IntRange range = element.Is(ValueKind::kInt) ? element.int_range() : kAnyInt;
  if (range.low < 0) total->low -= kUnlimited;
  if (range.high > 0) total->high += kUnlimited;
}

Value ToValue(const Total& total) {
  if (total.is_double) return Value::Double(total.number);
  if (total.low > INT64_MAX || total.high < INT64_MIN) {
    return Value::Error(ErrorCode::kOverflow, "a sum is beyond its type");
  }
  Wide low = std::max<Wide>(total.low, INT64_MIN);
  Wide high = std::min<Wide>(total.high, INT64_MAX);
  return Value::Int(IntRange{static_cast<int64_t>(low), static_cast<int64_t>(high)});
}

}  // namespace

Value Interpreter::Sum(const Value& operand, const expression::Type& type) {
  if (!operand.Is(ValueKind::kList)) return operand.is_decided() ? NoOverload() : UnknownOf(type);
  const ListValue& list = operand.list();
  Total total;
  const Addends addends = type.Is(Kind::kDyn) ? AddendsOf(list) : Addends{type.Is(Kind::kInt), type.Is(Kind::kDouble)};
  total.is_double = addends.are_double;
  const Support* support = nullptr;
  for (const ListItem& item : list.items) {
    if (item.value.Is(ValueKind::kDyn)) return UnknownOf(type).WithSupport(item.value.support());
    if (item.is_certain && !total.IsAddend(item.value) && addends.are_int != addends.are_double) return NoOverload();
    support = Both(support, item.value.support());
  }
  if (addends.are_int && addends.are_double) return UnknownOf(type).WithSupport(support);
  for (const ListItem& item : list.items) {
    // Had one of another kind belonged to the list, there would be an error.
    if (!total.IsAddend(item.value)) continue;
    total.AddElement(item.value, item.is_certain);
    if (item.is_many) AddMany(item.value, &total);
  }
  if (list.is_open) AddMany(list.unseen != nullptr ? *list.unseen : Value(), &total);
  Value result = ToValue(total);
  return result.WithSupport(result.is_decided() ? Settle(support) : support);
}

Value Interpreter::Lookup(const Node& node, const Value& key) {
  size_t index = static_cast<size_t>(node.variable);
  const LookupTable* table = node.variable >= 0 && index < activation().tables.size()
                                 ? activation().tables[index]
                                 : nullptr;
  if (table == nullptr) return Value::Error(ErrorCode::kNoValue, "a table has no content");
  if (table->is_text()) {
    if (!key.is_decided()) return Value::Unknown(ValueKind::kString);
    const std::optional<absl::string_view> text = key.Is(ValueKind::kInt)
                                                      ? table->Text(absl::StrCat(key.int_range().low))
                                                      : table->Text(key.text());
    if (text.has_value()) return Value::String(*text);
  } else if (key.Is(ValueKind::kInt)) {
    const std::optional<DoubleRange> numbers = table->Numbers(key.int_range());
    if (numbers.has_value()) return Value::Double(*numbers);
  } else if (!key.is_decided()) {
    const std::optional<DoubleRange> all = table->AllNumbers();
    if (all.has_value()) return Value::Double(*all);
  } else if (const std::optional<double> number = table->Number(key.text())) {
    return Value::Double(*number);
  }
  return Value::Error(ErrorCode::kNoSuchKey, "a table has no such row, and no value otherwise");
}

}  // namespace risk::evaluation
