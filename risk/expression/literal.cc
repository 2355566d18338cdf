#include "risk/expression/literal.h"

#include <cstdint>
#include <limits>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"

namespace risk::expression {
namespace {

constexpr uint32_t kLastCodePoint = 0x10FFFF;

bool IsSurrogate(uint32_t code_point) { return code_point >= 0xD800 && code_point <= 0xDFFF; }

void AppendUtf8(uint32_t c, std::string* out) {
  if (c < 0x80) {
    out->push_back(static_cast<char>(c));
    return;
  }
  if (c < 0x800) {
    out->push_back(static_cast<char>(0xC0 | c >> 6));
  } else {
    if (c < 0x10000) {
      out->push_back(static_cast<char>(0xE0 | c >> 12));
    } else {
      out->push_back(static_cast<char>(0xF0 | c >> 18));
      out->push_back(static_cast<char>(0x80 | (c >> 12 & 0x3F)));
    }
    out->push_back(static_cast<char>(0x80 | (c >> 6 & 0x3F)));
  }
  out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
}

// The character that a one-letter escape stands for, or 0.
char SimpleEscape(char c) {
  switch (c) {
    case 'a':
      return '\a';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'v':
      return '\v';
    case '\\':
    case '?':
    case '"':
    case '\'':
    case '`':
      return c;
    default:
      return 0;
  }
}

// Number of digits after the escape letter, for \x, \u and \U; 0 for others.
int HexDigits(char c) {
  if (c == 'x' || c == 'X') return 2;
  if (c == 'u') return 4;
  return c == 'U' ? 8 : 0;
}

int DigitValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 99;
}

// Reads exactly `count` digits of `base` at `pos`.
bool ReadDigits(absl::string_view body, size_t pos, int count, int base, uint32_t* value) {
  *value = 0;
  if (pos + count > body.size()) return false;
  for (int i = 0; i < count; ++i) {
    int digit = DigitValue(body[pos + i]);
    if (digit >= base) return false;
    *value = *value * base + digit;
  }
  return true;
}

// Reads the escape that starts with the backslash at `*pos` and moves behind it.
const char* ReadEscape(absl::string_view body, bool is_bytes, size_t* pos, std::string* out) {
  size_t at = *pos + 1;
  if (at >= body.size()) return "unfinished escape sequence";
  char letter = body[at];
  if (char simple = SimpleEscape(letter)) {
    out->push_back(simple);
    *pos = at + 1;
    return nullptr;
  }
  uint32_t value = 0;
  int digits = HexDigits(letter);
  bool is_octal = letter >= '0' && letter <= '3';
  if (digits == 0 && !is_octal) return "unknown escape sequence";
  if (is_octal) {
    if (!ReadDigits(body, at, 3, 8, &value)) return "an octal escape has three digits";
    *pos = at + 3;
  } else {
    if (digits > 2 && is_bytes) return "bytes have no \\u escapes";
    if (!ReadDigits(body, at + 1, digits, 16, &value)) return "too few hexadecimal digits";
    *pos = at + 1 + digits;
  }
  if (is_bytes) {
    out->push_back(static_cast<char>(value));
    return nullptr;
  }
  if (value > kLastCodePoint || IsSurrogate(value)) return "not a Unicode character";
  AppendUtf8(value, out);
  return nullptr;
}

// Length of the UTF-8 sequence at `text`, or 0 if it is not valid.
size_t Utf8Length(absl::string_view text) {
  auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
  uint32_t value = lead & (0x7F >> length);
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
    value = value << 6 | (byte(i) & 0x3F);
  }
  if (length == 3 && (value < 0x800 || IsSurrogate(value))) return 0;
  if (length == 4 && (value < 0x10000 || value > kLastCodePoint)) return 0;
  return length;
}

const char* ReadHex(absl::string_view digits, uint64_t* value) {
  if (digits.empty()) return "hexadecimal digits are missing after 0x";
  *value = 0;
  for (char c : digits) {
    if (*value >> 60 != 0) return "the number is too large";
    *value = *value << 4 | static_cast<uint64_t>(DigitValue(c));
  }
  return nullptr;
}

}  // namespace

size_t FindInvalidUtf8(absl::string_view text) {
  for (size_t i = 0; i < text.size();) {
    size_t length = Utf8Length(text.substr(i));
    if (length == 0) return i;
    i += length;
  }
  return absl::string_view::npos;
}

std::optional<LiteralProblem> Unescape(absl::string_view body, bool is_bytes, std::string* out) {
  for (size_t i = 0; i < body.size();) {
    if (body[i] != '\\') {
      out->push_back(body[i++]);
      continue;
    }
    size_t start = i;
    if (const char* problem = ReadEscape(body, is_bytes, &i, out)) {
      return LiteralProblem{start, start + 1 < body.size() ? size_t{2} : size_t{1}, problem};
    }
  }
  return std::nullopt;
}

const char* ReadNumber(absl::string_view text, Token* token) {
  bool is_hex = text.size() > 1 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
  bool is_unsigned = text.back() == 'u' || text.back() == 'U';
  if (is_unsigned) text.remove_suffix(1);
  if (!is_hex && text.find_first_of(".eE") != absl::string_view::npos) {
    double value = 0;
    if (is_unsigned || !absl::SimpleAtod(text, &value)) return "not a number";
    token->literal = Kind::kDouble;
    token->value = value;
    return nullptr;
  }
  uint64_t value = 0;
  if (is_hex) {
    if (const char* problem = ReadHex(text.substr(2), &value)) return problem;
  } else if (!absl::SimpleAtoi(text, &value)) {
    return "the number is too large";
  }
  if (is_unsigned) {
    token->literal = Kind::kUint;
    token->value = value;
    return nullptr;
  }
  constexpr uint64_t kMinimum = uint64_t{1} << 63;
  if (value > kMinimum) return "the number is too large for an int";
  token->is_minimum = value == kMinimum;
  token->literal = Kind::kInt;
  token->value =
      token->is_minimum ? std::numeric_limits<int64_t>::min() : static_cast<int64_t>(value);
  return nullptr;
}

}  // namespace risk::expression
