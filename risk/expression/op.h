// The operations of the language: one per operator or function, whatever the types of its operands.
// The operands' static types tell which overload is meant (kDyn: decide at run time).
#ifndef RISK_EXPRESSION_OP_H_
#define RISK_EXPRESSION_OP_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace risk::expression {

enum class Op : uint8_t {
  kNone,
  // Logic. And and Or have two or more operands: a chain `a && b && c` is one node.
  kAnd,
  kOr,
  kNot,
  kConditional,  // condition, then, else
  // Comparison: two operands. Numbers compare across int, uint and double by value.
  kEq,
  kNe,
  kLt,
  kLe,
  kGt,
  kGe,
  kIn,  // element, list | key, map
  // Arithmetic. Add: numbers, string, bytes, list, timestamp and duration. Subtract: numbers,
  // times.
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kModulo,
  kNegate,
  kIndex,  // list, int | map, key
  kSize,   // string (code points), bytes, list, map
  // Conversions: one operand.
  kToBool,
  kToInt,
  kToUint,
  kToDouble,
  kToString,
  kToBytes,
  kToTimestamp,
  kToDuration,
  kToDyn,
  // Strings: receiver, argument.
  kContains,
  kStartsWith,
  kEndsWith,
  kMatches,     // text, regular expression (Node::pattern): whether a part of the text matches
  // Of the strings extension.
  kUpperAscii,
  kLowerAscii,
  kTrim,     // without white space at both ends
  kIndexOf,  // text, part[, from where]: in code points, -1 if there is none
  kSplit,    // text, separator[, at most how many]: a list of texts
  kJoin,     // list of texts[, text between two]
  kIsDigits,  // a text of one or more digits 0 to 9; ours
  // Parts of a timestamp in Node::zone, or of a duration (the last four). One operand.
  kGetFullYear,
  kGetMonth,       // 0 to 11
  kGetDate,        // 1 to 31
  kGetDayOfMonth,  // 0 to 30
  kGetDayOfWeek,   // 0 is Sunday
  kGetDayOfYear,   // 0 to 365
  kGetHours,
  kGetMinutes,
  kGetSeconds,
  kGetMilliseconds,
  // Dates.
  kToDate,         // date(string); a literal argument has become a constant
  kDaysBetween,    // (a, b): b - a in days
  kMonthsBetween,  // completed months from a to b
  kYearsBetween,
  kAddDays,
  kAddMonths,
  kAddYears,
  kAddWorkingDays,
  kWorkingDaysBetween,
  kEarliest,  // list of dates
  kLatest,
  // Numbers.
  kSum,    // list of numbers
  kLeast,  // two or more numbers, all int or all double
  kGreatest,
  kLn,     // natural logarithm
  kExp,
  kRound,  // (number, decimals): half up, away from zero
  kLookup,  // table Node::name (index Node::variable), key
  kOccasions,  // list of rows of a view: how many occasions they are
  // The record itself: epistemic, see CheckedExpression::is_epistemic.
  kKnown,
  kCertainly,  // known and true
  kRecorded,  // operand: a select; an Answer or Date operand has message type here
  kComplete,  // operand: a select of a repeated field
};

// The operator or function as written: "&&", "size", "days_between".
absl::string_view OpName(Op op);

}  // namespace risk::expression

#endif  // RISK_EXPRESSION_OP_H_
