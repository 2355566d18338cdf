#include "risk/expression/parser.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "risk/expression/lexer.h"
#include "risk/expression/parser_impl.h"

namespace risk::expression {
namespace {

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

}  // namespace

ParseResult Parser::Run() {
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

bool Parser::TakeIf(TokenKind kind) {
  if (Peek().kind != kind) return false;
  Take();
  return true;
}

// Returns null so that callers can `return Fail(...)`. Keeps the first problem.
SyntaxPtr Parser::Fail(Span span, const char* code, std::string message, std::string hint) {
  if (problem_.code.empty()) problem_ = {span, code, std::move(message), std::move(hint)};
  return nullptr;
}

SyntaxPtr Parser::Unexpected(absl::string_view expected) {
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
  return Fail(token.span, "syntax", absl::StrCat("unexpected \"", shown, "\", expected ", expected),
              hint);
}

bool Parser::Expect(TokenKind kind, absl::string_view expected) {
  if (TakeIf(kind)) return true;
  Unexpected(expected);
  return false;
}

// Sets span and height once the children are in place; null if the tree became too high.
SyntaxPtr Parser::Finish(SyntaxPtr syntax, Span span) {
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

SyntaxPtr Parser::New(SyntaxKind kind, Span name_span) {
  auto syntax = std::make_unique<Syntax>();
  syntax->kind = kind;
  syntax->name_span = name_span;
  return syntax;
}

SyntaxPtr Parser::NewOperator(Op op, Span name_span) {
  SyntaxPtr syntax = New(SyntaxKind::kOperator, name_span);
  syntax->op = op;
  return syntax;
}

// condition ? then : else, or anything that binds tighter.
SyntaxPtr Parser::Expression() {
  if (++nesting_ > limits_.nesting) {
    return Fail(Peek().span, "too-deep",
                absl::StrCat("more than ", limits_.nesting, " parts one inside another"));
  }
  SyntaxPtr result = Conditional();
  --nesting_;
  return result;
}

SyntaxPtr Parser::Conditional() {
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
SyntaxPtr Parser::Binary(int precedence) {
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

SyntaxPtr Parser::Combine(Op op, Span operator_span, SyntaxPtr left, SyntaxPtr right) {
  Span span = Join(left->span, right->span);
  bool is_chain = (op == Op::kAnd || op == Op::kOr) && left->op == op;
  SyntaxPtr syntax = is_chain ? std::move(left) : NewOperator(op, operator_span);
  if (left != nullptr) syntax->children.push_back(std::move(left));
  if (syntax->children.size() >= limits_.elements) return TooManyElements(operator_span);
  bool is_higher = right->height >= syntax->height;
  syntax->children.push_back(std::move(right));
  syntax->span = span;
  // Measuring a long chain again for each of its members would be quadratic.
  return is_higher || !is_chain ? Finish(std::move(syntax), span) : std::move(syntax);
}

SyntaxPtr Parser::Unary() {
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
SyntaxPtr Parser::NegativeLiteral(Span sign) {
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

ParseResult Parse(absl::string_view text, const Limits& limits) {
  return Parser(text, limits).Run();
}

}  // namespace risk::expression
