// Calendar days: proleptic Gregorian, without time zones, as days since 1970-01-01.
//
//   DayOf({2024, 2, 29}) == 19782;
//   DaysOfParts(2024, 2, {}) == Days{DayOf({2024, 2, 1}), DayOf({2024, 2, 29})};
//
// A date that is not fully known is a range of days, both ends included. An end that nothing limits
// is kNoFirstDay or kNoLastDay.
#ifndef RISK_SCHEMA_DAYS_H_
#define RISK_SCHEMA_DAYS_H_

#include <cstdint>
#include <optional>
#include <string>

namespace risk::schema {

struct Days {
  int64_t first = 0;
  int64_t last = 0;
};
inline bool operator==(Days a, Days b) { return a.first == b.first && a.last == b.last; }

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

// The date must exist; see IsCalendarDay.
int64_t DayOf(CivilDate date);
// `day` must lie in the years 1 to 9999.
CivilDate CivilOf(int64_t day);
// Whether the date exists, in the years 1 to 9999.
bool IsCalendarDay(int64_t year, int64_t month, int64_t day);
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

}  // namespace risk::schema

#endif  // RISK_SCHEMA_DAYS_H_
