#include "risk/mutation/expression_edits.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "risk/expression/limits.h"
#include "risk/expression/parser.h"
#include "risk/expression/syntax.h"
#include "risk/schema/date.h"

namespace risk::mutation {
namespace {

using expression::Kind;
using expression::Op;
using expression::Span;
using expression::Syntax;
using expression::SyntaxKind;
using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

size_t EndOf(const Span& span) { return span.offset + span.length; }

// What an operator is mistaken for; empty if for nothing.
absl::string_view OtherOperator(Op op) {
  switch (op) {
    case Op::kAnd: return "||";
    case Op::kOr: return "&&";
    case Op::kEq: return "!=";
    case Op::kNe: return "==";
    case Op::kLt: return "<=";
    case Op::kLe: return "<";
    case Op::kGt: return ">=";
    case Op::kGe: return ">";
    case Op::kAdd: return "-";
    case Op::kSubtract: return "+";
    default: return "";
  }
}

class Editor {
 public:
  Editor(absl::string_view text, const Vocabulary& vocabulary)
      : text_(text), vocabulary_(vocabulary) {}

  void Visit(const Syntax& syntax, const Scope& scope);
  std::vector<ExpressionEdit> Take() { return std::move(edits_); }

 private:
  void Add(const char* kind, size_t begin, size_t end, std::string replacement) {
    edits_.push_back({kind, begin, end - begin, std::move(replacement)});
  }
  absl::string_view TextOf(const Span& span) const {
    return text_.substr(span.offset, span.length);
  }
  void VisitChildren(const Syntax& syntax, const Scope& scope) {
    for (const auto& child : syntax.children) Visit(*child, scope);
  }
  void Operator(const Syntax& syntax, const Scope& scope);
  void Chain(const Syntax& syntax);
  void Call(const Syntax& syntax, const Scope& scope);
  void Macro(const Syntax& syntax, const Scope& scope);
  void Select(const Syntax& syntax, const Scope& scope);
  void Name(const Syntax& syntax, const std::string& prefix);
  bool EnumValue(const Syntax& syntax);
  void Literal(const Syntax& syntax);
  // Where the operator between two operands stands.
  size_t OperatorBetween(const Syntax& left, const Syntax& right, absl::string_view name) const {
    const size_t found = text_.find(name, EndOf(left.span));
    return found < right.span.offset ? found : absl::string_view::npos;
  }

