#include "risk/edition/values.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "risk/edition/reasons.h"
#include "risk/evaluation/value/date_arithmetic.h"

namespace risk::edition {
namespace {

using evaluation::kNoFirstDay;
using evaluation::kNoLastDay;
using expression::Constant;
using expression::Days;
using expression::Kind;
using expression::Type;
using Value = v1::Parameter::Value;

std::optional<int> Part(bool is_set, int value) {
  return is_set ? std::optional<int>(value) : std::nullopt;
}

bool Exists(const v1::Date& date) {
  if (!date.has_year() || (date.has_day() && !date.has_month())) return false;
  return evaluation::IsDate(date.year(), date.has_month() ? date.month() : 1,
                            date.has_day() ? date.day() : 1);
}

// A value of a parameter and where it stands.
struct Stretch {
  Days days;
  At at;
};

Type TypeOf(Value::KindCase kind) {
  switch (kind) {
    case Value::kInt:
      return Type::Of(Kind::kInt);
    case Value::kNumber:
      return Type::Of(Kind::kDouble);
    case Value::kText:
      return Type::Of(Kind::kString);
    case Value::kFlag:
      return Type::Of(Kind::kBool);
    case Value::kDate:
      return Type::Of(Kind::kDate);
    case Value::KIND_NOT_SET:
      break;
  }
  return Type();
}

std::optional<Constant> ConstantOf(Draft& draft, const At& at, const Value& value) {
  switch (value.kind_case()) {
    case Value::kInt:
      return Constant(static_cast<int64_t>(value.int_()));
    case Value::kNumber:
      if (std::isfinite(value.number())) return Constant(value.number());
      draft.reporter.Error(at.Child("number").Value(), "bad-number", "not a finite number");
      return std::nullopt;
    case Value::kText:
      return Constant(value.text());
    case Value::kFlag:
      return Constant(value.flag());
    case Value::kDate: {
      std::optional<Days> days = DaysOf(draft, at.Child("date"), value.date(), false);
      return days ? std::optional<Constant>(*days) : std::nullopt;
    }
    case Value::KIND_NOT_SET:
      break;
  }
  bool is_misspelt = false;
  for (const char* kind : {"int", "number", "text", "flag", "date"}) is_misspelt |= at.Has(kind);
  if (!is_misspelt) {
    draft.reporter.Error(at.Name(), "missing-field", "value without a value",
                         "one of int, number, text, flag and date");
  }
  return std::nullopt;
}

// Overlaps are errors; so are gaps while the edition is in force, where a rule would have no value.
void CheckStretches(Draft& draft, const Placed<v1::Parameter>& placed,
                    std::vector<Stretch> stretches) {
  std::sort(stretches.begin(), stretches.end(),
            [](const Stretch& a, const Stretch& b) { return a.days.first < b.days.first; });
  const At id = placed.at.Child("id");
  auto gap = [&](int64_t first, int64_t last) {
    Days missing{std::max(first, draft.in_force.first), std::min(last, draft.in_force.last)};
    if (missing.first > missing.last) return;
    draft.reporter.Error(id.Value(), "period-gap",
                         absl::StrCat("\"", placed.text->id(), "\" has no value for some days: ",
                                      evaluation::DaysToText(missing)),
                         "the edition is in force then");
  };
  int64_t covered = kNoFirstDay;  // the first day without a value so far
  for (size_t i = 0; i < stretches.size(); ++i) {
    const Days& days = stretches[i].days;
    if (i > 0 && days.first <= stretches[i - 1].days.last) {
      draft.reporter
          .Error(stretches[i].at.Name(), "period-overlap",
                 absl::StrCat("two values of \"", placed.text->id(), "\" are in force at once"))
          .other.push_back(stretches[i - 1].at.Name());
    } else if (days.first > covered) {
      gap(covered, days.first - 1);
    }
    if (days.last == kNoLastDay) return;
    covered = std::max(covered, days.last + 1);
  }
  gap(covered, kNoLastDay);
}

void BuildParameter(Draft& draft, const Placed<v1::Parameter>& placed, Parameter& parameter) {
  const v1::Parameter& text = *placed.text;
  RequireBecause(draft, placed.at);
  RequireSource(draft, placed.at);
  RequireField(draft, placed.at, "value");
  std::vector<Stretch> stretches;
  for (int i = 0; i < text.value_size(); ++i) {
    const Value& value = text.value(i);
    const At at = placed.at.Child("value", i);
    std::optional<Days> days = DaysOf(draft, at.Child("in_force"), value.in_force());
    std::optional<Constant> constant = ConstantOf(draft, at, value);
    if (!constant) continue;
    const Type type = TypeOf(value.kind_case());
    if (parameter.type.Is(Kind::kDyn)) parameter.type = type;
    if (parameter.type != type) {
      draft.reporter
          .Error(at.Name(), "mixed-kinds",
                 absl::StrCat("a value of type ", type.ToString(), " in a parameter of type ",
                              parameter.type.ToString()))
          .other.push_back(placed.at.Child("value", 0).Name());
    }
    if (!days) continue;
    stretches.push_back({*days, at});
    parameter.values.push_back({days->first, days->last, *std::move(constant)});
  }
  std::sort(parameter.values.begin(), parameter.values.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  if (static_cast<int>(stretches.size()) == text.value_size() && !stretches.empty()) {
    CheckStretches(draft, placed, std::move(stretches));
  }
}

}  // namespace

std::optional<Days> DaysOf(Draft& draft, const At& at, const v1::Date& date, bool must_be_full) {
  if (!Exists(date)) {
    draft.reporter.Error(at.Value(), "bad-date", "there is no such date",
                         "year 1 to 9999, month 1 to 12 and a day that the month has");
    return std::nullopt;
  }
  if (must_be_full && !date.has_day()) {
    draft.reporter.Error(at.Value(), "bad-date", "a full date is needed: year, month and day");
    return std::nullopt;
  }
  return evaluation::DaysOfParts(Part(date.has_year(), date.year()),
                                 Part(date.has_month(), date.month()),
                                 Part(date.has_day(), date.day()));
}

std::optional<Days> DaysOf(Draft& draft, const At& at, const v1::Period& period) {
  std::optional<Days> from = Days{kNoFirstDay, kNoFirstDay};
  std::optional<Days> to = Days{kNoLastDay, kNoLastDay};
  if (period.has_from()) from = DaysOf(draft, at.Child("from"), period.from(), false);
  if (period.has_to()) to = DaysOf(draft, at.Child("to"), period.to(), false);
  if (!from || !to) return std::nullopt;
  if (from->first > to->last) {
    draft.reporter.Error(at.Name(), "bad-date", "the period ends before it begins");
    return std::nullopt;
  }
  return Days{from->first, to->last};
}

void BuildParameters(Draft& draft) {
  for (const Placed<v1::Parameter>& placed : draft.parameters) {
    Parameter& parameter = draft.parts.parameters.emplace_back();
    parameter.text = placed.text;
    parameter.at = draft.LocationOf(placed.at);
    BuildParameter(draft, placed, parameter);
  }
}

void BuildTables(Draft& draft) {
  for (const Placed<v1::Table>& placed : draft.tables) {
    Table& table = draft.parts.tables.emplace_back();
    table.text = placed.text;
    table.at = draft.LocationOf(placed.at);
    RequireBecause(draft, placed.at);
    RequireSource(draft, placed.at);
    RequireField(draft, placed.at, "row");
    if (placed.text->has_otherwise()) table.numbers.otherwise = placed.text->otherwise();
    std::map<std::string, const SourceNode*> first;
    int index = 0;
    for (const SourceNode& node : placed.at.node().children) {
      if (node.field != "row" || node.is_left_out) continue;
      if (index == placed.text->row_size()) break;
      const v1::Table::Row& row = placed.text->row(index++);
      const At at(&placed.at.file(), &node);
      RequireField(draft, at, "number");
      if (!std::isfinite(row.number())) {
        draft.reporter.Error(at.Child("number").Value(), "bad-number", "not a finite number");
      }
      auto [place, is_new] = first.emplace(row.key(), &node);
      if (is_new) {
        table.numbers.rows.emplace(row.key(), row.number());
        continue;
      }
      draft.reporter
          .Error(at.Child("key").Value(), "duplicate-row",
                 absl::StrCat("two rows for the key \"", row.key(), "\""))
          .other.push_back(At(&placed.at.file(), place->second).Child("key").Value());
    }
  }
}

namespace {

void BuildHolidays(Draft& draft, const Placed<v1::Calendar>& placed, Days covers) {
  std::map<int64_t, int> first;
  for (int i = 0; i < placed.text->holiday_size(); ++i) {
    const At at = placed.at.Child("holiday", i);
    std::optional<Days> days = DaysOf(draft, at, placed.text->holiday(i), true);
    if (!days) continue;
    if (days->first < covers.first || days->first > covers.last) {
      draft.reporter
          .Error(
              at.Value(), "outside-calendar",
              absl::StrCat(evaluation::DaysToText(*days), " lies outside what the calendar covers"))
          .other.push_back(placed.at.Child("covers").Name());
    }
    auto [place, is_new] = first.emplace(days->first, i);
    if (is_new) continue;
    draft.reporter
        .Error(at.Value(), "duplicate-holiday",
               absl::StrCat(evaluation::DaysToText(*days), " is listed twice"))
        .other.push_back(placed.at.Child("holiday", place->second).Value());
  }
}

}  // namespace

void BuildCalendar(Draft& draft) {
  for (const Placed<v1::Calendar>& placed : draft.calendars) {
    RequireBecause(draft, placed.at);
    RequireSource(draft, placed.at);
    RequireField(draft, placed.at, "covers");
    const v1::Period& covers = placed.text->covers();
    const At at = placed.at.Child("covers");
    if (placed.text->has_covers()) {
      RequireField(draft, at, "from");
      RequireField(draft, at, "to");
      std::optional<Days> days = DaysOf(draft, at, covers);
      if (days) BuildHolidays(draft, placed, *days);
    }
    if (placed.text != draft.calendars[0].text) {
      draft.reporter
          .Error(placed.at.Name(), "second-calendar", "an edition has one calendar",
                 "add_working_days() could not tell which one is meant")
          .other.push_back(draft.calendars[0].at.Name());
    }
  }
  if (draft.calendars.size() != 1 || draft.reporter.has_error()) return;
  absl::StatusOr<evaluation::Calendar> calendar =
      evaluation::Calendar::Create(*draft.calendars[0].text);
  if (calendar.ok()) {
    draft.parts.calendar = *std::move(calendar);
  } else {
    draft.reporter.Error(draft.calendars[0].at.Child("covers").Name(), "bad-date",
                         std::string(calendar.status().message()));
  }
}

}  // namespace risk::edition
