#include "risk/expression/parser.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "risk/expression/lexer.h"

namespace risk::expression {
namespace {

using SyntaxPtr = std::unique_ptr<Syntax>;

struct BinaryOperator {
  TokenKind token;
  Op op;
  int precedence;  // binds tighter when higher
};
constexpr int kOrPrecedence = 1;
constexpr BinaryOperator kBinary[] = {
    {TokenKind::kOrOr, Op::kOr, kOrPrecedence},
    {TokenKind::kAndAnd, Op::kAnd, 2},
    {TokenKind::kEqual, Op::kEq, 3},
    {TokenKind::kNotEqual, Op::kNe, 3},
    {TokenKind::kLess, Op::kLt, 3},
    {TokenKind::kLessEqual, Op::kLe, 3},
    {TokenKind::kGreater, Op::kGt, 3},
    {TokenKind::kGreaterEqual, Op::kGe, 3},
    {TokenKind::kIn, Op::kIn, 3},
    {TokenKind::kPlus, Op::kAdd, 4},
    {TokenKind::kMinus, Op::kSubtract, 4},
    {TokenKind::kStar, Op::kMultiply, 5},
    {TokenKind::kSlash, Op::kDivide, 5},
    {TokenKind::kPercent, Op::kModulo, 5},
};

const BinaryOperator* FindBinary(TokenKind kind) {
  for (const BinaryOperator& entry : kBinary) {
    if (entry.token == kind) return &entry;
  }
  return nullptr;
}

size_t End(Span span) { return span.offset + span.length; }
Span Join(Span first, Span last) { return {first.offset, End(last) - first.offset}; }

class Parser {
 public:
  Parser(absl::string_view text, const Limits& limits) : text_(text), limits_(limits) {}

  ParseResult Run() {
    ParseResult result;
    if (text_.size() > limits_.text_bytes) {
      Fail({0, 1}, "too-long",
           absl::StrCat("an expression has at most ", limits_.text_bytes, " bytes, this one has ",
                        text_.size()));
    } else if (auto problem = Tokenize(text_, &tokens_)) {
      problem_ = *std::move(problem);
    } else {
      SyntaxPtr syntax = Expression();
      if (syntax != nullptr && Peek().kind != TokenKind::kEnd) {
        syntax = Unexpected("an operator or the end of the expression");
      }
      result.syntax = std::move(syntax);
    }
    result.problem = std::move(problem_);
    return result;
  }

 private:
  const Token& Peek() const { return tokens_[pos_]; }
  const Token& Take() { return tokens_[pos_ + 1 < tokens_.size() ? pos_++ : pos_]; }
  bool TakeIf(TokenKind kind) {
    if (Peek().kind != kind) return false;
    Take();
    return true;
  }

  // Returns null so that callers can `return Fail(...)`. Keeps the first problem.
  SyntaxPtr Fail(Span span, const char* code, std::string message, std::string hint = "") {
    if (problem_.code.empty()) problem_ = {span, code, std::move(message), std::move(hint)};
    return nullptr;
  }

  SyntaxPtr Unexpected(absl::string_view expected) {
    const Token& token = Peek();
    if (token.kind == TokenKind::kEnd) {
      Span span{token.span.offset, 1};
      return Fail(span, "syntax", absl::StrCat("unexpected end, expected ", expected));
    }
    // A long token is quoted in part.
    absl::string_view shown =
        text_.substr(token.span.offset, std::min<size_t>(token.span.length, 40));
    std::string hint;
    if (token.text == "and" || token.text == "AND") hint = "for a conjunction write &&";
    if (token.text == "or" || token.text == "OR") hint = "for a disjunction write ||";
    if (token.text == "not" || token.text == "NOT") hint = "for a negation write !";
    return Fail(token.span, "syntax",
                absl::StrCat("unexpected \"", shown, "\", expected ", expected), hint);
  }

  bool Expect(TokenKind kind, absl::string_view expected) {
    if (TakeIf(kind)) return true;
    Unexpected(expected);
    return false;
  }

