// Internal to //risk/expression: splits text into tokens.
#ifndef RISK_EXPRESSION_LEXER_H_
#define RISK_EXPRESSION_LEXER_H_

#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/expression/diagnostic.h"
#include "risk/expression/token.h"

namespace risk::expression {

// All tokens of `text`, the last of kind kEnd; or the first problem (bad-literal, syntax).
// Cost: linear. Text must be valid UTF-8; everything outside string literals and comments is ASCII.
std::optional<Diagnostic> Tokenize(absl::string_view text, std::vector<Token>* tokens);

}  // namespace risk::expression

#endif  // RISK_EXPRESSION_LEXER_H_
