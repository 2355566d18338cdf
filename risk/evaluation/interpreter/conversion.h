// Conversions between the kinds of CEL, on single values.
#ifndef RISK_EVALUATION_INTERPRETER_CONVERSION_H_
#define RISK_EVALUATION_INTERPRETER_CONVERSION_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace risk::evaluation {

// Texts are read strictly: no spaces, no other base, all of the text.
std::optional<int64_t> ParseInt(absl::string_view text);
std::optional<uint64_t> ParseUint(absl::string_view text);
std::optional<double> ParseDouble(absl::string_view text);
std::optional<bool> ParseBool(absl::string_view text);             // "true", "TRUE", "t", "1", …
std::optional<absl::Time> ParseTimestamp(absl::string_view text);  // RFC 3339
std::optional<absl::Duration> ParseDuration(absl::string_view text);  // "1h30m", "-1.5s"

// The shortest text that reads back as the same number.
std::string DoubleToText(double value);
std::string TimestampToText(absl::Time time);         // RFC 3339 in UTC
std::string DurationToText(absl::Duration duration);  // "1000000s", "-1.5s"

// The years 1 to 9999.
bool IsTimestampInRange(absl::Time time);
// What fits 64 bits of nanoseconds, about 292 years.
bool IsDurationInRange(absl::Duration duration);

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_INTERPRETER_CONVERSION_H_
