// Operators: logic, comparison, arithmetic, index.
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/expression/checker_impl.h"
#include "risk/expression/relation.h"

namespace risk::expression {
namespace {

std::vector<const Type*> TypesOf(const Node& node) {
  std::vector<const Type*> types;
  for (const auto& child : node.children) types.push_back(&child->type);
  return types;
}

// Advice for operands that are nearly right.
std::string OperandHint(const Node& node) {
  bool has_int = false, has_double = false, has_date = false;
  for (const auto& child : node.children) {
    has_int = has_int || child->type.Is(Kind::kInt);
    has_double = has_double || child->type.Is(Kind::kDouble);
    has_date = has_date || child->type.Is(Kind::kDate);
  }
  bool is_arithmetic = node.op >= Op::kAdd && node.op <= Op::kModulo;
  if (has_int && has_double) return "convert the int with double(...), or write 1.0 for 1";
  if (is_arithmetic && has_date) return "for dates use days_between(a, b) or add_days(d, n)";
  std::string wanted = DescribeOperands(node.op);
  return wanted.empty() ? "" : absl::StrCat("it takes ", wanted);
}

// An empty list or map has the type of what it is an alternative to.
void TakeTypeBeside(const Node& other, Node* node) {
  const bool is_literal = node->kind == NodeKind::kList || node->kind == NodeKind::kMap;
  if (is_literal && node->children.empty() && node->type.kind() == other.type.kind()) {
    node->type = other.type;
  }
}

}  // namespace

NodePtr Checker::CheckOperator(const Syntax& syntax, const Scope* scope) {
  NodePtr node = NewNode(NodeKind::kCall, syntax.span);
  if (node == nullptr) return nullptr;
  node->op = syntax.op;
  if (!CheckChildren(syntax, 0, scope, node.get())) return nullptr;
  switch (syntax.op) {
    case Op::kAnd:
    case Op::kOr: {
      bool ok = true;
      for (const auto& child : node->children) {
        ok = IsCondition(*child, OpName(node->op)) && ok;
      }
      node->type = Type::Of(Kind::kBool);
      return ok ? std::move(node) : nullptr;
    }
    case Op::kConditional:
      return CheckConditional(std::move(node));
    case Op::kEq:
    case Op::kNe:
    case Op::kLt:
    case Op::kLe:
    case Op::kGt:
    case Op::kGe:
    case Op::kIn:
      return CheckComparison(std::move(node));
    case Op::kIndex:
      return CheckIndex(std::move(node));
    default:
      return ApplyOverloads(std::move(node), syntax);
  }
}

bool Checker::IsCondition(const Node& node, absl::string_view where) {
  if (node.type.Is(Kind::kBool) || node.type.Is(Kind::kDyn)) return true;
  std::string hint;
  if (node.type.enumeration() != nullptr) hint = "compare it: x == Enum.VALUE";
  if (node.type.Is(Kind::kList)) hint = "ask for .exists(x, ...), or for size(...) > 0";
  if (node.type.Is(Kind::kMessage) || node.type.Is(Kind::kDate)) hint = "ask with has(...)";
  Report(node.span, "type-mismatch",
         absl::StrCat("\"", where, "\" needs a bool, not a ", node.type.ToString()), hint);
  return false;
}

NodePtr Checker::CheckConditional(NodePtr node) {
  if (!IsCondition(node->child(0), "?:")) return nullptr;
  TakeTypeBeside(node->child(2), node->children[1].get());
  TakeTypeBeside(node->child(1), node->children[2].get());
  const Type then = Plain(node->child(1).type);
  const Type otherwise = Plain(node->child(2).type);
  node->type = Join(then, otherwise);
  bool is_dyn = then.Is(Kind::kDyn) || otherwise.Is(Kind::kDyn);
  if (node->type.Is(Kind::kDyn) && !is_dyn) {
    Report(node->span, "type-mismatch",
           absl::StrCat("the two results of ?: differ: ", then.ToString(), " and ",
                        otherwise.ToString()),
           OperandHint(*node));
    return nullptr;
  }
  return node;
}

NodePtr Checker::CheckComparison(NodePtr node) {
  const Type& left = node->child(0).type;
  const Type& right = node->child(1).type;
  // What is compared with `left`.
  Type other = right;
  if (node->op == Op::kIn) {
    if (!right.Is(Kind::kList) && !right.Is(Kind::kMap) && !right.Is(Kind::kDyn)) {
      Report(node->child(1).span, "type-mismatch",
             absl::StrCat("\"in\" needs a list or a map, not a ", right.ToString()));
      return nullptr;
    }
    other = right.Is(Kind::kMap) ? right.key() : right.element();
  }
  bool is_equality = node->op == Op::kEq || node->op == Op::kNe || node->op == Op::kIn;
  bool ok = is_equality ? IsComparable(left, other) : IsOrdered(left, other);
  node->type = Type::Of(Kind::kBool);
  if (ok) return node;
  if (AreDifferentEnums(left, other)) {
    Report(node->span, "enum-mismatch",
           absl::StrCat("values of two different enums are compared: ", left.ToString(), " and ",
                        other.ToString()));
    return nullptr;
  }
  std::string hint;
  bool is_date = left.Is(Kind::kDate) || other.Is(Kind::kDate);
  if (is_date && (left.Is(Kind::kString) || other.Is(Kind::kString))) {
    hint = "write a date as date(\"2021-06-03\")";
  } else if (left.Is(Kind::kNull) || other.Is(Kind::kNull)) {
    hint = "ask for presence with has(...)";
  }
  Report(node->span, "type-mismatch",
         absl::StrCat("\"", OpName(node->op), "\" cannot compare ", left.ToString(), " and ",
                      other.ToString()),
         hint);
  return nullptr;
}

NodePtr Checker::CheckIndex(NodePtr node) {
  const Type& operand = node->child(0).type;
  const Type& index = node->child(1).type;
  bool ok = operand.Is(Kind::kDyn) ||
            (operand.Is(Kind::kList) && (index.IsNumber() || index.Is(Kind::kDyn))) ||
            (operand.Is(Kind::kMap) && IsComparable(operand.key(), index));
  if (!ok) {
    Report(node->child(1).span, "type-mismatch",
           absl::StrCat("a ", operand.ToString(), " cannot be indexed by ", index.ToString()));
    return nullptr;
  }
  node->type = operand.element();
  return node;
}

NodePtr Checker::ApplyOverloads(NodePtr node, const Syntax& syntax) {
  std::string name(syntax.kind == SyntaxKind::kOperator ? OpName(node->op)
                                                        : absl::string_view(syntax.name));
  size_t count = node->children.size();
  if (!TakesCount(node->op, count)) {
    Report(syntax.span, "wrong-arguments",
           absl::StrCat(name, " does not take ", count, count == 1 ? " argument" : " arguments"),
           absl::StrCat("it takes ", DescribeOperands(node->op)));
    return nullptr;
  }
  std::optional<Type> result = ResultOf(node->op, TypesOf(*node));
  if (!result.has_value()) {
    std::string given = absl::StrJoin(TypesOf(*node), ", ", [](std::string* out, const Type* type) {
      absl::StrAppend(out, type->ToString());
    });
    Report(syntax.span, "type-mismatch", absl::StrCat("\"", name, "\" does not take (", given, ")"),
           OperandHint(*node));
    return nullptr;
  }
  node->type = *std::move(result);
  return node;
}

}  // namespace risk::expression
