// Arithmetic on calendar days: proleptic Gregorian, without time zones, as days since 1970-01-01.
//
//   int64_t day = DayOf({2024, 2, 29});
//   AddYears(day, 1) == DayOf({2025, 2, 28});                     // clamped to the month's last
//   day YearsBetween(day, DayOf({2025, 2, 28})) == 0;                 // completed on 1 March
//
// A date that is not fully known is a range of days, both ends included (expression::Days). An end
// that nothing limits is kNoFirstDay or kNoLastDay.
//
// Errors: results outside the years 1 to 9999 are reported by std::nullopt. For ranges only the
// part that stays inside counts, and std::nullopt means that no day of the range gives a result.
#ifndef RISK_EVALUATION_VALUE_DATE_ARITHMETIC_H_
#define RISK_EVALUATION_VALUE_DATE_ARITHMETIC_H_

#include <cstdint>
#include <optional>
#include <string>

#include "risk/evaluation/value/interval.h"
#include "risk/expression/ast.h"

namespace risk::evaluation {

using expression::Days;

inline constexpr int64_t kNoFirstDay = INT64_MIN;
inline constexpr int64_t kNoLastDay = INT64_MAX;
inline constexpr Days kAnyDay = {kNoFirstDay, kNoLastDay};
inline constexpr int64_t kEarliestDay = -719162;  // 0001-01-01
inline constexpr int64_t kLatestDay = 2932896;    // 9999-12-31

struct CivilDate {
  int year = 1970;
  int month = 1;  // 1 to 12
  int day = 1;    // 1 to 31
};

// The date must exist; see IsDate.
int64_t DayOf(CivilDate date);
// `day` must lie in the years 1 to 9999.
CivilDate CivilOf(int64_t day);
// Whether the date exists, in the years 1 to 9999.
bool IsDate(int64_t year, int64_t month, int64_t day);
int DaysInMonth(int year, int month);
// 0 is Sunday.
int Weekday(int64_t day);

// The days that a date with these parts can stand for; an absent part is std::nullopt. Without a
// year, any day. A part that makes no sense (month 13, 30 February) is read as if it were absent:
// validation reports it, and the range stays right whatever was meant.
Days DaysOfParts(std::optional<int> year, std::optional<int> month, std::optional<int> day);

// "2021-06-03"; "2021-06" or "2021" for exactly such a range; "2021-06-03 to 2021-07-01", "from …",
// "until …", "unknown".
std::string DaysToText(Days days);

// A day some days, months or years later (earlier if negative). Months keep the day of the month,
// or take the last day of a shorter month; a year is twelve months.
std::optional<int64_t> AddDays(int64_t day, int64_t count);
std::optional<int64_t> AddMonths(int64_t day, int64_t count);
std::optional<int64_t> AddYears(int64_t day, int64_t count);

// Completed months from `from` to `to`: a month is completed on the same day of the month, `from`
// not counted and `to` counted; from the 31st, or 29 February, it is completed on the 1st of the
// month after a shorter month. Years are months divided by twelve. Negative, with the ends swapped,
// if `to` is before `from`. Days are `to` minus `from`.
int64_t MonthsBetween(int64_t from, int64_t to);
int64_t YearsBetween(int64_t from, int64_t to);

// The same on ranges.
std::optional<Days> AddDays(Days days, IntRange count);
std::optional<Days> AddMonths(Days days, IntRange count);
std::optional<Days> AddYears(Days days, IntRange count);
IntRange DaysBetween(Days from, Days to);
IntRange MonthsBetween(Days from, Days to);
IntRange YearsBetween(Days from, Days to);

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_VALUE_DATE_ARITHMETIC_H_
