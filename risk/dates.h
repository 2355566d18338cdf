// Dates as a person gives them. Only here is the clock read.
#ifndef RISK_DATES_H_
#define RISK_DATES_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "risk/v1/date.pb.h"

namespace risk {

// "2021-06-03" and nothing else; nothing for a day that does not exist.
std::optional<v1::Date> ParseDate(absl::string_view text);

// Today where the computer is.
v1::Date Today();

// Whether year, month and day are all given.
bool IsFull(const v1::Date& date);

// The later of two full dates.
v1::Date Later(const v1::Date& a, const v1::Date& b);

}  // namespace risk

#endif  // RISK_DATES_H_
