#include "risk/schema/not_known.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "risk/schema/date.h"
#include "risk/v1/record_note.pb.h"

namespace risk::schema {
namespace {

// Longer texts say something, however they begin.
constexpr size_t kLongestFiller = 40;

// Marks and blanks that are no ASCII: no-break and thin spaces, dashes, dots, quotes, ticks, a byte order mark.
bool IsForeignMark(absl::string_view text, size_t* length) {
  constexpr absl::string_view kThree[] = {"\xE2", "\xE3\x80", "\xEF\xBB"};
  if (absl::StartsWith(text, "\xC3\x97")) {  // a multiplication sign
    *length = 2;
    return true;
  }
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

// Letters, digits and marks of full width (U+FF01 to U+FF5E) as those of ASCII.
std::string Narrow(absl::string_view text) {
  std::string narrow;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool is_wide = i + 2 < text.size() && text[i] == '\xEF' && (text[i + 1] == '\xBC' || text[i + 1] == '\xBD');
    const int point = is_wide ? (text[i + 1] - '\xBC') * 64 + (static_cast<unsigned char>(text[i + 2]) & 63) : 0;
    if (point >= 1 && point <= 0x5E) {
      narrow += static_cast<char>(0x20 + point);
      i += 2;
    } else {
      narrow += text[i];
    }
  }
  return narrow;
}

// "n a" for " N/A.", "not known" for "NotKnown".
std::string WordsOf(absl::string_view given) {
  const std::string text = Narrow(given);
  std::string words;
  bool is_apart = false;
  for (size_t i = 0; i < text.size();) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    size_t length = 1;
    is_apart |= i > 0 && absl::ascii_isupper(c) && absl::ascii_islower(static_cast<unsigned char>(text[i - 1]));
    const bool is_mark =
        c < 0x80 ? !absl::ascii_isalnum(c) : IsForeignMark(absl::string_view(text).substr(i), &length);
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
  return words.empty() || IsPhrase(words) || IsOfFillers(words);
}

bool Fillers::IsPhrase(absl::string_view words) const {
  for (absl::string_view filler : note_.filler()) {
    const bool is_beginning = absl::ConsumeSuffix(&filler, "*");
    if (words == filler) return true;
    if (is_beginning && words.size() <= kLongestFiller && absl::StartsWith(words, filler)) return true;
  }
  return false;
}

namespace {

bool IsAmong(const google::protobuf::RepeatedPtrField<std::string>& words, absl::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool Fillers::IsOfFillers(absl::string_view words) const {
  if (words.size() > kLongestFiller) return false;
  const std::vector<absl::string_view> parts = absl::StrSplit(words, ' ');
  // Spelt "n o n e", or "xxxxx" and "0000".
  const bool is_spelt = parts.size() > 1 && words.size() == 2 * parts.size() - 1;
  const std::string together = is_spelt ? absl::StrReplaceAll(words, {{" ", ""}}) : std::string(words);
  if (is_spelt && IsAmong(note_.filler_word(), together)) return true;
  if (together.size() > 1 && together.find_first_not_of(together[0]) == std::string::npos) return true;
  bool says_so = false;
  for (const absl::string_view part : parts) {
    const bool is_zero = part.find_first_not_of('0') == absl::string_view::npos;
    const bool is_filler = is_zero || IsAmong(note_.filler_word(), part);
    if (!is_filler && !IsAmong(note_.idle_word(), part)) return false;
    says_so |= is_filler;
  }
  return says_so;
}

bool Fillers::IsNoId(absl::string_view text) const {
  const std::string words = WordsOf(text);
  const bool is_word = words.size() <= 3 ? !absl::StrContains(words, " ")
                                         : words == "test" || words == "other" || words == "same";
  return words.empty() || (!is_word && IsPhrase(words));
}

}  // namespace risk::schema
