#include "risk/schema/not_known.h"

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "risk/schema/date.h"
#include "risk/v1/record_note.pb.h"

namespace risk::schema {
namespace {

// Longer texts say something, however they begin.
constexpr size_t kLongestFiller = 40;

// Marks and blanks that are no ASCII: no-break and thin spaces, dashes, dots, quotes, a byte order mark.
bool IsForeignMark(absl::string_view text, size_t* length) {
  constexpr absl::string_view kThree[] = {"\xE2\x80", "\xE3\x80", "\xEF\xBB", "\xE2\x81"};
  if (absl::StartsWith(text, "\xC2") && text.size() > 1) {
    // U+00A0 to U+00BF: no letter but ª and º.
    const unsigned char c = static_cast<unsigned char>(text[1]);
    *length = 2;
    return c >= 0xA0 && c != 0xAA && c != 0xBA;
  }
  *length = 3;
  for (const absl::string_view begin : kThree) {
    if (absl::StartsWith(text, begin) && text.size() > 2) return true;
  }
  return false;
}

// "n a" for " N/A.".
std::string WordsOf(absl::string_view text) {
  std::string words;
  bool is_apart = false;
  for (size_t i = 0; i < text.size();) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    size_t length = 1;
    const bool is_mark =
        c < 0x80 ? !absl::ascii_isalnum(c) : IsForeignMark(text.substr(i), &length);
    if (is_mark) {
      is_apart = true;
      i += length;
      continue;
    }
    if (is_apart && !words.empty()) words += ' ';
    is_apart = false;
    words += absl::ascii_tolower(c);
    ++i;
  }
  return words;
}

}  // namespace

bool IsPlaceholder(const v1::Date& date) {
  static const std::vector<Days>& placeholders = *new std::vector<Days>([] {
    std::vector<Days> days;
    const v1::RecordNote& note = v1::Date::descriptor()->options().GetExtension(v1::record);
    for (const std::string& text : note.placeholder()) {
      if (const std::optional<Days> some = ParseDays(text)) days.push_back(*some);
    }
    return days;
  }());
  const std::optional<Days> days = DaysOf(date);
  if (!days.has_value()) return false;
  for (const Days& placeholder : placeholders) {
    if (placeholder.first <= days->first && days->last <= placeholder.last) return true;
  }
  return false;
}

Fillers::Fillers(const google::protobuf::Descriptor& record)
    : note_(record.options().GetExtension(v1::record)) {}

bool Fillers::IsFiller(absl::string_view text) const {
  if (text.size() > 4 * kLongestFiller) return false;
  const std::string words = WordsOf(text);
  if (words.empty()) return true;
  for (absl::string_view filler : note_.filler()) {
    const bool is_beginning = absl::ConsumeSuffix(&filler, "*");
    if (words == filler) return true;
    if (is_beginning && words.size() <= kLongestFiller && absl::StartsWith(words, filler)) return true;
  }
  return false;
}

bool Fillers::IsNoId(absl::string_view text) const {
  const std::string words = WordsOf(text);
  const bool is_word = words.size() <= 3 ? !absl::StrContains(words, " ")
                                         : words == "test" || words == "other" || words == "same";
  return words.empty() || (!is_word && IsFiller(text));
}

}  // namespace risk::schema
