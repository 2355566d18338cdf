#include "tests/evaluation/containment.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "risk/evaluation/value/container.h"
#include "risk/evaluation/value/date_arithmetic.h"

namespace risk::test {
namespace {

using evaluation::Value;
using evaluation::ValueKind;
using Kind = NaiveValue::Kind;

template <typename Range, typename T>
bool Within(const Range& range, T value) {
  return (range.low <= value && value <= range.high) || (value != value);
}

}  // namespace

bool Holds(const Value& range, const NaiveValue& value) {
  if (value.kind == Kind::kError) return true;
  switch (range.kind()) {
    case ValueKind::kDyn:
      return true;
    case ValueKind::kBool:
      return value.kind == Kind::kBool && !(value.truth ? range.IsFalse() : range.IsTrue());
    case ValueKind::kInt:
      return value.kind == Kind::kInt && Within(range.int_range(), value.number);
    case ValueKind::kDouble:
      return value.kind == Kind::kDouble && Within(range.double_range(), value.real);
    case ValueKind::kDate:
      return value.kind == Kind::kDate && range.days().first <= value.number &&
             value.number <= range.days().last;
    case ValueKind::kString:
      return value.kind == Kind::kText && (!range.is_decided() || range.text() == value.text);
    default:
      return false;
  }
}

bool Holds(const Value& wide, const Value& narrow) {
  if (narrow.is_error() || wide.Is(ValueKind::kDyn)) return true;
  if (wide.kind() != narrow.kind()) return false;
  switch (wide.kind()) {
    case ValueKind::kBool:
      return !wide.is_decided() || wide.truth() == narrow.truth();
    case ValueKind::kInt:
      return wide.int_range().low <= narrow.int_range().low &&
             narrow.int_range().high <= wide.int_range().high;
    case ValueKind::kDouble:
      return (wide.double_range().low <= narrow.double_range().low &&
              narrow.double_range().high <= wide.double_range().high) ||
             narrow.double_range().low != narrow.double_range().low;
    case ValueKind::kDate:
      return wide.days().first <= narrow.days().first && narrow.days().last <= wide.days().last;
    case ValueKind::kString:
      return !wide.is_decided() || (narrow.is_decided() && wide.text() == narrow.text());
    default:
      return false;
  }
}

bool IsExactly(const Value& value, const NaiveValue& expected) {
  if (expected.kind == Kind::kError || value.is_error()) {
    return expected.kind == Kind::kError && value.is_error();
  }
  return value.is_decided() && Holds(value, expected);
}

std::string Show(const NaiveValue& value) {
  switch (value.kind) {
    case Kind::kError:
      return "error";
    case Kind::kBool:
      return value.truth ? "yes" : "no";
    case Kind::kInt:
      return absl::StrCat(value.number);
    case Kind::kDouble:
      return absl::StrCat(value.real);
    case Kind::kText:
      return value.text;
    case Kind::kDate:
      return schema::DaysToText({value.number, value.number});
    default:
      return "a list or a message";
  }
}

std::vector<std::string> FieldsOf(const expression::CheckedExpression& expression) {
  std::set<std::string> names = {"none"};  // never empty, which would mean all
  for (const expression::FieldPath& path : expression.paths()) {
    bool is_item = path[0]->name() == "items";
    for (const google::protobuf::FieldDescriptor* field : path) {
      names.insert(is_item && field->name() == "color" ? "item_color" : field->name());
    }
  }
  return {names.begin(), names.end()};
}

NaiveWorld NaiveWorldOver(const SmallRecord& completed, const Choose& choose) {
  NaiveWorld world;
  world.record = &completed;
  world.variables = {NaiveDate(evaluation::DayOf({2021, 6, 15})), NaiveBool(choose(2) == 1),
                     NaiveInt(1)};
  world.table = {{"a", 1.5}, {"b", 4}};
  world.otherwise = 0.5;
  return world;
}

}  // namespace risk::test
