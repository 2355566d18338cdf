#include "risk/evaluation/value/date_arithmetic.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace risk::evaluation {
namespace {

constexpr int64_t kMonthsInYears = 12 * 10000;  // more than between any two dates

std::optional<int64_t> InYears(int64_t day) {
  if (day < kEarliestDay || day > kLatestDay) return std::nullopt;
  return day;
}

// Months from year 0 on, and the day of the month.
int64_t MonthIndex(CivilDate date) { return 12 * int64_t{date.year} + date.month - 1; }

std::string Text(int64_t day) {
  CivilDate date = CivilOf(day);
  return absl::StrFormat("%04d-%02d-%02d", date.year, date.month, date.day);
}

// Applies a function that grows with both operands to a range. Operands beyond the calendar cannot
// give a result, so ranges are cut to it first; an end that leaves it is replaced by "not limited".
template <typename Function>
std::optional<Days> Shift(Days days, IntRange count, Function shift) {
  int64_t first = std::max(days.first, kEarliestDay);
  int64_t last = std::min(days.last, kLatestDay);
  if (first > last) return std::nullopt;
  std::optional<int64_t> low = shift(first, count.low);
  std::optional<int64_t> high = shift(last, count.high);
  if (!low.has_value() && count.low >= 0) return std::nullopt;
  if (!high.has_value() && count.high <= 0) return std::nullopt;
  Days shifted = {low.value_or(kNoFirstDay), high.value_or(kNoLastDay)};
  if (days.first == kNoFirstDay) shifted.first = kNoFirstDay;
  if (days.last == kNoLastDay) shifted.last = kNoLastDay;
  return shifted;
}

// Applies a function that grows with `to` and falls with `from`.
template <typename Function>
IntRange Between(Days from, Days to, Function between) {
  IntRange range = kAnyInt;
  if (from.last != kNoLastDay && to.first != kNoFirstDay) range.low = between(from.last, to.first);
  if (from.first != kNoFirstDay && to.last != kNoLastDay) range.high = between(from.first, to.last);
  return range;
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

CivilDate CivilOf(int64_t day) {
  day += 719468;
  int64_t cycle = (day >= 0 ? day : day - 146096) / 146097;
  int64_t day_of_cycle = day - cycle * 146097;
  int64_t year_of_cycle =
      (day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36524 - day_of_cycle / 146096) / 365;
  int64_t day_of_year =
      day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
  int64_t shifted_month = (5 * day_of_year + 2) / 153;
  CivilDate date;
  date.day = static_cast<int>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
  date.month = static_cast<int>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
  date.year = static_cast<int>(year_of_cycle + cycle * 400 + (date.month <= 2 ? 1 : 0));
  return date;
}

int DaysInMonth(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && is_leap ? 29 : kDays[month - 1];
}

bool IsDate(int64_t year, int64_t month, int64_t day) {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
         day <= DaysInMonth(static_cast<int>(year), static_cast<int>(month));
}

int Weekday(int64_t day) {
  int64_t weekday = (day + 4) % 7;  // 1970-01-01 was a Thursday
  return static_cast<int>(weekday < 0 ? weekday + 7 : weekday);
}

Days DaysOfParts(std::optional<int> year, std::optional<int> month, std::optional<int> day) {
  if (!year.has_value() || !IsDate(*year, 1, 1)) return kAnyDay;
  if (!month.has_value() || !IsDate(*year, *month, 1)) {
    return {DayOf({*year, 1, 1}), DayOf({*year, 12, 31})};
  }
  if (!day.has_value() || !IsDate(*year, *month, *day)) {
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

std::optional<int64_t> AddDays(int64_t day, int64_t count) {
  int64_t sum;
  if (__builtin_add_overflow(day, count, &sum)) return std::nullopt;
  return InYears(sum);
}

std::optional<int64_t> AddMonths(int64_t day, int64_t count) {
  if (!InYears(day) || count > kMonthsInYears || count < -kMonthsInYears) return std::nullopt;
  CivilDate date = CivilOf(day);
  int64_t month = MonthIndex(date) + count;
  if (month < 12 || month >= kMonthsInYears) return std::nullopt;
  date.year = static_cast<int>(month / 12);
  date.month = static_cast<int>(month % 12) + 1;
  date.day = std::min(date.day, DaysInMonth(date.year, date.month));
  return DayOf(date);
}

std::optional<int64_t> AddYears(int64_t day, int64_t count) {
  if (count > 10000 || count < -10000) return std::nullopt;
  return AddMonths(day, 12 * count);
}

int64_t MonthsBetween(int64_t from, int64_t to) {
  if (to < from) return -MonthsBetween(to, from);
  CivilDate a = CivilOf(from);
  CivilDate b = CivilOf(to);
  return MonthIndex(b) - MonthIndex(a) - (b.day < a.day ? 1 : 0);
}

int64_t YearsBetween(int64_t from, int64_t to) { return MonthsBetween(from, to) / 12; }

std::optional<Days> AddDays(Days days, IntRange count) {
  return Shift(days, count, [](int64_t d, int64_t n) { return AddDays(d, n); });
}

std::optional<Days> AddMonths(Days days, IntRange count) {
  return Shift(days, count, [](int64_t d, int64_t n) { return AddMonths(d, n); });
}

std::optional<Days> AddYears(Days days, IntRange count) {
  return Shift(days, count, [](int64_t d, int64_t n) { return AddYears(d, n); });
}

IntRange DaysBetween(Days from, Days to) {
  return Between(from, to, [](int64_t a, int64_t b) { return b - a; });
}

IntRange MonthsBetween(Days from, Days to) {
  return Between(from, to, [](int64_t a, int64_t b) { return MonthsBetween(a, b); });
}

IntRange YearsBetween(Days from, Days to) {
  return Between(from, to, [](int64_t a, int64_t b) { return YearsBetween(a, b); });
}

}  // namespace risk::evaluation
