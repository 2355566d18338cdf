// Arithmetic on calendar days (see risk/schema/days.h) and ranges of them.
//
//   int64_t day = DayOf({2024, 2, 29});
//   AddYears(day, 1) == DayOf({2025, 2, 28});                     // clamped to the month's last
//   day YearsBetween(day, DayOf({2025, 2, 28})) == 0;                 // completed on 1 March
//
// Errors: results outside the years 1 to 9999 are reported by std::nullopt. For ranges only the
// part that stays inside counts, and std::nullopt means that no day of the range gives a result.
#ifndef RISK_EVALUATION_VALUE_DATE_ARITHMETIC_H_
#define RISK_EVALUATION_VALUE_DATE_ARITHMETIC_H_

#include <cstdint>
#include <optional>

#include "risk/evaluation/value/interval.h"
#include "risk/schema/days.h"

namespace risk::evaluation {

using schema::CivilDate;
using schema::CivilOf;
using schema::DayOf;
using schema::Days;
using schema::DaysInMonth;
using schema::DaysOfParts;
using schema::DaysToText;
using schema::kAnyDay;
using schema::kEarliestDay;
using schema::kLatestDay;
using schema::kNoFirstDay;
using schema::kNoLastDay;
using schema::Weekday;

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
