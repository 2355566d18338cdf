#include "risk/evaluation/value/texts.h"

#include <cstddef>

#include "risk/expression/utf8.h"

namespace risk::evaluation {
namespace {

bool IsInside(char byte) { return (static_cast<uint8_t>(byte) & 0xc0) == 0x80; }

// Length in bytes of the code point that `text`, which is not empty, begins with.
size_t FirstLength(absl::string_view text) {
  size_t length = 1;
  while (length < text.size() && IsInside(text[length])) ++length;
  return length;
}

size_t LastLength(absl::string_view text) {
  size_t length = 1;
  while (length < text.size() && IsInside(text[text.size() - length])) ++length;
  return length;
}

// Code points with the property White_Space.
constexpr absl::string_view kSpaces[] = {
    "\t",          "\n",          "\v",          "\f",          "\r",          " ",            "\u0085",
    "\u00a0",      "\u1680",      "\u2000",      "\u2001",      "\u2002",      "\u2003",      "\u2004",
    "\u2005",      "\u2006",      "\u2007",      "\u2008",      "\u2009",      "\u200a",      "\u2028",
    "\u2029",      "\u202f",      "\u205f",      "\u3000",
};

bool IsSpace(absl::string_view letter) {
  for (absl::string_view space : kSpaces) {
    if (letter == space) return true;
  }
  return false;
}

}  // namespace

absl::string_view Trimmed(absl::string_view text) {
  while (!text.empty()) {
    const size_t length = FirstLength(text);
    if (!IsSpace(text.substr(0, length))) break;
    text.remove_prefix(length);
  }
  while (!text.empty()) {
    const size_t length = LastLength(text);
    if (!IsSpace(text.substr(text.size() - length))) break;
    text.remove_suffix(length);
  }
  return text;
}

std::optional<int64_t> IndexOf(absl::string_view text, absl::string_view part, int64_t from) {
  if (from < 0) return std::nullopt;
  size_t begin = 0;
  for (int64_t n = 0; n < from; ++n) {
    if (begin == text.size()) return std::nullopt;
    begin += FirstLength(text.substr(begin));
  }
  const size_t found = text.find(part, begin);
  if (found == absl::string_view::npos) return -1;
  return from + expression::CountCodePoints(text.substr(begin, found - begin));
}

std::vector<absl::string_view> Split(absl::string_view text, absl::string_view separator,
                                     int64_t most) {
  std::vector<absl::string_view> parts;
  if (most == 0 || (separator.empty() && text.empty())) return parts;
  while (most < 0 || static_cast<int64_t>(parts.size()) + 1 < most) {
    const size_t end = separator.empty() ? FirstLength(text) : text.find(separator);
    if (end >= text.size()) break;
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end + separator.size());
  }
  parts.push_back(text);
  return parts;
}

}  // namespace risk::evaluation
