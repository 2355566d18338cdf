#include "risk/expression/zone.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"

namespace risk::expression {
namespace {

constexpr size_t kLongestName = 64;


// [+-]HH:MM
bool FindFixedZone(absl::string_view text, absl::TimeZone* zone) {
  int sign = !text.empty() && text[0] == '-' ? -1 : 1;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  if (text.size() != 5 || text[2] != ':') return false;
  for (size_t i : {0, 1, 3, 4}) {
    if (!absl::ascii_isdigit(text[i])) return false;
  }
  int hours = (text[0] - '0') * 10 + (text[1] - '0');
  int minutes = (text[3] - '0') * 10 + (text[4] - '0');
  if (hours > 23 || minutes > 59) return false;
  *zone = absl::FixedTimeZone(sign * (hours * 60 + minutes) * 60);
  return true;
}

}  // namespace

bool FindZone(absl::string_view name, absl::TimeZone* zone) {
  if (FindFixedZone(name, zone)) return true;
  if (name.empty() || name.size() > kLongestName || name == "localtime") return false;
  if (!absl::ascii_isalpha(static_cast<unsigned char>(name[0]))) return false;
  bool is_plain = std::all_of(name.begin(), name.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '/' || c == '_' || c == '-' ||
           c == '+';
  });
  return is_plain && absl::LoadTimeZone(std::string(name), zone);
}

}  // namespace risk::expression
