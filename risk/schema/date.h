// Calendar dates as messages (risk.v1.Date), as text, and the days that they stand for.
#ifndef RISK_SCHEMA_DATE_H_
#define RISK_SCHEMA_DATE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "risk/schema/days.h"
#include "risk/v1/date.pb.h"

namespace risk::schema {

// The first year of which a date on a record of a living person can be.
constexpr int kFirstYear = 1900;

// `day` must lie in the years 1 to 9999.
v1::Date DateOfDay(int64_t day);

// Reads "2021-06-03", "2021-06" or "2021". Only the form is looked at: that the day exists is for
// validation to say, as of a date in parts. Nothing if the text has another form.
std::optional<v1::Date> ParseDate(absl::string_view text);

// The days that such a text stands for: the whole year or month for a part of a date. Nothing if
// the text is anything else or the day does not exist.
std::optional<Days> ParseDays(absl::string_view text);

// Nothing if there is no such date, or if it says nothing (no year).
std::optional<Days> DaysOf(const v1::Date& date);
// A part that makes no sense counts as absent; any day without a year. See DaysOfParts.
Days PossibleDays(const v1::Date& date);

// The same Date, of any message factory.
v1::Date DateIn(const google::protobuf::Message& date);

// "2021-06-03", "2021-06", "2021".
std::string DateText(const v1::Date& date);

}  // namespace risk::schema

#endif  // RISK_SCHEMA_DATE_H_
