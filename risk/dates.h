// Dates as a person gives them. Only here is the clock read.
#ifndef RISK_DATES_H_
#define RISK_DATES_H_

#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"
#include "risk/v1/date.pb.h"

namespace risk {

// "2021-06-03" and nothing else; nothing for a day that does not exist.
std::optional<v1::Date> ParseDate(absl::string_view text);

// The day in London at a moment, in seconds since 1970 in UTC: winter time, or an hour later from the
// last Sunday of March to the last of October, at 01:00 UTC. For years since 1996.
v1::Date DayInLondon(int64_t unix_seconds);

// Today in London, wherever the computer is and whatever its time zone.
v1::Date Today();

// Whether year, month and day are all given.
bool IsFull(const v1::Date& date);

// The later of two full dates.
v1::Date Later(const v1::Date& a, const v1::Date& b);

}  // namespace risk

#endif  // RISK_DATES_H_
