#include "risk/dates.h"

#include <tuple>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace risk {
namespace {

v1::Date FromDay(absl::CivilDay day) {
  v1::Date date;
  date.set_year(static_cast<int>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

}  // namespace

std::optional<v1::Date> ParseDate(absl::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  for (size_t i : {0, 1, 2, 3, 5, 6, 8, 9}) {
    if (!absl::ascii_isdigit(text[i])) return std::nullopt;
  }
  int year, month, day;
  if (!absl::SimpleAtoi(text.substr(0, 4), &year) || !absl::SimpleAtoi(text.substr(5, 2), &month) ||
      !absl::SimpleAtoi(text.substr(8, 2), &day) || year < 1) {
    return std::nullopt;
  }
  const absl::CivilDay civil(year, month, day);
  if (civil.month() != month || civil.day() != day) return std::nullopt;
  return FromDay(civil);
}

v1::Date DayInLondon(int64_t unix_seconds) {
  const absl::CivilSecond utc =
      absl::ToCivilSecond(absl::FromUnixSeconds(unix_seconds), absl::UTCTimeZone());
  const auto last_sunday = [&](int month) {
    return absl::CivilSecond(absl::PrevWeekday(absl::CivilDay(utc.year(), month + 1, 1),
                                               absl::Weekday::sunday)) +
           3600;
  };
  const bool is_summer = utc >= last_sunday(3) && utc < last_sunday(10);
  return FromDay(absl::CivilDay(is_summer ? utc + 3600 : utc));
}

v1::Date Today() { return DayInLondon(absl::ToUnixSeconds(absl::Now())); }

bool IsFull(const v1::Date& date) { return date.has_year() && date.has_month() && date.has_day(); }

v1::Date Later(const v1::Date& a, const v1::Date& b) {
  const auto key = [](const v1::Date& d) { return std::make_tuple(d.year(), d.month(), d.day()); };
  return key(a) < key(b) ? b : a;
}

}  // namespace risk
