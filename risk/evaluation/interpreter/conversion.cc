#include "risk/evaluation/interpreter/conversion.h"

#include <algorithm>
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

// Whether a text is written as RFC 3339 has it: "2020-01-02T03:04:05[.6](Z|+07:08)". Abseil's parser also
// takes parts of one digit, blanks around, any number of digits of the year and a sixtieth second.
bool IsWrittenAsTimestamp(absl::string_view text) {
  constexpr absl::string_view kForm = "0000-00-00T00:00:00";
  const auto has_form = [](absl::string_view part, absl::string_view form) {
    if (part.size() != form.size()) return false;
    for (size_t i = 0; i < form.size(); ++i) {
      const bool is_digit = absl::ascii_isdigit(static_cast<unsigned char>(part[i]));
      if (form[i] == '0' ? !is_digit : part[i] != form[i]) return false;
    }
    return true;
  };
  if (!has_form(text.substr(0, kForm.size()), kForm)) return false;
  if (text.substr(17, 2) > "59") return false;
  text.remove_prefix(kForm.size());
  if (absl::ConsumePrefix(&text, ".")) {
    const size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    if (digits == 0) return false;
    text.remove_prefix(digits);
  }
  return text == "Z" || has_form(text, "+00:00") || has_form(text, "-00:00");
}

// Wide enough for the digits of a number of hours in nanoseconds.
__extension__ using Wide = __int128;
constexpr Wide kMostNanos = std::numeric_limits<int64_t>::max();

// The nanoseconds of the unit that a text begins with, which is taken off it.
std::optional<int64_t> ConsumeUnit(absl::string_view* text) {
  struct Unit {
    absl::string_view name;
    int64_t nanos;
  };
  // Longer names first; both signs for micro.
  constexpr Unit kUnits[] = {
      {"ns", 1},           {"us", 1'000},         {"\u00b5s", 1'000},      {"\u03bcs", 1'000},
      {"ms", 1'000'000},   {"s", 1'000'000'000},  {"m", 60'000'000'000},  {"h", 3'600'000'000'000},
  };
  for (const Unit& unit : kUnits) {
    if (absl::ConsumePrefix(text, unit.name)) return unit.nanos;
  }
  return std::nullopt;
}

// A number and a unit, as in "1.5h", in nanoseconds; what is smaller is cut off. Beyond kMostNanos the number
// no longer counts.
std::optional<Wide> ConsumePart(absl::string_view* text) {
  const auto consume_digits = [text] {
    const size_t count = std::min(text->find_first_not_of("0123456789"), text->size());
    const absl::string_view digits = text->substr(0, count);
    text->remove_prefix(count);
    return digits;
  };
  const absl::string_view whole = consume_digits();
  const bool has_point = absl::ConsumePrefix(text, ".");
  const absl::string_view fraction = has_point ? consume_digits() : absl::string_view();
  if (whole.empty() && fraction.empty()) return std::nullopt;
  const std::optional<int64_t> unit = ConsumeUnit(text);
  if (!unit.has_value()) return std::nullopt;
  Wide count = 0;
  for (char digit : whole) count = std::min<Wide>(10 * count + (digit - '0'), kMostNanos + 2);
  // Further digits of an hour are far below a nanosecond.
  Wide part = 0, scale = 1;
  for (char digit : fraction.substr(0, 24)) {
    part = 10 * part + (digit - '0');
    scale *= 10;
  }
  return count * *unit + part * *unit / scale;
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
  if (result.ec == std::errc::result_out_of_range) {
    value = value > 1 ? std::numeric_limits<double>::infinity() : 0;
  }
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
  if (!IsWrittenAsTimestamp(text)) return std::nullopt;
  absl::Time time;
  if (!absl::ParseTime(absl::RFC3339_full, text, &time, nullptr)) return std::nullopt;
  if (!IsTimestampInRange(time)) return std::nullopt;
  return time;
}

std::optional<absl::Duration> ParseDuration(absl::string_view text) {
  const bool is_negative = absl::ConsumePrefix(&text, "-");
  if (!is_negative) absl::ConsumePrefix(&text, "+");
  if (text == "0") return absl::ZeroDuration();
  if (text.empty()) return std::nullopt;
  Wide nanos = 0;
  while (!text.empty()) {
    const std::optional<Wide> part = ConsumePart(&text);
    if (!part.has_value()) return std::nullopt;
    nanos += *part;
    if (nanos > kMostNanos + 1) return std::nullopt;
  }
  if (is_negative) nanos = -nanos;
  if (nanos > kMostNanos) return std::nullopt;
  return absl::Nanoseconds(static_cast<int64_t>(nanos));
}

std::string DoubleToText(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "+Infinity";
  // The smallest numbers have fewer digits than others.
  constexpr double kSmallest = 1e-290;
  for (int precision = std::abs(value) < kSmallest ? 1 : 15; precision < 17; ++precision) {
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
