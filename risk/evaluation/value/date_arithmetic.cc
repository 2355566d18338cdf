#include "risk/evaluation/value/date_arithmetic.h"

#include <algorithm>

namespace risk::evaluation {
namespace {

constexpr int64_t kMonthsInYears = 12 * 10000;  // more than between any two dates

std::optional<int64_t> InYears(int64_t day) {
  if (day < kEarliestDay || day > kLatestDay) return std::nullopt;
  return day;
}

// Months from year 0 on, and the day of the month.
int64_t MonthIndex(CivilDate date) { return 12 * int64_t{date.year} + date.month - 1; }

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
  if (from.first == from.last && to.first == to.last) {
    const int64_t count = between(from.first, to.first);
    return {count, count};
  }
  if (from.last != kNoLastDay && to.first != kNoFirstDay) range.low = between(from.last, to.first);
  if (from.first != kNoFirstDay && to.last != kNoLastDay) range.high = between(from.first, to.last);
  return range;
}

}  // namespace

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
