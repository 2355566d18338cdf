#include "risk/schema/date.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"

namespace risk::schema {

v1::Date DateOfDay(int64_t day) {
  const CivilDate civil = CivilOf(day);
  v1::Date date;
  date.set_year(civil.year);
  date.set_month(civil.month);
  date.set_day(civil.day);
  return date;
}

std::optional<v1::Date> ParseDate(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '-');
  int numbers[3] = {0, 0, 0};
  if (parts.size() > 3) return std::nullopt;
  for (size_t i = 0; i < parts.size(); ++i) {
    const bool is_number = parts[i].size() == (i == 0 ? 4 : 2) &&
                           std::all_of(parts[i].begin(), parts[i].end(), [](char c) {
                             return absl::ascii_isdigit(static_cast<unsigned char>(c));
                           });
    if (!is_number || !absl::SimpleAtoi(parts[i], &numbers[i])) return std::nullopt;
  }
  v1::Date date;
  date.set_year(numbers[0]);
  if (parts.size() > 1) date.set_month(numbers[1]);
  if (parts.size() > 2) date.set_day(numbers[2]);
  return date;
}

std::optional<Days> ParseDays(absl::string_view text) {
  const std::optional<v1::Date> date = ParseDate(text);
  return date.has_value() ? DaysOf(*date) : std::nullopt;
}

std::optional<Days> DaysOf(const v1::Date& date) {
  const bool exists = date.has_year() && (date.has_month() || !date.has_day()) &&
                      IsCalendarDay(date.year(), date.has_month() ? date.month() : 1,
                                    date.has_day() ? date.day() : 1);
  return exists ? std::optional<Days>(PossibleDays(date)) : std::nullopt;
}

Days PossibleDays(const v1::Date& date) {
  const auto part = [](bool is_set, int value) {
    return is_set ? std::optional<int>(value) : std::nullopt;
  };
  return DaysOfParts(part(date.has_year(), date.year()), part(date.has_month(), date.month()),
                     part(date.has_day(), date.day()));
}

v1::Date DateIn(const google::protobuf::Message& message) {
  v1::Date date;
  if (message.GetDescriptor() == v1::Date::descriptor()) {
    date.CopyFrom(message);
  } else {
    date.ParseFromString(message.SerializeAsString());
  }
  return date;
}

std::string DateText(const v1::Date& date) {
  if (!date.has_month()) return absl::StrFormat("%04d", date.year());
  if (!date.has_day()) return absl::StrFormat("%04d-%02d", date.year(), date.month());
  return absl::StrFormat("%04d-%02d-%02d", date.year(), date.month(), date.day());
}

}  // namespace risk::schema
