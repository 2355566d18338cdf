// int(), string(), timestamp() and the like; the parts of times; size().
#include <cmath>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "risk/evaluation/interpreter/conversion.h"
#include "risk/evaluation/interpreter/interpreter_impl.h"
#include "risk/expression/utf8.h"

namespace risk::evaluation {

using expression::Node;
using expression::Op;

namespace {

Value BadConversion() {
  return Value::Error(ErrorCode::kBadConversion, "a value cannot be converted to this type");
}

template <typename T, typename Make>
Value Parsed(const std::optional<T>& parsed, Make make) {
  return parsed.has_value() ? make(*parsed) : BadConversion();
}

constexpr double kTwoTo64 = 18446744073709551616.0;

// The whole numbers that the doubles of a range are cut to, and that the type can hold.
Value DoubleToInt(DoubleRange range) {
  const std::optional<IntRange> whole = ToInt(range);
  return whole.has_value() ? Value::Int(*whole) : BadConversion();
}

Value DoubleToUint(DoubleRange range) {
  if (!(range.high >= 0 && range.low < kTwoTo64)) return BadConversion();
  uint64_t low = range.low > 0 ? static_cast<uint64_t>(range.low) : 0;
  uint64_t high = range.high < kTwoTo64 ? static_cast<uint64_t>(range.high) : UINT64_MAX;
  return Value::Uint(UintRange{low, high});
}

Value ToInt(const Value& a) {
  switch (a.kind()) {
    case ValueKind::kInt:
      return a;
    case ValueKind::kUint: {
      UintRange range = a.uint_range();
      if (range.low > INT64_MAX) return BadConversion();
      uint64_t high = range.high > INT64_MAX ? INT64_MAX : range.high;
      return Value::Int(IntRange{static_cast<int64_t>(range.low), static_cast<int64_t>(high)});
    }
    case ValueKind::kDouble:
      return DoubleToInt(a.double_range());
    case ValueKind::kString:
      if (!a.is_decided()) return Value::Unknown(ValueKind::kInt);
      return Parsed(ParseInt(a.text()), [](int64_t value) { return Value::Int(value); });
    case ValueKind::kTimestamp:
      if (!a.is_decided()) return Value::Unknown(ValueKind::kInt);
      return Value::Int(absl::ToUnixSeconds(a.time()));
    default:
      return Interpreter::NoOverload();
  }
}

Value ToUint(const Value& a) {
  switch (a.kind()) {
    case ValueKind::kUint:
      return a;
    case ValueKind::kInt: {
      IntRange range = a.int_range();
      if (range.high < 0) return BadConversion();
      int64_t low = range.low < 0 ? 0 : range.low;
      return Value::Uint(UintRange{static_cast<uint64_t>(low), static_cast<uint64_t>(range.high)});
    }
    case ValueKind::kDouble:
      return DoubleToUint(a.double_range());
    case ValueKind::kString:
      if (!a.is_decided()) return Value::Unknown(ValueKind::kUint);
      return Parsed(ParseUint(a.text()), [](uint64_t value) { return Value::Uint(value); });
    default:
      return Interpreter::NoOverload();
  }
}

Value ToDoubleValue(const Value& a) {
  switch (a.kind()) {
    case ValueKind::kDouble:
      return a;
    case ValueKind::kInt:
      return Value::Double(ToDouble(a.int_range()));
    case ValueKind::kUint:
      return Value::Double(ToDouble(a.uint_range()));
    case ValueKind::kString:
      if (!a.is_decided()) return Value::Unknown(ValueKind::kDouble);
      return Parsed(ParseDouble(a.text()), [](double value) { return Value::Double(value); });
    default:
      return Interpreter::NoOverload();
  }
}

std::string ToText(const Value& a) {
  switch (a.kind()) {
    case ValueKind::kInt:
      return absl::StrCat(a.int_range().low);
    case ValueKind::kUint:
      return absl::StrCat(a.uint_range().low);
    case ValueKind::kDouble:
      return DoubleToText(a.double_range().low);
    case ValueKind::kBool:
      return a.IsTrue() ? "true" : "false";
    case ValueKind::kTimestamp:
      return TimestampToText(a.time());
    default:
      return DurationToText(a.duration());
  }
}

// The result of a conversion of what nothing is known of.
ValueKind ResultKind(Op op) {
  constexpr ValueKind kKinds[] = {ValueKind::kBool,      ValueKind::kInt,      ValueKind::kUint,
                                  ValueKind::kDouble,    ValueKind::kString,   ValueKind::kBytes,
                                  ValueKind::kTimestamp, ValueKind::kDuration, ValueKind::kDyn};
  return kKinds[static_cast<int>(op) - static_cast<int>(Op::kToBool)];
}

}  // namespace

Value Interpreter::Convert(Op op, const Value& a) {
  if (op == Op::kToDyn) return a;
  ValueKind result = ResultKind(op);
  if (a.Is(ValueKind::kDyn)) return Value::Unknown(result);
  if (op == Op::kToInt) return ToInt(a);
  if (op == Op::kToUint) return ToUint(a);
  if (op == Op::kToDouble) return ToDoubleValue(a);
  if (a.kind() == result) return a;
  bool is_text = a.Is(ValueKind::kString);
  if (op == Op::kToString) {
    bool has_text = a.kind() >= ValueKind::kBool && a.kind() <= ValueKind::kDuration;
    if (!has_text) return NoOverload();
    if (!a.is_decided()) return Value::Unknown(result);
    if (!a.Is(ValueKind::kBytes)) return Value::String(Copy(ToText(a)));
    return expression::IsUtf8(a.text()) ? Value::String(a.text()) : BadConversion();
  }
  bool is_time_from_int = op == Op::kToTimestamp && a.Is(ValueKind::kInt);
  if (!is_text && !is_time_from_int) return NoOverload();
  if (!a.is_decided()) return Value::Unknown(result);
  if (is_time_from_int) {
    absl::Time time = absl::FromUnixSeconds(a.int_range().low);
    return IsTimestampInRange(time) ? Value::Timestamp(time) : BadConversion();
  }
  switch (op) {
    case Op::kToBool:
      return Parsed(ParseBool(a.text()), [](bool value) { return Value::Bool(value); });
    case Op::kToBytes:
      return Value::Bytes(a.text());
    case Op::kToTimestamp:
      return Parsed(ParseTimestamp(a.text()),
                    [](absl::Time time) { return Value::Timestamp(time); });
    default:
      return Parsed(ParseDuration(a.text()), [](absl::Duration d) { return Value::Duration(d); });
  }
}

namespace {

Value DurationPart(Op op, absl::Duration duration) {
  switch (op) {
    case Op::kGetHours:
      return Value::Int(absl::ToInt64Hours(duration));
    case Op::kGetMinutes:
      return Value::Int(absl::ToInt64Minutes(duration));
    case Op::kGetSeconds:
      return Value::Int(absl::ToInt64Seconds(duration));
    case Op::kGetMilliseconds:
      return Value::Int(absl::ToInt64Milliseconds(duration) % 1000);
    default:
      return Interpreter::NoOverload();
  }
}

}  // namespace

Value Interpreter::TimePart(const Node& node, const Value& a) {
  bool is_duration = a.Is(ValueKind::kDuration);
  if (!a.is_decided() && (is_duration || a.Is(ValueKind::kTimestamp) || a.Is(ValueKind::kDyn))) {
    return Value::Unknown(ValueKind::kInt);
  }
  if (is_duration) return DurationPart(node.op, a.duration());
  if (!a.Is(ValueKind::kTimestamp)) return NoOverload();
  absl::CivilSecond civil = absl::ToCivilSecond(a.time(), node.zone);
  switch (node.op) {
    case Op::kGetFullYear:
      return Value::Int(civil.year());
    case Op::kGetMonth:
      return Value::Int(civil.month() - 1);
    case Op::kGetDate:
      return Value::Int(civil.day());
    case Op::kGetDayOfMonth:
      return Value::Int(civil.day() - 1);
    case Op::kGetDayOfWeek:
      return Value::Int((static_cast<int>(absl::GetWeekday(civil)) + 1) % 7);
    case Op::kGetDayOfYear:
      return Value::Int(absl::GetYearDay(absl::CivilDay(civil)) - 1);
    case Op::kGetHours:
      return Value::Int(civil.hour());
    case Op::kGetMinutes:
      return Value::Int(civil.minute());
    case Op::kGetSeconds:
      return Value::Int(civil.second());
    default: {
      absl::Duration rest = a.time() - absl::FromUnixSeconds(absl::ToUnixSeconds(a.time()));
      return Value::Int(absl::ToInt64Milliseconds(rest));
    }
  }
}

Value Interpreter::Size(const Value& a) {
  switch (a.kind()) {
    case ValueKind::kString:
    case ValueKind::kBytes: {
      if (!a.is_decided()) return Value::Int(IntRange{0, INT64_MAX});
      bool is_bytes = a.Is(ValueKind::kBytes);
      return Value::Int(is_bytes ? static_cast<int64_t>(a.text().size())
                                 : expression::CountCodePoints(a.text()));
    }
    case ValueKind::kList: {
      const ListValue& list = a.list();
      int64_t certain = 0;
      bool is_unlimited = list.is_open;
      for (const ListItem& item : list.items) {
        certain += item.is_certain ? 1 : 0;
        is_unlimited |= item.is_many;
      }
      int64_t most = static_cast<int64_t>(list.items.size());
      return Value::Int(IntRange{certain, is_unlimited ? INT64_MAX : most});
    }
    case ValueKind::kMap:
      return Value::Int(static_cast<int64_t>(a.map().entries.size()));
    default:
      return a.is_decided() ? NoOverload() : Value::Int(IntRange{0, INT64_MAX});
  }
}

}  // namespace risk::evaluation
