// Internal to //risk/expression: the values of string, bytes and number literals.
#ifndef RISK_EXPRESSION_LITERAL_H_
#define RISK_EXPRESSION_LITERAL_H_

#include <cstddef>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "risk/expression/token.h"

namespace risk::expression {

// Byte offset of the first sequence that is not UTF-8, or npos.
size_t FindInvalidUtf8(absl::string_view text);

// What is wrong with a literal, and where in its text.
struct LiteralProblem {
  size_t offset = 0;
  size_t length = 0;
  const char* message = "";
};

// Replaces the escape sequences of a string or bytes literal. `body` is what stands between the
// quotes. In a string \x and octal escapes are code points, in bytes they are octets.
std::optional<LiteralProblem> Unescape(absl::string_view body, bool is_bytes, std::string* out);

// Sets literal, value and is_minimum of a token from the text of a number: 12, 0x1F, 12u, 1.5, .5,
// 2e3. Returns what is wrong with it, or null.
const char* ReadNumber(absl::string_view text, Token* token);

}  // namespace risk::expression

#endif  // RISK_EXPRESSION_LITERAL_H_
