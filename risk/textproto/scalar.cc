#include "risk/textproto/scalar.h"

#include <cmath>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "risk/textproto/json_scanner.h"
#include "risk/textproto/literal.h"

namespace risk::textproto {
namespace {

constexpr double kTwoTo64 = 18446744073709551616.0;


// Digits of a base, whatever their number. False if there is anything else.
bool ReadWhole(absl::string_view digits, int base, Scalar& scalar) {
  for (char c : digits) {
    const char lower = absl::ascii_tolower(static_cast<unsigned char>(c));
    const int digit = absl::ascii_isdigit(lower) ? lower - '0' : lower >= 'a' ? lower - 'a' + 10 : base;
    if (digit >= base) return false;
    const bool is_too_large =
        __builtin_mul_overflow(scalar.magnitude, static_cast<uint64_t>(base), &scalar.magnitude) ||
        __builtin_add_overflow(scalar.magnitude, static_cast<uint64_t>(digit), &scalar.magnitude);
    scalar.overflows |= is_too_large;
    scalar.number = scalar.number * base + digit;
  }
  scalar.kind = Scalar::Kind::kWhole;
  return !digits.empty();
}

// A number of text format without its sign: 12, 0x1f, 017, 1.5, .5, 2e-3, 1.5f.
bool ReadTextNumber(absl::string_view word, Scalar& scalar) {
  if (absl::StartsWithIgnoreCase(word, "0x")) return ReadWhole(word.substr(2), 16, scalar);
  const bool is_octal = word.size() > 1 && word[0] == '0';
  const bool is_whole = word.find_first_not_of("0123456789") == absl::string_view::npos;
  if (is_whole && !is_octal) {
    if (!ReadWhole(word, 10, scalar)) return false;
    return absl::SimpleAtod(word, &scalar.number);
  }
  if (is_whole) return ReadWhole(word, 8, scalar);
  absl::string_view number = word;
  if (!absl::ConsumeSuffix(&number, "f")) absl::ConsumeSuffix(&number, "F");
  scalar.kind = Scalar::Kind::kNumber;
  return absl::SimpleAtod(number, &scalar.number);
}

// -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?
bool IsJsonNumber(absl::string_view word) {
  const auto take_digits = [&word] {
    size_t count = 0;
    while (count < word.size() && absl::ascii_isdigit(word[count])) ++count;
    word.remove_prefix(count);
    return count > 0;
  };
  absl::ConsumePrefix(&word, "-");
  if (!absl::ConsumePrefix(&word, "0") && !take_digits()) return false;
  if (absl::ConsumePrefix(&word, ".") && !take_digits()) return false;
  if (absl::ConsumePrefix(&word, "e") || absl::ConsumePrefix(&word, "E")) {
    if (!absl::ConsumePrefix(&word, "-")) absl::ConsumePrefix(&word, "+");
    if (!take_digits()) return false;
  }
  return word.empty();
}

}  // namespace

Scalar ReadJsonNumber(absl::string_view word) {
  Scalar scalar;
  scalar.text = std::string(word);
  if (!IsJsonNumber(word) || !absl::SimpleAtod(word, &scalar.number)) return scalar;
  const bool is_plain = word.find_first_of(".eE") == absl::string_view::npos;
  const double size = std::fabs(scalar.number);
  scalar.negative = absl::StartsWith(word, "-");
  if (is_plain) {
    const double number = scalar.number;
    ReadWhole(absl::StripPrefix(word, "-"), 10, scalar);
    scalar.number = number;
  } else if (std::isfinite(size) && size == std::floor(size)) {
    scalar.kind = Scalar::Kind::kWhole;
    scalar.overflows = size >= kTwoTo64;
    if (!scalar.overflows) scalar.magnitude = static_cast<uint64_t>(size);
  } else {
    scalar.kind = Scalar::Kind::kNumber;
  }
  return scalar;
}

Scalar ReadScalar(absl::string_view text, const Node& node, Form form) {
  Scalar scalar;
  if (node.is_string()) {
    scalar.kind = Scalar::Kind::kQuoted;
    scalar.text =
        form == Form::kJson ? JsonString(text, node.value) : LiteralValue(text, node.value);
    return scalar;
  }
  const absl::string_view word = text.substr(node.value, node.end - node.value);
  if (form == Form::kJson) {
    if (word != "null") return ReadJsonNumber(word);
    scalar.kind = Scalar::Kind::kNull;
    return scalar;
  }
  absl::string_view unsigned_word = word;
  const bool is_negative = absl::ConsumePrefix(&unsigned_word, "-");
  unsigned_word = absl::StripLeadingAsciiWhitespace(unsigned_word);
  const bool is_number = absl::ascii_isdigit(unsigned_word[0]) || unsigned_word[0] == '.';
  if (is_number && ReadTextNumber(unsigned_word, scalar)) {
    scalar.negative = is_negative;
    if (is_negative) scalar.number = -scalar.number;
    return scalar;
  }
  scalar = Scalar();
  scalar.text = is_negative ? "-" + std::string(unsigned_word) : std::string(word);
  return scalar;
}

}  // namespace risk::textproto
