#include "risk/textproto/literal.h"

#include <cstdint>

#include "absl/strings/ascii.h"
#include "google/protobuf/io/tokenizer.h"

namespace risk::textproto {
namespace {

// An escape and the number of bytes that it stands for; none if it is no escape.
struct Escape {
  size_t end = 0;
  int bytes = 0;
};

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = absl::ascii_tolower(static_cast<unsigned char>(c));
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// Reads up to `most` digits at `at`, which ends behind them.
uint32_t Digits(absl::string_view text, size_t& at, int base, int most) {
  uint32_t value = 0;
  for (int i = 0; i < most && at < text.size(); ++i, ++at) {
    const int digit = HexValue(text[at]);
    if (digit < 0 || digit >= base) break;
    value = value * base + digit;
  }
  return value;
}

int Utf8Length(uint32_t c) { return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }

// A character by its number, or by two of them (a pair of surrogates).
Escape ReadCharacter(absl::string_view text, size_t at, size_t begin, int digits) {
  const uint32_t c = Digits(text, at, 16, digits);
  if (at != begin + 2 + digits || c > 0x10FFFF) return {};
  if (c < 0xD800 || c >= 0xDC00 || text.substr(at, 2) != "\\u") return {at, Utf8Length(c)};
  size_t next = at + 2;
  const uint32_t tail = Digits(text, next, 16, 4);
  return tail >= 0xDC00 && tail < 0xE000 ? Escape{next, 4} : Escape{at, Utf8Length(c)};
}

Escape ReadEscape(absl::string_view text, size_t begin) {
  size_t at = begin + 1;
  if (at >= text.size()) return {};
  const char kind = text[at];
  if (kind >= '0' && kind <= '7') {
    Digits(text, at, 8, 3);
    return {at, 1};
  }
  ++at;
  switch (kind) {
    case 'x':
    case 'X':
      Digits(text, at, 16, 2);
      return at > begin + 2 ? Escape{at, 1} : Escape();
    case 'u':
      return ReadCharacter(text, at, begin, 4);
    case 'U':
      return ReadCharacter(text, at, begin, 8);
    default:
      const bool is_known =
          absl::string_view("abfnrtv\\?'\"").find(kind) != absl::string_view::npos;
      return is_known ? Escape{at, 1} : Escape();
  }
}

// The literal at `at`, quotes included.
absl::string_view LiteralAt(absl::string_view text, size_t at) {
  size_t end = at + 1;
  while (end < text.size() && text[end] != text[at]) end += text[end] == '\\' ? 2 : 1;
  return text.substr(at, end + 1 - at);
}

bool IsQuote(absl::string_view text, size_t at) {
  return at < text.size() && (text[at] == '"' || text[at] == '\'');
}

}  // namespace

size_t AfterSpace(absl::string_view text, size_t at) {
  for (; at < text.size(); ++at) {
    if (text[at] == '#') {
      while (at < text.size() && text[at] != '\n') ++at;
    } else if (!absl::ascii_isspace(static_cast<unsigned char>(text[at]))) {
      return at;
    }
  }
  return text.size();
}

size_t EscapeEnd(absl::string_view text, size_t at) {
  const Escape escape = ReadEscape(text, at);
  return escape.bytes > 0 ? escape.end : at;
}

std::string LiteralValue(absl::string_view text, size_t value) {
  std::string result;
  while (IsQuote(text, value)) {
    const absl::string_view literal = LiteralAt(text, value);
    google::protobuf::io::Tokenizer::ParseStringAppend(std::string(literal), &result);
    value = AfterSpace(text, value + literal.size());
  }
  return result;
}

std::vector<size_t> LiteralOffsets(absl::string_view text, size_t value) {
  std::vector<size_t> offsets;
  size_t end = value;
  for (size_t at = value; IsQuote(text, at); at = AfterSpace(text, end + 1)) {
    end = at + LiteralAt(text, at).size() - 1;
    for (++at; at < end;) {
      const Escape escape = text[at] == '\\' ? ReadEscape(text, at) : Escape{at + 1, 1};
      offsets.insert(offsets.end(), escape.bytes, at);
      at = escape.bytes > 0 ? escape.end : at + 1;
    }
  }
  offsets.push_back(end);
  return offsets;
}

}  // namespace risk::textproto