  // Sets span and height once the children are in place; null if the tree became too high.
  SyntaxPtr Finish(SyntaxPtr syntax, Span span) {
    syntax->span = span;
    for (const SyntaxPtr& child : syntax->children) {
      syntax->height = std::max(syntax->height, child->height + 1);
    }
    if (syntax->height > limits_.tree_depth) {
      return Fail(syntax->name_span, "too-deep",
                  absl::StrCat("more than ", limits_.tree_depth, " operations one inside another"));
    }
    return syntax;
  }

  static SyntaxPtr New(SyntaxKind kind, Span name_span) {
    auto syntax = std::make_unique<Syntax>();
    syntax->kind = kind;
    syntax->name_span = name_span;
    return syntax;
  }

  static SyntaxPtr NewOperator(Op op, Span name_span) {
    SyntaxPtr syntax = New(SyntaxKind::kOperator, name_span);
    syntax->op = op;
    return syntax;
  }

  // condition ? then : else, or anything that binds tighter.
  SyntaxPtr Expression() {
    if (++nesting_ > limits_.nesting) {
      return Fail(Peek().span, "too-deep",
                  absl::StrCat("more than ", limits_.nesting, " parts one inside another"));
    }
    SyntaxPtr result = Conditional();
    --nesting_;
    return result;
  }

  SyntaxPtr Conditional() {
    SyntaxPtr condition = Binary(kOrPrecedence);
    if (condition == nullptr || Peek().kind != TokenKind::kQuestion) return condition;
    SyntaxPtr syntax = NewOperator(Op::kConditional, Take().span);
    Span start = condition->span;
    syntax->children.push_back(std::move(condition));
    SyntaxPtr then = Binary(kOrPrecedence);
    if (then == nullptr || !Expect(TokenKind::kColon, "\":\"")) return nullptr;
    syntax->children.push_back(std::move(then));
    SyntaxPtr otherwise = Expression();
    if (otherwise == nullptr) return nullptr;
    Span end = otherwise->span;
    syntax->children.push_back(std::move(otherwise));
    return Finish(std::move(syntax), Join(start, end));
  }

  // Operators of at least `precedence`; all of them group to the left. A chain of && or || is one
  // node.
  SyntaxPtr Binary(int precedence) {
    SyntaxPtr left = Unary();
    while (left != nullptr) {
      const BinaryOperator* entry = FindBinary(Peek().kind);
      if (entry == nullptr || entry->precedence < precedence) break;
      Span operator_span = Take().span;
      SyntaxPtr right = Binary(entry->precedence + 1);
      if (right == nullptr) return nullptr;
      left = Combine(entry->op, operator_span, std::move(left), std::move(right));
    }
    return left;
  }

  SyntaxPtr Combine(Op op, Span operator_span, SyntaxPtr left, SyntaxPtr right) {
    Span span = Join(left->span, right->span);
    bool is_chain = (op == Op::kAnd || op == Op::kOr) && left->op == op;
    SyntaxPtr syntax = is_chain ? std::move(left) : NewOperator(op, operator_span);
    if (left != nullptr) syntax->children.push_back(std::move(left));
    if (syntax->children.size() >= limits_.elements) return TooManyElements(operator_span);
    syntax->children.push_back(std::move(right));
    return Finish(std::move(syntax), span);
  }

  SyntaxPtr TooManyElements(Span span) {
    return Fail(span, "too-large", absl::StrCat("more than ", limits_.elements, " elements"));
  }

  SyntaxPtr Unary() {
    TokenKind kind = Peek().kind;
    if (kind != TokenKind::kNot && kind != TokenKind::kMinus) return Member();
    std::vector<Span> signs;
    while (Peek().kind == kind) signs.push_back(Take().span);
    bool is_number = Peek().kind == TokenKind::kLiteral &&
                     (Peek().literal == Kind::kInt || Peek().literal == Kind::kDouble);
    SyntaxPtr operand;
    if (kind == TokenKind::kMinus && is_number) {
      operand = MemberOf(NegativeLiteral(signs.back()));
      signs.pop_back();
    } else {
      operand = Member();
    }
    Op op = kind == TokenKind::kNot ? Op::kNot : Op::kNegate;
    for (size_t i = signs.size(); i-- > 0 && operand != nullptr;) {
      Span span = Join(signs[i], operand->span);
      SyntaxPtr syntax = NewOperator(op, signs[i]);
      syntax->children.push_back(std::move(operand));
      operand = Finish(std::move(syntax), span);
    }
    return operand;
  }

