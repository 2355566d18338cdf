#include "risk/expression/days.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"

namespace risk::expression {
namespace {

// A number of exactly `digits` digits, or -1.
int Digits(absl::string_view text, size_t digits) {
  if (text.size() != digits) return -1;
  int value = 0;
  for (char c : text) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return -1;
    value = 10 * value + (c - '0');
  }
  return value;
}

int64_t Count(absl::CivilDay day) { return day - absl::CivilDay(1970, 1, 1); }

}  // namespace

std::optional<Days> ParseDays(absl::string_view text) {
  if (text.size() > 10) return std::nullopt;
  std::vector<absl::string_view> parts = absl::StrSplit(text, '-');
  int year = Digits(parts[0], 4);
  if (year < 1 || parts.size() > 3) return std::nullopt;
  if (parts.size() == 1) {
    return Days{Count(absl::CivilDay(year, 1, 1)), Count(absl::CivilDay(year, 12, 31))};
  }
  int month = Digits(parts[1], 2);
  if (month < 1 || month > 12) return std::nullopt;
  if (parts.size() == 2) {
    absl::CivilMonth next = absl::CivilMonth(year, month) + 1;
    return Days{Count(absl::CivilDay(year, month, 1)), Count(absl::CivilDay(next)) - 1};
  }
  int day = Digits(parts[2], 2);
  absl::CivilDay civil(year, month, day < 0 ? 0 : day);  // normalizes a day that does not exist
  if (civil.month() != month || civil.day() != day) return std::nullopt;
  return Days{Count(civil), Count(civil)};
}

}  // namespace risk::expression