  const absl::string_view text_;
  const Vocabulary& vocabulary_;
  std::vector<ExpressionEdit> edits_;
};

void Editor::Visit(const Syntax& syntax, const Scope& scope) {
  switch (syntax.kind) {
    case SyntaxKind::kLiteral:
      return Literal(syntax);
    case SyntaxKind::kSelect:
      return Select(syntax, scope);
    case SyntaxKind::kCall:
      return Call(syntax, scope);
    case SyntaxKind::kOperator:
      return Operator(syntax, scope);
    case SyntaxKind::kName:
      return;
    default:
      VisitChildren(syntax, scope);
  }
}

// Another operator in each place of a chain, and each operand left out.
void Editor::Chain(const Syntax& syntax) {
  const absl::string_view name = expression::OpName(syntax.op);
  for (size_t i = 1; i < syntax.children.size(); ++i) {
    const Syntax& right = syntax.child(i);
    const size_t at = OperatorBetween(syntax.child(i - 1), right, name);
    if (at == absl::string_view::npos) continue;
    Add("operator", at, at + name.size(), std::string(OtherOperator(syntax.op)));
    Add("dropped clause", at, EndOf(right.span), "");
  }
  Add("dropped clause", syntax.child(0).span.offset, syntax.child(1).span.offset, "");
}

void Editor::Operator(const Syntax& syntax, const Scope& scope) {
  if (syntax.op == Op::kAnd || syntax.op == Op::kOr) {
    Chain(syntax);
  } else if (syntax.op == Op::kNot) {
    Add("negation", syntax.name_span.offset, EndOf(syntax.name_span), "");
  } else if (syntax.op == Op::kConditional) {
    const Span& then = syntax.child(1).span;
    const Span& otherwise = syntax.child(2).span;
    Add("branch", then.offset, EndOf(then), std::string(TextOf(otherwise)));
    Add("branch", otherwise.offset, EndOf(otherwise), std::string(TextOf(then)));
  } else if (const absl::string_view other = OtherOperator(syntax.op); !other.empty()) {
    Add("operator", syntax.name_span.offset, EndOf(syntax.name_span), std::string(other));
  }
  VisitChildren(syntax, scope);
}

void Editor::Call(const Syntax& syntax, const Scope& scope) {
  const std::string& name = syntax.name;
  const bool is_macro = syntax.has_receiver && syntax.children.size() > 2 &&
                        (name == "exists" || name == "all" || name == "exists_one" ||
                         name == "filter" || name == "map");
  if (is_macro) return Macro(syntax, scope);
  if (syntax.has_receiver) {
    const Syntax& receiver = syntax.child(0);
    if (receiver.kind == SyntaxKind::kName && scope.count(receiver.name) == 0) {
      Name(syntax, receiver.name);  // fact.ID(x)
    }
  }
  VisitChildren(syntax, scope);
}

void Editor::Macro(const Syntax& syntax, const Scope& scope) {
  if (syntax.name == "exists" || syntax.name == "all") {
    Add("quantifier", syntax.name_span.offset, EndOf(syntax.name_span),
        syntax.name == "exists" ? "all" : "exists");
  }
  const Syntax& list = syntax.child(0);
  if (syntax.name == "filter") Add("dropped filter", EndOf(list.span), EndOf(syntax.span), "");
  Visit(list, scope);
  Scope inside = scope;
  inside[syntax.child(1).name] = vocabulary_.TypeOf(list, scope);
  for (size_t i = 2; i < syntax.children.size(); ++i) Visit(syntax.child(i), inside);
}

// Another rule in place of the one that is named.
void Editor::Name(const Syntax& syntax, const std::string& prefix) {
  const std::string next = vocabulary_.NextName(absl::StrCat(prefix, ".", syntax.name));
  if (next.empty()) return;
  Add("name", syntax.name_span.offset, EndOf(syntax.name_span), next.substr(prefix.size() + 1));
}

// Offence.Kind.ROBBERY: the next value of the enum. Names without a meaning are left alone.
bool Editor::EnumValue(const Syntax& syntax) {
  const absl::string_view text = TextOf(syntax.span);
  const size_t dot = text.rfind('.');
  if (dot == absl::string_view::npos || text[0] < 'A' || text[0] > 'Z') return false;
  const EnumDescriptor* type = vocabulary_.FindEnum(std::string(text.substr(0, dot)));
  if (type == nullptr) return false;
  const auto* value = type->FindValueByName(std::string(text.substr(dot + 1)));
  if (value == nullptr || type->value_count() < 3) return true;
  int next = (value->index() + 1) % type->value_count();
  if (type->value(next)->number() == 0) next = (next + 1) % type->value_count();
  Add("value", syntax.name_span.offset, EndOf(syntax.name_span), type->value(next)->name());
  return true;
}

void Editor::Select(const Syntax& syntax, const Scope& scope) {
  if (EnumValue(syntax)) return;
  const Syntax& operand = syntax.child(0);
  if (operand.kind == SyntaxKind::kName && scope.count(operand.name) == 0) {
    if (operand.name == "fact" || operand.name == "factor") {
      Add("negation", syntax.span.offset, syntax.span.offset, "!");
    }
    Name(syntax, operand.name);
  }
  const Descriptor* type = vocabulary_.TypeOf(operand, scope);
  const FieldDescriptor* field = type == nullptr ? nullptr : type->FindFieldByName(syntax.name);
  if (field != nullptr) {
    if (const FieldDescriptor* next = vocabulary_.NextField(*field); next != nullptr) {
      Add("field", syntax.name_span.offset, EndOf(syntax.name_span), next->name());
    }
  }
  Visit(operand, scope);
}

void Editor::Literal(const Syntax& syntax) {
  const size_t begin = syntax.span.offset;
  const size_t end = EndOf(syntax.span);
  if (const bool* flag = std::get_if<bool>(&syntax.value)) {
    Add("constant", begin, end, *flag ? "false" : "true");
  } else if (const int64_t* number = std::get_if<int64_t>(&syntax.value)) {
    // Farther from zero: a longer window, a higher threshold.
    Add("constant", begin, end, absl::StrCat(*number < 0 ? *number - 1 : *number + 1));
  } else if (std::holds_alternative<double>(syntax.value)) {
    Add("constant", begin, end, absl::StrCat("(", TextOf(syntax.span), " + 1.0)"));
  } else if (const std::string* text = std::get_if<std::string>(&syntax.value)) {
    const std::optional<schema::Days> days = schema::ParseDays(*text);
    if (!days.has_value() || days->first != days->last) return;
    Add("constant", begin, end,
        absl::StrCat("'", schema::DateText(schema::DateOfDay(days->first + 1)), "'"));
  }
}

}  // namespace

std::vector<ExpressionEdit> EditsOf(absl::string_view expression, const Scope& scope,
                                    const Vocabulary& vocabulary) {
  const expression::ParseResult parsed = expression::Parse(expression, expression::Limits());
  if (parsed.syntax == nullptr) return {};
  Editor editor(expression, vocabulary);
  editor.Visit(*parsed.syntax, scope);
  return editor.Take();
}

}  // namespace risk::mutation
