#include "risk/evaluation/interpreter/conversion.h"

#include <cmath>
#include <limits>

#include "absl/strings/ascii.h"
#include "absl/strings/charconv.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"

namespace risk::evaluation {
namespace {

bool AreDigits(absl::string_view text) {
  if (text.empty()) return false;
  for (char c : text) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return false;
  }
  return true;
}

}  // namespace

std::optional<int64_t> ParseInt(absl::string_view text) {
  absl::string_view digits = text;
  if (!absl::ConsumePrefix(&digits, "-")) absl::ConsumePrefix(&digits, "+");
  int64_t value;
  if (!AreDigits(digits) || !absl::SimpleAtoi(text, &value)) return std::nullopt;
  return value;
}

std::optional<uint64_t> ParseUint(absl::string_view text) {
  uint64_t value;
  if (!AreDigits(text) || !absl::SimpleAtoi(text, &value)) return std::nullopt;
  return value;
}

std::optional<double> ParseDouble(absl::string_view text) {
  absl::string_view digits = text;
  if (!absl::ConsumePrefix(&digits, "-")) absl::ConsumePrefix(&digits, "+");
  if (digits.empty() || digits[0] == '-' || digits[0] == '+') return std::nullopt;
  double value = 0;
  const char* end = digits.data() + digits.size();
  absl::from_chars_result result = absl::from_chars(digits.data(), end, value);
  // A number beyond the type becomes an infinity or zero, as the nearest double.
  bool is_read = result.ec == std::errc() || result.ec == std::errc::result_out_of_range;
  if (!is_read || result.ptr != end) return std::nullopt;
  return text[0] == '-' ? -value : value;
}

std::optional<bool> ParseBool(absl::string_view text) {
  for (absl::string_view yes : {"1", "t", "T", "true", "TRUE", "True"}) {
    if (text == yes) return true;
  }
  for (absl::string_view no : {"0", "f", "F", "false", "FALSE", "False"}) {
    if (text == no) return false;
  }
  return std::nullopt;
}

std::optional<absl::Time> ParseTimestamp(absl::string_view text) {
  // RFC 3339 has exactly four digits of the year; Abseil's parser takes any number of them.
  if (text.size() < 20 || text[4] != '-' || !AreDigits(text.substr(0, 4))) return std::nullopt;
  absl::Time time;
  if (!absl::ParseTime(absl::RFC3339_full, text, &time, nullptr)) return std::nullopt;
  if (!IsTimestampInRange(time)) return std::nullopt;
  return time;
}

std::optional<absl::Duration> ParseDuration(absl::string_view text) {
  absl::Duration duration;
  if (!absl::ParseDuration(text, &duration) || !IsDurationInRange(duration)) return std::nullopt;
  return duration;
}

std::string DoubleToText(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "+Infinity";
  for (int precision = 15; precision < 17; ++precision) {
    std::string text = absl::StrFormat("%.*g", precision, value);
    std::optional<double> back = ParseDouble(text);
    if (back.has_value() && *back == value) return text;
  }
  return absl::StrFormat("%.17g", value);
}

std::string TimestampToText(absl::Time time) {
  return absl::FormatTime("%E4Y-%m-%d%ET%H:%M:%E*SZ", time, absl::UTCTimeZone());
}

std::string DurationToText(absl::Duration duration) {
  int64_t nanos = absl::ToInt64Nanoseconds(duration);
  bool is_negative = nanos < 0;
  uint64_t size =
      is_negative ? uint64_t{0} - static_cast<uint64_t>(nanos) : static_cast<uint64_t>(nanos);
  std::string text = absl::StrCat(is_negative ? "-" : "", size / 1000000000);
  std::string fraction = absl::StrFormat("%09d", size % 1000000000);
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  if (!fraction.empty()) absl::StrAppend(&text, ".", fraction);
  return text + "s";
}

bool IsTimestampInRange(absl::Time time) {
  constexpr int64_t kFirstSecond = -62135596800;
  constexpr int64_t kEndSecond = 253402300800;
  return time >= absl::FromUnixSeconds(kFirstSecond) && time < absl::FromUnixSeconds(kEndSecond);
}

bool IsDurationInRange(absl::Duration duration) {
  constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
  constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
  return duration <= absl::Nanoseconds(kMax) && duration >= absl::Nanoseconds(kMin);
}

}  // namespace risk::evaluation