  // A minus sign and the number behind it are one literal, so that the smallest int can be written.
  SyntaxPtr NegativeLiteral(Span sign) {
    const Token& token = Take();
    SyntaxPtr syntax = New(SyntaxKind::kLiteral, token.span);
    syntax->literal = token.literal;
    if (token.literal == Kind::kDouble) {
      syntax->value = -std::get<double>(token.value);
    } else if (token.is_minimum) {
      syntax->value = token.value;
    } else {
      syntax->value = -std::get<int64_t>(token.value);
    }
    return Finish(std::move(syntax), Join(sign, token.span));
  }

  SyntaxPtr Member() { return MemberOf(Primary()); }

  // The selections, calls, indices and fields behind `operand`.
  SyntaxPtr MemberOf(SyntaxPtr operand) {
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

  static bool IsTypeName(const Syntax& syntax) {
    const Syntax* part = &syntax;
    while (part->kind == SyntaxKind::kSelect) part = &part->child(0);
    return part->kind == SyntaxKind::kName;
  }

  SyntaxPtr Selection(SyntaxPtr operand) {
    Take();
    if (Peek().kind != TokenKind::kName) return Unexpected("the name of a field or function");
    SyntaxPtr syntax = New(SyntaxKind::kSelect, Peek().span);
    syntax->name = Take().text;
    Span start = operand->span;
    syntax->children.push_back(std::move(operand));
    return Arguments(std::move(syntax), start);
  }

  // Turns a name or selection into a call if an opening parenthesis follows.
  SyntaxPtr Arguments(SyntaxPtr syntax, Span start) {
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

  SyntaxPtr Index(SyntaxPtr operand) {
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
  bool Elements(TokenKind close, absl::string_view expected, bool may_end_with_comma,
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

  SyntaxPtr Message(SyntaxPtr type) {
    SyntaxPtr syntax = New(SyntaxKind::kMessage, type->span);
    Span start = type->span;
    syntax->children.push_back(std::move(type));
    Take();
    while (Peek().kind != TokenKind::kCloseBrace) {
      if (syntax->fields.size() >= limits_.elements) return TooManyElements(Peek().span);
      if (Peek().kind != TokenKind::kName) return Unexpected("the name of a field");
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

  SyntaxPtr Map() {
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

  SyntaxPtr Primary() {
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
        if (!Elements(TokenKind::kCloseBracket, "\"]\" or \",\"", true, syntax.get()))
          return nullptr;
        return Finish(std::move(syntax), Join(start, last_));
      }
      case TokenKind::kOpenBrace:
        return Map();
      default:
        return Unexpected("a value");
    }
  }

  SyntaxPtr Literal() {
    const Token& token = Take();
    if (token.is_minimum) {
      return Fail(token.span, "bad-literal", "the number is too large for an int");
    }
    SyntaxPtr syntax = New(SyntaxKind::kLiteral, token.span);
    syntax->literal = token.literal;
    syntax->value = token.value;
    return Finish(std::move(syntax), token.span);
  }

  SyntaxPtr Name() {
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

  SyntaxPtr Parenthesized() {
    Span start = Take().span;
    SyntaxPtr inside = Expression();
    last_ = Peek().span;
    if (inside == nullptr || !Expect(TokenKind::kCloseParenthesis, "\")\"")) return nullptr;
    inside->span = Join(start, last_);
    return inside;
  }

  absl::string_view text_;
  const Limits& limits_;
  std::vector<Token> tokens_;
  size_t pos_ = 0;
  int nesting_ = 0;
  Span last_;  // the closing bracket taken last
  Diagnostic problem_;
};

}  // namespace

ParseResult Parse(absl::string_view text, const Limits& limits) {
  return Parser(text, limits).Run();
}

}  // namespace risk::expression
