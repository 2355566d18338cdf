#include "risk/edition/values.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "risk/edition/names.h"
#include "risk/edition/reasons.h"
#include "risk/schema/date.h"

namespace risk::edition {
namespace {

using expression::Constant;
using expression::Kind;
using expression::Type;
using schema::Days;
using schema::kNoFirstDay;
using schema::kNoLastDay;
using Value = v1::Parameter::Value;

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

std::optional<Constant> ConstantOf(EditionBuilder& builder, const At& at, const Value& value) {
  switch (value.kind_case()) {
    case Value::kInt:
      return Constant(static_cast<int64_t>(value.int_()));
    case Value::kNumber:
      if (std::isfinite(value.number())) return Constant(value.number());
      builder.reporter.Error(at.Child("number").Value(), "bad-number", "not a finite number");
      return std::nullopt;
    case Value::kText:
      return Constant(value.text());
    case Value::kFlag:
      return Constant(value.flag());
    case Value::kDate: {
      std::optional<Days> days = DaysOf(builder, at.Child("date"), value.date(), false);
      return days ? std::optional<Constant>(*days) : std::nullopt;
    }
    case Value::KIND_NOT_SET:
      break;
  }
  bool is_misspelt = false;
  for (const char* kind : {"int", "number", "text", "flag", "date"}) is_misspelt |= at.Has(kind);
  if (!is_misspelt) {
    builder.reporter.Error(at.Name(), "missing-field", "value without a value",
                           "one of int, number, text, flag and date");
  }
  return std::nullopt;
}

// Overlaps are errors; so are gaps while the edition is in force, where a rule would have no value.
void CheckStretches(EditionBuilder& builder, const Placed<v1::Parameter>& placed,
                    std::vector<Stretch> stretches) {
  std::sort(stretches.begin(), stretches.end(),
            [](const Stretch& a, const Stretch& b) { return a.days.first < b.days.first; });
  const At id = placed.at.Child("id");
  auto gap = [&](int64_t first, int64_t last) {
    Days missing{std::max(first, builder.in_force.first), std::min(last, builder.in_force.last)};
    if (missing.first > missing.last) return;
    builder.reporter.Error(id.Value(), "period-gap",
                           absl::StrCat("\"", placed.text->id(), "\" has no value for some days: ",
                                        schema::DaysToText(missing)),
                           "the edition is in force then");
  };
  int64_t covered = kNoFirstDay;  // the first day without a value so far
  for (size_t i = 0; i < stretches.size(); ++i) {
    const Days& days = stretches[i].days;
    if (i > 0 && days.first <= stretches[i - 1].days.last) {
      builder.reporter
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

void BuildParameter(EditionBuilder& builder, const Placed<v1::Parameter>& placed,
                    Parameter& parameter) {
  const v1::Parameter& text = *placed.text;
  RequireBecause(builder, placed.at);
  RequireSource(builder, placed.at);
  RequireField(builder, placed.at, "value");
  std::vector<Stretch> stretches;
  for (int i = 0; i < text.value_size(); ++i) {
    const Value& value = text.value(i);
    const At at = placed.at.Child("value", i);
    std::optional<Days> days = DaysOf(builder, at.Child("in_force"), value.in_force());
    std::optional<Constant> constant = ConstantOf(builder, at, value);
    if (!constant) continue;
    const Type type = TypeOf(value.kind_case());
    if (parameter.type.Is(Kind::kDyn)) parameter.type = type;
    if (parameter.type != type) {
      builder.reporter
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
    CheckStretches(builder, placed, std::move(stretches));
  }
}

}  // namespace

std::optional<Days> DaysOf(EditionBuilder& builder, const At& at, const v1::Date& date,
                           bool must_be_full) {
  if (!schema::DaysOf(date).has_value()) {
    builder.reporter.Error(at.Value(), "bad-date", "there is no such date",
                           "year 1 to 9999, month 1 to 12 and a day that the month has");
    return std::nullopt;
  }
  if (must_be_full && !date.has_day()) {
    builder.reporter.Error(at.Value(), "bad-date", "a full date is needed: year, month and day");
    return std::nullopt;
  }
  return schema::DaysOf(date);
}

std::optional<Days> DaysOf(EditionBuilder& builder, const At& at, const v1::Period& period) {
  std::optional<Days> from = Days{kNoFirstDay, kNoFirstDay};
  std::optional<Days> to = Days{kNoLastDay, kNoLastDay};
  if (period.has_from()) from = DaysOf(builder, at.Child("from"), period.from(), false);
  if (period.has_to()) to = DaysOf(builder, at.Child("to"), period.to(), false);
  if (!from || !to) return std::nullopt;
  if (from->first > to->last) {
    builder.reporter.Error(at.Name(), "bad-date", "the period ends before it begins");
    return std::nullopt;
  }
  return Days{from->first, to->last};
}

namespace {

void WrongValue(EditionBuilder& builder, const At& field, std::string message) {
  builder.reporter.Error(field.Name(), "wrong-value", std::move(message));
}

void BuildRow(EditionBuilder& builder, const At& at, const v1::Table::Row& row, Table& table,
              std::map<std::string, Place>& first) {
  RequireField(builder, at, "key");
  RequireField(builder, at, table.is_text ? "text" : "number", "as in the first row");
  if (at.Has("number") && at.Has("text")) {
    WrongValue(builder, at.Child("text"), "a row has a number or a text");
  }
  if (!std::isfinite(row.number())) {
    builder.reporter.Error(at.Child("number").Value(), "bad-number", "not a finite number");
  }
  for (int i = 0; i < row.key_size(); ++i) {
    const std::string& key = row.key(i);
    const Place place = at.Child("key", i).Value();
    const auto [found, is_new] = first.emplace(key, place);
    if (is_new && table.is_text) table.values.AddText(key, row.text());
    if (is_new && !table.is_text) table.values.AddNumber(key, row.number());
    if (is_new) continue;
    builder.reporter.Error(place, "duplicate-row", absl::StrCat("two rows for the key \"", key, "\""))
        .other.push_back(found->second);
  }
}

void BuildTables(EditionBuilder& builder) {
  for (const Placed<v1::Table>& placed : builder.All<v1::Table>()) {
    Table& table = builder.edition.tables.emplace_back();
    table.text = placed.text;
    table.at = builder.LocationOf(placed.at);
    RequireBecause(builder, placed.at);
    RequireSource(builder, placed.at);
    RequireField(builder, placed.at, "row");
    const At at = placed.at;
    table.is_text = placed.text->row_size() > 0 && placed.at.Child("row", 0).Has("text");
    if (at.Has("otherwise") && table.is_text) {
      WrongValue(builder, at.Child("otherwise"), "a table of texts has \"otherwise_text\"");
    }
    if (at.Has("otherwise_text") && !table.is_text) {
      WrongValue(builder, at.Child("otherwise_text"), "a table of numbers has \"otherwise\"");
    }
    if (placed.text->has_otherwise()) table.values.SetOtherwise(placed.text->otherwise());
    if (placed.text->has_otherwise_text()) table.values.SetOtherwise(placed.text->otherwise_text());
    std::map<std::string, Place> first;
    int index = 0;
    for (const textproto::Node& node : placed.at.node().children) {
      if (node.field != "row" || node.is_left_out) continue;
      if (index == placed.text->row_size()) break;
      BuildRow(builder, At(&placed.at.file(), &node), placed.text->row(index++), table, first);
    }
  }
}

void BuildHolidays(EditionBuilder& builder, const Placed<v1::Calendar>& placed, Days covers) {
  std::map<int64_t, int> first;
  for (int i = 0; i < placed.text->holiday_size(); ++i) {
    const At at = placed.at.Child("holiday", i);
    std::optional<Days> days = DaysOf(builder, at, placed.text->holiday(i), true);
    if (!days) continue;
    if (days->first < covers.first || days->first > covers.last) {
      builder.reporter
          .Error(at.Value(), "outside-calendar",
                 absl::StrCat(schema::DaysToText(*days), " lies outside what the calendar covers"))
          .other.push_back(placed.at.Child("covers").Name());
    }
    auto [place, is_new] = first.emplace(days->first, i);
    if (is_new) continue;
    builder.reporter
        .Error(at.Value(), "duplicate-holiday",
               absl::StrCat(schema::DaysToText(*days), " is listed twice"))
        .other.push_back(placed.at.Child("holiday", place->second).Value());
  }
}

void BuildCalendar(EditionBuilder& builder) {
  const std::vector<Placed<v1::Calendar>> calendars = builder.All<v1::Calendar>();
  for (const Placed<v1::Calendar>& placed : calendars) {
    RequireBecause(builder, placed.at);
    RequireSource(builder, placed.at);
    RequireField(builder, placed.at, "covers");
    const v1::Period& covers = placed.text->covers();
    const At at = placed.at.Child("covers");
    if (placed.text->has_covers()) {
      RequireField(builder, at, "from");
      RequireField(builder, at, "to");
      std::optional<Days> days = DaysOf(builder, at, covers);
      if (days) BuildHolidays(builder, placed, *days);
    }
    if (placed.text != calendars[0].text) {
      builder.reporter
          .Error(placed.at.Name(), "second-calendar", "an edition has one calendar",
                 "add_working_days() could not tell which one is meant")
          .other.push_back(calendars[0].at.Name());
    }
  }
  if (calendars.size() != 1 || builder.reporter.has_error()) return;
  absl::StatusOr<evaluation::Calendar> calendar = evaluation::Calendar::Create(*calendars[0].text);
  if (calendar.ok()) {
    builder.edition.calendar = *std::move(calendar);
  } else {
    builder.reporter.Error(calendars[0].at.Child("covers").Name(), "bad-date",
                           std::string(calendar.status().message()));
  }
}

class ParameterLoader : public RuleLoader {
 public:
  ParameterLoader()
      : RuleLoader({RuleKind::kParameter, "parameter", "param", nullptr, true, true}) {}

  void Declare(EditionBuilder& builder) const override {
    int index = 0;
    for (const Placed<v1::Parameter>& placed : builder.All<v1::Parameter>()) {
      Parameter& parameter = builder.edition.parameters.emplace_back();
      parameter.text = placed.text;
      parameter.at = builder.LocationOf(placed.at);
      BuildParameter(builder, placed, parameter);
      parameter.variable = edition::Declare(builder, "param." + placed.text->id(), parameter.type,
                                            false, {{RuleKind::kParameter, index++}});
    }
  }
};

class TableLoader : public RuleLoader {
 public:
  TableLoader() : RuleLoader({RuleKind::kTable, "table", "table", nullptr, true, true}) {}

  void Declare(EditionBuilder& builder) const override {
    BuildTables(builder);
    for (const Table& table : builder.edition.tables) {
      builder.edition.environment.DeclareTable(
          table.text->id(), Type::Of(Kind::kString),
          Type::Of(table.is_text ? Kind::kString : Kind::kDouble));
    }
  }
};

class CalendarLoader : public RuleLoader {
 public:
  CalendarLoader() : RuleLoader({RuleKind::kCalendar, "calendar", "calendar"}) {}

  void Declare(EditionBuilder& builder) const override { BuildCalendar(builder); }
};

}  // namespace

const RuleLoader& Parameters() {
  static const ParameterLoader& loader = *new ParameterLoader;
  return loader;
}

const RuleLoader& Tables() {
  static const TableLoader& loader = *new TableLoader;
  return loader;
}

const RuleLoader& Calendars() {
  static const CalendarLoader& loader = *new CalendarLoader;
  return loader;
}

}  // namespace risk::edition
