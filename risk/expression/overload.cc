#include "risk/expression/overload.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/expression/relation.h"

namespace risk::expression {
namespace {

// What an operand may be: a kind, or one of these.
enum class Want : uint8_t {
  kNothing,
  kBool,
  kInt,
  kUint,
  kDouble,
  kString,
  kBytes,
  kTimestamp,
  kDuration,
  kDate,
  kList,
  kMap,
  kInts,     // list of int
  kDoubles,  // list of double
  kDates,    // list of date
  kStrings,  // list of string
  kAny,
};

struct Overload {
  Op op;
  Kind result;
  Want operands[3] = {Want::kNothing, Want::kNothing, Want::kNothing};
};

constexpr Overload kOverloads[] = {
    {Op::kNot, Kind::kBool, {Want::kBool}},
    {Op::kAdd, Kind::kInt, {Want::kInt, Want::kInt}},
    {Op::kAdd, Kind::kUint, {Want::kUint, Want::kUint}},
    {Op::kAdd, Kind::kDouble, {Want::kDouble, Want::kDouble}},
    {Op::kAdd, Kind::kString, {Want::kString, Want::kString}},
    {Op::kAdd, Kind::kBytes, {Want::kBytes, Want::kBytes}},
    {Op::kAdd, Kind::kTimestamp, {Want::kTimestamp, Want::kDuration}},
    {Op::kAdd, Kind::kTimestamp, {Want::kDuration, Want::kTimestamp}},
    {Op::kAdd, Kind::kDuration, {Want::kDuration, Want::kDuration}},
    {Op::kAdd, Kind::kList, {Want::kList, Want::kList}},
    {Op::kSubtract, Kind::kInt, {Want::kInt, Want::kInt}},
    {Op::kSubtract, Kind::kUint, {Want::kUint, Want::kUint}},
    {Op::kSubtract, Kind::kDouble, {Want::kDouble, Want::kDouble}},
    {Op::kSubtract, Kind::kTimestamp, {Want::kTimestamp, Want::kDuration}},
    {Op::kSubtract, Kind::kDuration, {Want::kTimestamp, Want::kTimestamp}},
    {Op::kSubtract, Kind::kDuration, {Want::kDuration, Want::kDuration}},
    {Op::kMultiply, Kind::kInt, {Want::kInt, Want::kInt}},
    {Op::kMultiply, Kind::kUint, {Want::kUint, Want::kUint}},
    {Op::kMultiply, Kind::kDouble, {Want::kDouble, Want::kDouble}},
    {Op::kDivide, Kind::kInt, {Want::kInt, Want::kInt}},
    {Op::kDivide, Kind::kUint, {Want::kUint, Want::kUint}},
    {Op::kDivide, Kind::kDouble, {Want::kDouble, Want::kDouble}},
    {Op::kModulo, Kind::kInt, {Want::kInt, Want::kInt}},
    {Op::kModulo, Kind::kUint, {Want::kUint, Want::kUint}},
    {Op::kNegate, Kind::kInt, {Want::kInt}},
    {Op::kNegate, Kind::kDouble, {Want::kDouble}},
    {Op::kSize, Kind::kInt, {Want::kString}},
    {Op::kSize, Kind::kInt, {Want::kBytes}},
    {Op::kSize, Kind::kInt, {Want::kList}},
    {Op::kSize, Kind::kInt, {Want::kMap}},
    {Op::kToBool, Kind::kBool, {Want::kBool}},
    {Op::kToBool, Kind::kBool, {Want::kString}},
    {Op::kToInt, Kind::kInt, {Want::kInt}},
    {Op::kToInt, Kind::kInt, {Want::kUint}},
    {Op::kToInt, Kind::kInt, {Want::kDouble}},
    {Op::kToInt, Kind::kInt, {Want::kString}},
    {Op::kToInt, Kind::kInt, {Want::kTimestamp}},
    {Op::kToUint, Kind::kUint, {Want::kUint}},
    {Op::kToUint, Kind::kUint, {Want::kInt}},
    {Op::kToUint, Kind::kUint, {Want::kDouble}},
    {Op::kToUint, Kind::kUint, {Want::kString}},
    {Op::kToDouble, Kind::kDouble, {Want::kDouble}},
    {Op::kToDouble, Kind::kDouble, {Want::kInt}},
    {Op::kToDouble, Kind::kDouble, {Want::kUint}},
    {Op::kToDouble, Kind::kDouble, {Want::kString}},
    {Op::kToString, Kind::kString, {Want::kString}},
    {Op::kToString, Kind::kString, {Want::kInt}},
    {Op::kToString, Kind::kString, {Want::kUint}},
    {Op::kToString, Kind::kString, {Want::kDouble}},
    {Op::kToString, Kind::kString, {Want::kBool}},
    {Op::kToString, Kind::kString, {Want::kBytes}},
    {Op::kToString, Kind::kString, {Want::kTimestamp}},
    {Op::kToString, Kind::kString, {Want::kDuration}},
    {Op::kToBytes, Kind::kBytes, {Want::kBytes}},
    {Op::kToBytes, Kind::kBytes, {Want::kString}},
    {Op::kToTimestamp, Kind::kTimestamp, {Want::kTimestamp}},
    {Op::kToTimestamp, Kind::kTimestamp, {Want::kString}},
    {Op::kToTimestamp, Kind::kTimestamp, {Want::kInt}},
    {Op::kToDuration, Kind::kDuration, {Want::kDuration}},
    {Op::kToDuration, Kind::kDuration, {Want::kString}},
    {Op::kToDyn, Kind::kDyn, {Want::kAny}},
    {Op::kContains, Kind::kBool, {Want::kString, Want::kString}},
    {Op::kStartsWith, Kind::kBool, {Want::kString, Want::kString}},
    {Op::kEndsWith, Kind::kBool, {Want::kString, Want::kString}},
    {Op::kMatches, Kind::kBool, {Want::kString, Want::kString}},
    {Op::kUpperAscii, Kind::kString, {Want::kString}},
    {Op::kLowerAscii, Kind::kString, {Want::kString}},
    {Op::kTrim, Kind::kString, {Want::kString}},
    {Op::kIndexOf, Kind::kInt, {Want::kString, Want::kString}},
    {Op::kIndexOf, Kind::kInt, {Want::kString, Want::kString, Want::kInt}},
    {Op::kSplit, Kind::kList, {Want::kString, Want::kString}},
    {Op::kSplit, Kind::kList, {Want::kString, Want::kString, Want::kInt}},
    {Op::kIsDigits, Kind::kBool, {Want::kString}},
    {Op::kJoin, Kind::kString, {Want::kStrings}},
    {Op::kJoin, Kind::kString, {Want::kStrings, Want::kString}},
    {Op::kGetFullYear, Kind::kInt, {Want::kTimestamp}},
    {Op::kGetMonth, Kind::kInt, {Want::kTimestamp}},
    {Op::kGetDate, Kind::kInt, {Want::kTimestamp}},
    {Op::kGetDayOfMonth, Kind::kInt, {Want::kTimestamp}},
    {Op::kGetDayOfWeek, Kind::kInt, {Want::kTimestamp}},
    {Op::kGetDayOfYear, Kind::kInt, {Want::kTimestamp}},
    {Op::kGetHours, Kind::kInt, {Want::kTimestamp}},
    {Op::kGetHours, Kind::kInt, {Want::kDuration}},
    {Op::kGetMinutes, Kind::kInt, {Want::kTimestamp}},
    {Op::kGetMinutes, Kind::kInt, {Want::kDuration}},
    {Op::kGetSeconds, Kind::kInt, {Want::kTimestamp}},
    {Op::kGetSeconds, Kind::kInt, {Want::kDuration}},
    {Op::kGetMilliseconds, Kind::kInt, {Want::kTimestamp}},
    {Op::kGetMilliseconds, Kind::kInt, {Want::kDuration}},
    {Op::kToDate, Kind::kDate, {Want::kString}},
    {Op::kDaysBetween, Kind::kInt, {Want::kDate, Want::kDate}},
    {Op::kMonthsBetween, Kind::kInt, {Want::kDate, Want::kDate}},
    {Op::kYearsBetween, Kind::kInt, {Want::kDate, Want::kDate}},
    {Op::kAddDays, Kind::kDate, {Want::kDate, Want::kInt}},
    {Op::kAddMonths, Kind::kDate, {Want::kDate, Want::kInt}},
    {Op::kAddYears, Kind::kDate, {Want::kDate, Want::kInt}},
    {Op::kAddWorkingDays, Kind::kDate, {Want::kDate, Want::kInt}},
    {Op::kWorkingDaysBetween, Kind::kInt, {Want::kDate, Want::kDate}},
    {Op::kEarliest, Kind::kDate, {Want::kDates}},
    {Op::kLatest, Kind::kDate, {Want::kDates}},
    {Op::kSum, Kind::kInt, {Want::kInts}},
    {Op::kSum, Kind::kDouble, {Want::kDoubles}},
    {Op::kLeast, Kind::kInt, {Want::kInt, Want::kInt}},
    {Op::kLeast, Kind::kDouble, {Want::kDouble, Want::kDouble}},
    {Op::kGreatest, Kind::kInt, {Want::kInt, Want::kInt}},
    {Op::kGreatest, Kind::kDouble, {Want::kDouble, Want::kDouble}},
    {Op::kLn, Kind::kDouble, {Want::kDouble}},
    {Op::kExp, Kind::kDouble, {Want::kDouble}},
    {Op::kRound, Kind::kDouble, {Want::kDouble, Want::kInt}},
    {Op::kOccasions, Kind::kInt, {Want::kList}},
    {Op::kKnown, Kind::kBool, {Want::kAny}},
    {Op::kCertainly, Kind::kBool, {Want::kBool}},
    {Op::kRecorded, Kind::kBool, {Want::kAny}},
    {Op::kComplete, Kind::kBool, {Want::kList}},
};

constexpr const char* kWantNames[] = {
    "",         "bool", "int",  "uint", "double",    "string",       "bytes",      "timestamp",
    "duration", "date", "list", "map",  "list(int)", "list(double)", "list(date)",
    "list(string)", "any"};

constexpr Kind kWantKinds[] = {Kind::kDyn,      Kind::kBool,   Kind::kInt,   Kind::kUint,
                               Kind::kDouble,   Kind::kString, Kind::kBytes, Kind::kTimestamp,
                               Kind::kDuration, Kind::kDate,   Kind::kList,  Kind::kMap};

bool IsListOf(Kind element, const Type& type) {
  if (!type.Is(Kind::kList)) return false;
  return type.element().Is(element) || type.element().Is(Kind::kDyn);
}

bool Matches(Want want, const Type& type) {
  if (want == Want::kNothing) return false;
  if (want == Want::kAny || type.Is(Kind::kDyn)) return true;
  if (want == Want::kInts) return IsListOf(Kind::kInt, type);
  if (want == Want::kDoubles) return IsListOf(Kind::kDouble, type);
  if (want == Want::kDates) return IsListOf(Kind::kDate, type);
  if (want == Want::kStrings) return IsListOf(Kind::kString, type);
  return type.Is(kWantKinds[static_cast<size_t>(want)]);
}

size_t Count(const Overload& overload) {
  size_t count = 0;
  while (count < 3 && overload.operands[count] != Want::kNothing) ++count;
  return count;
}

// least and greatest take any number of operands from two on.
bool IsVariadic(Op op) { return op == Op::kLeast || op == Op::kGreatest; }

bool Matches(const Overload& overload, const std::vector<const Type*>& operands) {
  size_t count = Count(overload);
  if (IsVariadic(overload.op) ? operands.size() < count : operands.size() != count) return false;
  for (size_t i = 0; i < operands.size(); ++i) {
    if (!Matches(overload.operands[std::min(i, count - 1)], *operands[i])) return false;
  }
  return true;
}

Type ResultType(const Overload& overload, const std::vector<const Type*>& operands) {
  if (overload.result != Kind::kList) return Type::Of(overload.result);
  if (overload.op == Op::kSplit) return Type::List(Type::Of(Kind::kString));
  if (!operands[0]->Is(Kind::kList) || !operands[1]->Is(Kind::kList)) return Type::List(Type());
  const Type& left = operands[0]->element();
  const Type& right = operands[1]->element();
  return Type::List(Join(left, right));
}

constexpr FunctionEntry kFunctions[] = {
    {"size", Op::kSize, Style::kEither},
    {"bool", Op::kToBool, Style::kGlobal},
    {"int", Op::kToInt, Style::kGlobal},
    {"uint", Op::kToUint, Style::kGlobal},
    {"double", Op::kToDouble, Style::kGlobal},
    {"string", Op::kToString, Style::kGlobal},
    {"bytes", Op::kToBytes, Style::kGlobal},
    {"timestamp", Op::kToTimestamp, Style::kGlobal},
    {"duration", Op::kToDuration, Style::kGlobal},
    {"dyn", Op::kToDyn, Style::kGlobal},
    {"contains", Op::kContains, Style::kReceiver},
    {"startsWith", Op::kStartsWith, Style::kReceiver},
    {"endsWith", Op::kEndsWith, Style::kReceiver},
    {"matches", Op::kMatches, Style::kEither},
    {"upperAscii", Op::kUpperAscii, Style::kReceiver},
    {"lowerAscii", Op::kLowerAscii, Style::kReceiver},
    {"trim", Op::kTrim, Style::kReceiver},
    {"indexOf", Op::kIndexOf, Style::kReceiver},
    {"split", Op::kSplit, Style::kReceiver},
    {"is_digits", Op::kIsDigits, Style::kGlobal},
    {"join", Op::kJoin, Style::kReceiver},
    {"getFullYear", Op::kGetFullYear, Style::kReceiver},
    {"getMonth", Op::kGetMonth, Style::kReceiver},
    {"getDate", Op::kGetDate, Style::kReceiver},
    {"getDayOfMonth", Op::kGetDayOfMonth, Style::kReceiver},
    {"getDayOfWeek", Op::kGetDayOfWeek, Style::kReceiver},
    {"getDayOfYear", Op::kGetDayOfYear, Style::kReceiver},
    {"getHours", Op::kGetHours, Style::kReceiver},
    {"getMinutes", Op::kGetMinutes, Style::kReceiver},
    {"getSeconds", Op::kGetSeconds, Style::kReceiver},
    {"getMilliseconds", Op::kGetMilliseconds, Style::kReceiver},
    {"date", Op::kToDate, Style::kGlobal},
    {"days_between", Op::kDaysBetween, Style::kGlobal},
    {"months_between", Op::kMonthsBetween, Style::kGlobal},
    {"years_between", Op::kYearsBetween, Style::kGlobal},
    {"add_days", Op::kAddDays, Style::kGlobal},
    {"add_months", Op::kAddMonths, Style::kGlobal},
    {"add_years", Op::kAddYears, Style::kGlobal},
    {"add_working_days", Op::kAddWorkingDays, Style::kGlobal},
    {"working_days_between", Op::kWorkingDaysBetween, Style::kGlobal},
    {"earliest", Op::kEarliest, Style::kGlobal},
    {"latest", Op::kLatest, Style::kGlobal},
    {"sum", Op::kSum, Style::kGlobal},
    {"least", Op::kLeast, Style::kGlobal},
    {"greatest", Op::kGreatest, Style::kGlobal},
    {"ln", Op::kLn, Style::kGlobal},
    {"exp", Op::kExp, Style::kGlobal},
    {"round", Op::kRound, Style::kGlobal},
    {"lookup", Op::kLookup, Style::kGlobal},
    {"occasions", Op::kOccasions, Style::kGlobal},
    {"known", Op::kKnown, Style::kGlobal},
    {"certainly", Op::kCertainly, Style::kGlobal},
    {"recorded", Op::kRecorded, Style::kGlobal},
    {"complete", Op::kComplete, Style::kGlobal},
};

}  // namespace

const FunctionEntry* FindBuiltin(absl::string_view name) {
  for (const FunctionEntry& entry : kFunctions) {
    if (entry.name == name) return &entry;
  }
  return nullptr;
}

std::vector<std::string> BuiltinNames() {
  std::vector<std::string> names = {"has", "exists", "all", "exists_one", "filter", "map"};
  for (const FunctionEntry& entry : kFunctions) names.emplace_back(entry.name);
  return names;
}

std::optional<Type> ResultOf(Op op, const std::vector<const Type*>& operands) {
  std::optional<Type> result;
  for (const Overload& overload : kOverloads) {
    if (overload.op != op || !Matches(overload, operands)) continue;
    Type type = ResultType(overload, operands);
    if (result.has_value() && *result != type) return Type();
    result = type;
  }
  return result;
}

bool TakesCount(Op op, size_t count) {
  for (const Overload& overload : kOverloads) {
    if (overload.op != op) continue;
    if (Count(overload) == count || (IsVariadic(op) && count > Count(overload))) return true;
  }
  return false;
}

std::string DescribeOperands(Op op) {
  std::vector<std::string> all;
  for (const Overload& overload : kOverloads) {
    if (overload.op != op) continue;
    std::vector<std::string> names;
    for (Want want : overload.operands) {
      if (want != Want::kNothing) names.push_back(kWantNames[static_cast<size_t>(want)]);
    }
    if (IsVariadic(op)) names.push_back("...");
    all.push_back(absl::StrCat("(", absl::StrJoin(names, ", "), ")"));
  }
  if (all.empty()) return "";
  std::string last = all.back();
  all.pop_back();
  return all.empty() ? last : absl::StrCat(absl::StrJoin(all, ", "), " or ", last);
}

}  // namespace risk::expression
