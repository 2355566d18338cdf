// Internal to //risk/expression: the state of one parse. Operators are in parser.cc, what stands
// between them in parse_primary.cc.
#ifndef RISK_EXPRESSION_PARSER_IMPL_H_
#define RISK_EXPRESSION_PARSER_IMPL_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/expression/parser.h"
#include "risk/expression/token.h"

namespace risk::expression {

using SyntaxPtr = std::unique_ptr<Syntax>;

// Recursive descent. Methods return null after a problem; only the first is kept.
class Parser {
 public:
  Parser(absl::string_view text, const Limits& limits) : text_(text), limits_(limits) {}

  ParseResult Run();

 private:
  const Token& Peek() const { return tokens_[pos_]; }
  const Token& Take() { return tokens_[pos_ + 1 < tokens_.size() ? pos_++ : pos_]; }
  bool TakeIf(TokenKind kind);
  SyntaxPtr Fail(Span span, const char* code, std::string message, std::string hint = "");
  SyntaxPtr Unexpected(absl::string_view expected);
  bool Expect(TokenKind kind, absl::string_view expected);
  SyntaxPtr Finish(SyntaxPtr syntax, Span span);
  static SyntaxPtr New(SyntaxKind kind, Span name_span);
  static SyntaxPtr NewOperator(Op op, Span name_span);
  SyntaxPtr Expression();
  SyntaxPtr Conditional();
  SyntaxPtr Binary(int precedence);
  SyntaxPtr Combine(Op op, Span operator_span, SyntaxPtr left, SyntaxPtr right);
  SyntaxPtr TooManyElements(Span span);
  SyntaxPtr Unary();
  SyntaxPtr NegativeLiteral(Span sign);
  SyntaxPtr Member() { return MemberOf(Primary()); }
  SyntaxPtr MemberOf(SyntaxPtr operand);
  static bool IsTypeName(const Syntax& syntax);
  SyntaxPtr Selection(SyntaxPtr operand);
  SyntaxPtr Arguments(SyntaxPtr syntax, Span start);
  SyntaxPtr Index(SyntaxPtr operand);
  bool Elements(TokenKind close, absl::string_view expected, bool may_end_with_comma,
                Syntax* syntax);
  SyntaxPtr Message(SyntaxPtr type);
  SyntaxPtr Map();
  SyntaxPtr Primary();
  SyntaxPtr Literal();
  SyntaxPtr Name();
  SyntaxPtr Parenthesized();

  absl::string_view text_;
  const Limits& limits_;
  std::vector<Token> tokens_;
  size_t pos_ = 0;
  int nesting_ = 0;
  Span last_;  // the closing bracket taken last
  Diagnostic problem_;
};

}  // namespace risk::expression

#endif  // RISK_EXPRESSION_PARSER_IMPL_H_
