// The result of an expression: a value, a range of values that it lies in, or an error.
//
//   Value v = Evaluate(expression, activation, evaluation);
//   if (v.is_error()) …v.error_text();
//   else if (v.kind() == ValueKind::kBool) switch (v.truth()) { … }
//   else if (v.kind() == ValueKind::kInt) { int64_t low = v.int_range().low; … }
//
// Missing: a bool is true, false or unknown; numbers and dates are ranges; a list may be open and
// hold
//   elements whose membership is undecided; a value of any other kind is known or unknown.
// Memory: a value is 32 bytes and trivially copied. Texts, lists and messages are views into the
// record and
//   into the Evaluation that made the value, and live as long as both.
#ifndef RISK_EVALUATION_VALUE_VALUE_H_
#define RISK_EVALUATION_VALUE_VALUE_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "risk/evaluation/value/date_arithmetic.h"
#include "risk/evaluation/value/interval.h"
#include "risk/evaluation/value/truth.h"

namespace risk::evaluation {

struct ListValue;   // container.h
struct MapValue;    // container.h
struct MessageRef;  // container.h
struct Support;     // support.h

enum class ValueKind : uint8_t {
  kError,
  kDyn,  // unknown, and of a kind that is not known either
  kNull,
  kBool,
  kInt,  // also every enum
  kUint,
  kDouble,
  kString,
  kBytes,
  kTimestamp,
  kDuration,
  kDate,
  kList,
  kMap,
  kMessage,  // a message that is absent is undecided, and so is all that is read from it
};

// Stable: a caller may match on them.
enum class ErrorCode : uint8_t {
  kNone,
  kOverflow,
  kDivisionByZero,
  kNoSuchKey,        // of a map or a table
  kIndexOutOfRange,  // of a list; also earliest and latest of an empty list
  kNoSuchField,
  kNoSuchOverload,   // operands of kinds that do not go together, found only when run
  kBadConversion,    // int("x"), timestamp("yesterday"), a value out of range
  kOutsideCalendar,  // working days beyond what the calendar covers, or no calendar
  kNoValue,          // a variable that the caller gave no value
  kTooExpensive,     // the step budget is used up
};

class Value {
 public:
  Value() : Value(ValueKind::kDyn, true) {}

  static Value Error(ErrorCode code, absl::string_view text);  // `text` must outlive the value
  static Value Unknown(ValueKind kind);  // with the whole range for a bool, a number or a date
  static Value Null() { return Value(ValueKind::kNull, false); }
  static Value Bool(bool value);
  static Value Bool(Truth truth);  // not kError
  static Value Int(int64_t value) { return Int(IntRange{value, value}); }
  static Value Int(IntRange range);
  static Value Uint(uint64_t value) { return Uint(UintRange{value, value}); }
  static Value Uint(UintRange range);
  static Value Double(double value) { return Double(DoubleRange{value, value}); }
  static Value Double(DoubleRange range);
  static Value String(absl::string_view text);
  static Value Bytes(absl::string_view bytes);
  static Value Timestamp(absl::Time time);
  static Value Duration(absl::Duration duration);
  static Value Date(Days days);
  static Value List(const ListValue* list);
  static Value Map(const MapValue* map);
  static Value Message(const MessageRef* message);

  ValueKind kind() const { return kind_; }
  bool Is(ValueKind kind) const { return kind_ == kind; }
  bool is_error() const { return kind_ == ValueKind::kError; }
  // Neither an error nor in any way open: one value. A list is decided if it is closed and the
  // membership of its elements is; its elements may be undecided.
  bool is_decided() const;
  bool IsTrue() const { return kind_ == ValueKind::kBool && low_.i == 1; }
  bool IsFalse() const { return kind_ == ValueKind::kBool && high_.i == 0; }

  // Of a value of the kind in question, decided where the type has no room for a range.
  Truth truth() const;  // of any value: kError for an error, kUnknown for another kind
  IntRange int_range() const { return {low_.i, high_.i}; }
  UintRange uint_range() const { return {low_.u, high_.u}; }
  DoubleRange double_range() const { return {low_.d, high_.d}; }
  Days days() const { return {low_.i, high_.i}; }
  absl::string_view text() const { return {low_.text, static_cast<size_t>(high_.u)}; }
  absl::Time time() const;
  absl::Duration duration() const;
  const ListValue& list() const { return *low_.list; }
  const MapValue& map() const { return *low_.map; }
  const MessageRef& message() const { return *low_.message; }
  ErrorCode error_code() const { return code_; }
  absl::string_view error_text() const { return text(); }

  // What the value rests on; null if the evaluation did not track it, or it rests on nothing.
  const Support* support() const { return support_; }
  Value WithSupport(const Support* support) const;

  // For people: "yes", "no", "3", "3 to 5", "at least 3", "2021-06", "unknown". For a bool and
  // within reports only; enums are shown as numbers.
  std::string ToText() const;

 private:
  Value(ValueKind kind, bool is_unknown) : kind_(kind), is_unknown_(is_unknown) {}

  union Word {
    int64_t i;
    uint64_t u;
    double d;
    const char* text;
    const ListValue* list;
    const MapValue* map;
    const MessageRef* message;
  };
  ValueKind kind_;
  bool is_unknown_;
  ErrorCode code_ = ErrorCode::kNone;
  Word low_ = {0};
  Word high_ = {0};
  const Support* support_ = nullptr;
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_VALUE_VALUE_H_
