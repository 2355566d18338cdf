// Constant folding and the names of types.
#include <algorithm>
#include <utility>

#include "risk/expression/checker.h"
#include "risk/expression/checker_impl.h"

namespace risk::expression {
namespace {

// known() speaks of the record, tables are not constant, and a constant has a type of its own.
bool CanFold(const Node& node) {
  if (node.kind != NodeKind::kCall || node.children.empty()) return false;
  if (node.op == Op::kLookup || node.op == Op::kKnown || node.op == Op::kCertainly || node.type.Is(Kind::kDyn)) return false;
  return std::all_of(node.children.begin(), node.children.end(),
                     [](const auto& child) { return child->kind == NodeKind::kConstant; });
}

int Fold(Node* node, absl::FunctionRef<std::optional<Constant>(const Node&)> evaluate) {
  int count = 0;
  for (auto& child : node->children) {
    if (child != nullptr) count += Fold(child.get(), evaluate);
  }
  if (!CanFold(*node)) return count;
  std::optional<Constant> value = evaluate(*node);
  if (!value.has_value()) return count;
  node->kind = NodeKind::kConstant;
  node->op = Op::kNone;
  node->value = *std::move(value);
  node->children.clear();
  node->pattern.reset();
  return count + 1;
}

struct NamedKind {
  absl::string_view name;
  Kind kind;
};
constexpr NamedKind kNamedKinds[] = {
    {"dyn", Kind::kDyn},     {"bool", Kind::kBool},           {"int", Kind::kInt},
    {"uint", Kind::kUint},   {"double", Kind::kDouble},       {"string", Kind::kString},
    {"bytes", Kind::kBytes}, {"timestamp", Kind::kTimestamp}, {"duration", Kind::kDuration},
    {"date", Kind::kDate},
};

std::optional<Type> Interpret(const Syntax& syntax, const Environment& env) {
  if (syntax.kind == SyntaxKind::kCall && !syntax.has_receiver) {
    if (syntax.name == "list" && syntax.children.size() == 1) {
      std::optional<Type> element = Interpret(syntax.child(0), env);
      if (element.has_value()) return Type::List(*std::move(element));
    }
    if (syntax.name == "map" && syntax.children.size() == 2) {
      std::optional<Type> key = Interpret(syntax.child(0), env);
      std::optional<Type> value = Interpret(syntax.child(1), env);
      if (key.has_value() && value.has_value()) return Type::Map(*key, *value);
    }
    return std::nullopt;
  }
  std::string name = DottedName(syntax);
  if (name.empty()) return std::nullopt;
  for (const NamedKind& named : kNamedKinds) {
    if (named.name == name) return Type::Of(named.kind);
  }
  if (const google::protobuf::Descriptor* message = env.FindMessage(name)) {
    return Type::OfMessage(message);
  }
  if (const google::protobuf::EnumDescriptor* enumeration = env.FindEnum(name)) {
    return Type::Enum(enumeration);
  }
  return std::nullopt;
}

}  // namespace

int FoldConstants(CheckedExpression& expression,
                  absl::FunctionRef<std::optional<Constant>(const Node&)> evaluate) {
  return Fold(expression.root_.get(), evaluate);
}

std::optional<Type> ParseType(absl::string_view text, const Environment& env) {
  Limits limits;
  ParseResult parsed = Parse(text, limits);
  if (parsed.syntax == nullptr) return std::nullopt;
  return Interpret(*parsed.syntax, env);
}

}  // namespace risk::expression
