#include "risk/schema/days.h"

#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace risk::schema {
namespace {

std::string Text(int64_t day) {
  const CivilDate date = CivilOf(day);
  return absl::StrFormat("%04d-%02d-%02d", date.year, date.month, date.day);
}

}  // namespace

// Days are counted in 400-year cycles of 146,097 days that begin on 1 March, so that the leap day
// is the last of its year.
int64_t DayOf(CivilDate date) {
  int64_t year = date.year - (date.month <= 2 ? 1 : 0);
  int64_t cycle = (year >= 0 ? year : year - 399) / 400;
  int64_t year_of_cycle = year - cycle * 400;
  int64_t day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  int64_t day_of_cycle =
      year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;
  return cycle * 146097 + day_of_cycle - 719468;
}

// After C. Neri and L. Schneider, "Euclidean affine functions and their application to calendar
// algorithms": quarters of a day since the cycle began, divided by multiplying.
CivilDate CivilOf(int64_t day) {
  const uint32_t quarters = 4 * static_cast<uint32_t>(day + 719468) + 3;
  const uint32_t century = quarters / 146097;
  const uint32_t quarter_of_century = quarters % 146097 | 3;
  const uint64_t year_and_rest = uint64_t{2939745} * quarter_of_century;
  const uint32_t day_of_year = static_cast<uint32_t>(year_and_rest) / 2939745 / 4;
  const uint32_t month_and_rest = 2141 * day_of_year + 197913;
  const bool is_early = day_of_year >= 306;  // January or February of the next year
  CivilDate date;
  date.year = static_cast<int>(100 * century + static_cast<uint32_t>(year_and_rest >> 32) + is_early);
  date.month = static_cast<int>((month_and_rest >> 16) - (is_early ? 12 : 0));
  date.day = static_cast<int>((month_and_rest & 0xffff) / 2141 + 1);
  return date;
}

int DaysInMonth(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && is_leap ? 29 : kDays[month - 1];
}

bool IsCalendarDay(int64_t year, int64_t month, int64_t day) {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
         day <= DaysInMonth(static_cast<int>(year), static_cast<int>(month));
}

int Weekday(int64_t day) {
  int64_t weekday = (day + 4) % 7;  // 1970-01-01 was a Thursday
  return static_cast<int>(weekday < 0 ? weekday + 7 : weekday);
}

Days DaysOfParts(std::optional<int> year, std::optional<int> month, std::optional<int> day) {
  if (!year.has_value() || !IsCalendarDay(*year, 1, 1)) return kAnyDay;
  if (!month.has_value() || !IsCalendarDay(*year, *month, 1)) {
    return {DayOf({*year, 1, 1}), DayOf({*year, 12, 31})};
  }
  if (!day.has_value() || !IsCalendarDay(*year, *month, *day)) {
    return {DayOf({*year, *month, 1}), DayOf({*year, *month, DaysInMonth(*year, *month)})};
  }
  int64_t exact = DayOf({*year, *month, *day});
  return {exact, exact};
}

std::string DaysToText(Days days) {
  bool has_first = days.first >= kEarliestDay && days.first <= kLatestDay;
  bool has_last = days.last >= kEarliestDay && days.last <= kLatestDay;
  if (!has_first && !has_last) return "unknown";
  if (!has_last) return absl::StrCat("from ", Text(days.first));
  if (!has_first) return absl::StrCat("until ", Text(days.last));
  if (days.first == days.last) return Text(days.first);
  CivilDate first = CivilOf(days.first);
  if (days == DaysOfParts(first.year, {}, {})) return absl::StrFormat("%04d", first.year);
  if (days == DaysOfParts(first.year, first.month, {})) {
    return absl::StrFormat("%04d-%02d", first.year, first.month);
  }
  return absl::StrCat(Text(days.first), " to ", Text(days.last));
}

}  // namespace risk::schema
