// Literals, names, calls, lists, maps and messages.
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "risk/expression/parser_impl.h"

namespace risk::expression {

SyntaxPtr Parser::TooManyElements(Span span) {
  return Fail(span, "too-large", absl::StrCat("more than ", limits_.elements, " elements"));
}

// The selections, calls, indices and fields behind `operand`.
SyntaxPtr Parser::MemberOf(SyntaxPtr operand) {
  while (operand != nullptr) {
    switch (Peek().kind) {
      case TokenKind::kDot:
        operand = Selection(std::move(operand));
        break;
      case TokenKind::kOpenBracket:
        operand = Index(std::move(operand));
        break;
      case TokenKind::kOpenBrace:
        if (!IsTypeName(*operand)) return Unexpected("an operator or the end of the expression");
        operand = Message(std::move(operand));
        break;
      default:
        return operand;
    }
  }
  return operand;
}

bool Parser::IsTypeName(const Syntax& syntax) {
  const Syntax* part = &syntax;
  while (part->kind == SyntaxKind::kSelect && !part->is_quoted) part = &part->child(0);
  return part->kind == SyntaxKind::kName;
}

SyntaxPtr Parser::Selection(SyntaxPtr operand) {
  Take();
  const bool is_quoted = Peek().kind == TokenKind::kQuotedName;
  if (!is_quoted && Peek().kind != TokenKind::kName) return Unexpected("the name of a field or function");
  SyntaxPtr syntax = New(SyntaxKind::kSelect, Peek().span);
  syntax->name = Take().text;
  syntax->is_quoted = is_quoted;
  Span start = operand->span;
  syntax->children.push_back(std::move(operand));
  if (!is_quoted) return Arguments(std::move(syntax), start);
  const Span end = syntax->name_span;
  return Finish(std::move(syntax), Join(start, end));
}

// Turns a name or selection into a call if an opening parenthesis follows.
SyntaxPtr Parser::Arguments(SyntaxPtr syntax, Span start) {
  if (!TakeIf(TokenKind::kOpenParenthesis)) {
    Span end = syntax->name_span;
    return Finish(std::move(syntax), Join(start, end));
  }
  syntax->has_receiver = syntax->kind == SyntaxKind::kSelect;
  syntax->kind = SyntaxKind::kCall;
  if (!Elements(TokenKind::kCloseParenthesis, "\")\" or \",\"", false, syntax.get()))
    return nullptr;
  return Finish(std::move(syntax), Join(start, last_));
}

SyntaxPtr Parser::Index(SyntaxPtr operand) {
  SyntaxPtr syntax = NewOperator(Op::kIndex, Take().span);
  Span start = operand->span;
  syntax->children.push_back(std::move(operand));
  SyntaxPtr index = Expression();
  if (index == nullptr) return nullptr;
  syntax->children.push_back(std::move(index));
  last_ = Peek().span;
  if (!Expect(TokenKind::kCloseBracket, "\"]\"")) return nullptr;
  return Finish(std::move(syntax), Join(start, last_));
}

// Comma-separated expressions up to `close`, which is taken too.
bool Parser::Elements(TokenKind close, absl::string_view expected, bool may_end_with_comma,
                      Syntax* syntax) {
  size_t count = 0;
  bool is_first = true;
  while (Peek().kind != close || (!is_first && !may_end_with_comma)) {
    if (++count > limits_.elements) return TooManyElements(Peek().span) != nullptr;
    SyntaxPtr element = Expression();
    if (element == nullptr) return false;
    syntax->children.push_back(std::move(element));
    is_first = false;
    if (!TakeIf(TokenKind::kComma)) break;
  }
  last_ = Peek().span;
  return Expect(close, expected);
}

SyntaxPtr Parser::Message(SyntaxPtr type) {
  SyntaxPtr syntax = New(SyntaxKind::kMessage, type->span);
  Span start = type->span;
  syntax->children.push_back(std::move(type));
  Take();
  while (Peek().kind != TokenKind::kCloseBrace) {
    if (syntax->fields.size() >= limits_.elements) return TooManyElements(Peek().span);
    if (Peek().kind != TokenKind::kName && Peek().kind != TokenKind::kQuotedName) {
      return Unexpected("the name of a field");
    }
    const Token& name = Take();
    syntax->fields.push_back({name.text, name.span});
    if (!Expect(TokenKind::kColon, "\":\"")) return nullptr;
    SyntaxPtr value = Expression();
    if (value == nullptr) return nullptr;
    syntax->children.push_back(std::move(value));
    if (!TakeIf(TokenKind::kComma)) break;
  }
  last_ = Peek().span;
  if (!Expect(TokenKind::kCloseBrace, "\"}\" or \",\"")) return nullptr;
  return Finish(std::move(syntax), Join(start, last_));
}

SyntaxPtr Parser::Map() {
  Span start = Take().span;
  SyntaxPtr syntax = New(SyntaxKind::kMap, start);
  while (Peek().kind != TokenKind::kCloseBrace) {
    if (syntax->children.size() >= 2 * limits_.elements) return TooManyElements(Peek().span);
    SyntaxPtr key = Expression();
    if (key == nullptr || !Expect(TokenKind::kColon, "\":\"")) return nullptr;
    SyntaxPtr value = Expression();
    if (value == nullptr) return nullptr;
    syntax->children.push_back(std::move(key));
    syntax->children.push_back(std::move(value));
    if (!TakeIf(TokenKind::kComma)) break;
  }
  last_ = Peek().span;
  if (!Expect(TokenKind::kCloseBrace, "\"}\" or \",\"")) return nullptr;
  return Finish(std::move(syntax), Join(start, last_));
}

SyntaxPtr Parser::Primary() {
  Span start = Peek().span;
  switch (Peek().kind) {
    case TokenKind::kLiteral:
      return Literal();
    case TokenKind::kName:
    case TokenKind::kDot:
      return Name();
    case TokenKind::kOpenParenthesis:
      return Parenthesized();
    case TokenKind::kOpenBracket: {
      SyntaxPtr syntax = New(SyntaxKind::kList, Take().span);
      if (!Elements(TokenKind::kCloseBracket, "\"]\" or \",\"", true, syntax.get())) return nullptr;
      return Finish(std::move(syntax), Join(start, last_));
    }
    case TokenKind::kOpenBrace:
      return Map();
    default:
      return Unexpected("a value");
  }
}

SyntaxPtr Parser::Literal() {
  const Token& token = Take();
  if (token.is_minimum) {
    return Fail(token.span, "bad-literal", "the number is too large for an int");
  }
  SyntaxPtr syntax = New(SyntaxKind::kLiteral, token.span);
  syntax->literal = token.literal;
  syntax->value = token.value;
  return Finish(std::move(syntax), token.span);
}

SyntaxPtr Parser::Name() {
  Span start = Peek().span;
  bool has_leading_dot = TakeIf(TokenKind::kDot);
  if (Peek().kind != TokenKind::kName) return Unexpected("a name");
  const Token& token = Take();
  if (token.is_reserved) {
    return Fail(token.span, "syntax", absl::StrCat("\"", token.text, "\" is a reserved word"));
  }
  SyntaxPtr syntax = New(SyntaxKind::kName, token.span);
  syntax->name = token.text;
  syntax->has_leading_dot = has_leading_dot;
  return Arguments(std::move(syntax), start);
}

SyntaxPtr Parser::Parenthesized() {
  Span start = Take().span;
  SyntaxPtr inside = Expression();
  last_ = Peek().span;
  if (inside == nullptr || !Expect(TokenKind::kCloseParenthesis, "\")\"")) return nullptr;
  inside->span = Join(start, last_);
  return inside;
}

}  // namespace risk::expression
