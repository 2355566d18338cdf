// Internal to //risk/expression: the tokens of an expression.
#ifndef RISK_EXPRESSION_TOKEN_H_
#define RISK_EXPRESSION_TOKEN_H_

#include <cstdint>
#include <string>

#include "risk/expression/ast.h"

namespace risk::expression {

enum class TokenKind : uint8_t {
  kEnd,
  kName,     // `text` is the name
  kQuotedName,  // `a-name` of a field, which stands for nothing else; `text` is inside the quotes
  kLiteral,  // `value`, `literal` is its kind; true, false and null are literals too
  kIn,
  kAndAnd,
  kOrOr,
  kNot,
  kQuestion,
  kColon,
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kPlus,
  kMinus,
  kStar,
  kSlash,
  kPercent,
  kDot,
  kComma,
  kOpenParenthesis,
  kCloseParenthesis,
  kOpenBracket,
  kCloseBracket,
  kOpenBrace,
  kCloseBrace,
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  Span span;
  std::string text;
  Kind literal = Kind::kNull;
  Constant value;
  bool is_reserved = false;  // a name that only a field may have: "for", "package"
  // 9223372036854775808, which is an int only with a minus sign in front.
  bool is_minimum = false;
};

}  // namespace risk::expression

#endif  // RISK_EXPRESSION_TOKEN_H_
