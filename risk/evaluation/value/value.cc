#include "risk/evaluation/value/value.h"

#include <limits>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "risk/evaluation/value/container.h"

namespace risk::evaluation {
namespace {

// "3", "3 to 5", "at least 3", "at most 5", "unknown". An end at or beyond `any`, of a 32-bit field
// or of the type, is no limit to a reader.
template <typename T>
std::string RangeText(NumberRange<T> range, NumberRange<T> any) {
  if (range.is_definite()) return absl::StrCat(range.low);
  bool has_low = range.low > any.low;
  bool has_high = range.high < any.high;
  if (has_low && has_high) return absl::StrCat(range.low, " to ", range.high);
  if (has_low) return absl::StrCat("at least ", range.low);
  if (has_high) return absl::StrCat("at most ", range.high);
  return "unknown";
}

std::string ListText(const ListValue& list) {
  size_t certain = 0;
  for (const ListItem& item : list.items) certain += item.is_certain ? 1 : 0;
  if (list.is_open) return absl::StrCat("at least ", certain, " elements");
  if (certain == list.items.size()) return absl::StrCat(certain, " elements");
  return absl::StrCat(certain, " to ", list.items.size(), " elements");
}

}  // namespace

Value Value::Error(ErrorCode code, absl::string_view text) {
  Value value(ValueKind::kError, false);
  value.code_ = code;
  value.low_.text = text.data();
  value.high_.u = text.size();
  return value;
}

Value Value::Unknown(ValueKind kind) {
  switch (kind) {
    case ValueKind::kBool:
      return Bool(Truth::kUnknown);
    case ValueKind::kInt:
      return Int(kAnyInt);
    case ValueKind::kUint:
      return Uint(kAnyUint);
    case ValueKind::kDouble:
      return Double(kAnyDouble);
    case ValueKind::kDate:
      return Date(kAnyDay);
    case ValueKind::kString:
    case ValueKind::kBytes:
    case ValueKind::kTimestamp:
    case ValueKind::kDuration:
      return Value(kind, true);
    default:
      return Value(ValueKind::kDyn, true);
  }
}

Value Value::Bool(bool truth) { return Bool(truth ? Truth::kTrue : Truth::kFalse); }

Value Value::Bool(Truth truth) {
  Value value(ValueKind::kBool, truth == Truth::kUnknown);
  value.low_.i = truth == Truth::kTrue ? 1 : 0;
  value.high_.i = truth == Truth::kFalse ? 0 : 1;
  return value;
}

Value Value::Int(IntRange range) {
  Value value(ValueKind::kInt, !range.is_definite());
  value.low_.i = range.low;
  value.high_.i = range.high;
  return value;
}

Value Value::Uint(UintRange range) {
  Value value(ValueKind::kUint, !range.is_definite());
  value.low_.u = range.low;
  value.high_.u = range.high;
  return value;
}

Value Value::Double(DoubleRange range) {
  Value value(ValueKind::kDouble, !range.is_definite());
  value.low_.d = range.low;
  value.high_.d = range.high;
  return value;
}

Value Value::String(absl::string_view text) {
  Value value(ValueKind::kString, false);
  value.low_.text = text.data();
  value.high_.u = text.size();
  return value;
}

Value Value::Bytes(absl::string_view bytes) {
  Value value = String(bytes);
  value.kind_ = ValueKind::kBytes;
  return value;
}

Value Value::Timestamp(absl::Time time) {
  Value value = Duration(time - absl::UnixEpoch());
  value.kind_ = ValueKind::kTimestamp;
  return value;
}

Value Value::Duration(absl::Duration duration) {
  Value value(ValueKind::kDuration, false);
  absl::Duration rest;
  value.low_.i = absl::IDivDuration(duration, absl::Seconds(1), &rest);
  value.high_.i = absl::ToInt64Nanoseconds(rest);
  return value;
}

Value Value::Date(Days days) {
  Value value(ValueKind::kDate, days.first != days.last);
  value.low_.i = days.first;
  value.high_.i = days.last;
  return value;
}

Value Value::List(const ListValue* list) {
  bool is_undecided = list->is_open;
  for (const ListItem& item : list->items) is_undecided |= !item.is_certain;
  Value value(ValueKind::kList, is_undecided);
  value.low_.list = list;
  return value;
}

Value Value::Map(const MapValue* map) {
  Value value(ValueKind::kMap, false);
  value.low_.map = map;
  return value;
}

Value Value::Message(const MessageRef* message) {
  Value value(ValueKind::kMessage, message->message == nullptr);
  value.low_.message = message;
  return value;
}

bool Value::is_decided() const { return !is_unknown_ && kind_ != ValueKind::kError; }

Truth Value::truth() const {
  if (kind_ == ValueKind::kError) return Truth::kError;
  if (IsTrue()) return Truth::kTrue;
  return IsFalse() ? Truth::kFalse : Truth::kUnknown;
}

absl::Time Value::time() const { return absl::UnixEpoch() + duration(); }

absl::Duration Value::duration() const {
  return absl::Seconds(low_.i) + absl::Nanoseconds(high_.i);
}

Value Value::WithSupport(const Support* support) const {
  Value value = *this;
  value.support_ = support;
  return value;
}

std::string Value::ToText() const {
  if (kind_ == ValueKind::kError) return absl::StrCat("error: ", error_text());
  if (kind_ == ValueKind::kInt) return RangeText(int_range(), {INT32_MIN, INT32_MAX});
  if (kind_ == ValueKind::kUint) return RangeText(uint_range(), {0, UINT32_MAX});
  if (kind_ == ValueKind::kDouble) return RangeText(double_range(), kAnyDouble);
  if (kind_ == ValueKind::kDate) return DaysToText(days());
  if (kind_ == ValueKind::kList) return ListText(list());
  if (is_unknown_) return "unknown";
  switch (kind_) {
    case ValueKind::kNull:
      return "null";
    case ValueKind::kBool:
      return IsTrue() ? "yes" : "no";
    case ValueKind::kString:
      return std::string(text());
    case ValueKind::kBytes:
      return absl::StrCat(text().size(), " bytes");
    case ValueKind::kTimestamp:
      return absl::FormatTime(time(), absl::UTCTimeZone());
    case ValueKind::kDuration:
      return absl::FormatDuration(duration());
    case ValueKind::kMap:
      return absl::StrCat(map().entries.size(), " entries");
    default:
      return "recorded";
  }
}

}  // namespace risk::evaluation
