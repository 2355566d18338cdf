// Calls: macros, functions of the edition, built-in functions.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "risk/expression/checker_impl.h"
#include "risk/expression/pattern.h"
#include "risk/expression/relation.h"
#include "risk/expression/zone.h"
#include "risk/schema/date.h"

namespace risk::expression {
namespace {

struct Macro {
  absl::string_view name;
  Quantifier quantifier;
};
constexpr Macro kMacros[] = {
    {"exists", Quantifier::kExists},
    {"all", Quantifier::kAll},
    {"exists_one", Quantifier::kExistsOne},
    {"filter", Quantifier::kFilter},
    {"map", Quantifier::kMap},
};

const Macro* FindMacro(absl::string_view name) {
  for (const Macro& macro : kMacros) {
    if (macro.name == name) return &macro;
  }
  return nullptr;
}

bool IsPartOfTime(Op op) { return op >= Op::kGetFullYear && op <= Op::kGetMilliseconds; }

// The elements that a quantifier over this type runs through; nothing if it is no collection.
std::optional<Type> ElementOf(const Type& range) {
  if (range.Is(Kind::kList)) return range.element();
  if (range.Is(Kind::kMap)) return range.key();
  if (range.Is(Kind::kDyn)) return Type();
  return std::nullopt;
}

}  // namespace

NodePtr Checker::CheckCall(const Syntax& syntax, const Scope* scope) {
  std::string dotted = syntax.name;
  if (syntax.has_receiver) {
    std::string receiver = DottedName(syntax.child(0));
    dotted = receiver.empty() ? "" : absl::StrCat(receiver, ".", syntax.name);
  }
  if (absl::StartsWith(dotted, ".")) dotted.erase(0, 1);
  int function = dotted.empty() ? -1 : env_.FindFunction(dotted);
  if (function >= 0) return Inline(function, syntax, scope);
  const Macro* macro = FindMacro(syntax.name);
  if (macro != nullptr && syntax.has_receiver) return CheckMacro(macro->quantifier, syntax, scope);
  if (syntax.name == "has" && !syntax.has_receiver && !syntax.has_leading_dot) return CheckHas(syntax, scope);
  const FunctionEntry* entry = FindBuiltin(syntax.name);
  if (entry == nullptr || !HasRightStyle(*entry, syntax)) {
    if (entry == nullptr) UnknownFunction(syntax);
    return nullptr;
  }
  if (entry->op == Op::kLookup) return CheckLookup(syntax, scope);
  return CheckBuiltin(*entry, syntax, scope);
}

NodePtr Checker::UnknownFunction(const Syntax& syntax) {
  std::vector<std::string> names = BuiltinNames();
  std::string name = syntax.name;
  Span span = syntax.name_span;
  // fact.recnt(i): a slip in the name of a declared function, unless the receiver is a value.
  std::string receiver = syntax.has_receiver ? DottedName(syntax.child(0)) : "";
  for (const Function& function : env_.functions()) {
    bool is_sibling = !receiver.empty() && absl::StartsWith(function.name, receiver + ".");
    if (is_sibling) {
      name = absl::StrCat(receiver, ".", syntax.name);
      span = Join(syntax.child(0).span, syntax.name_span);
    }
    names.push_back(function.name);
  }
  Report(span, "unknown-function", absl::StrCat("unknown function \"", name, "\""),
         Suggest(name, names));
  return nullptr;
}

bool Checker::HasRightStyle(const FunctionEntry& entry, const Syntax& syntax) {
  if (syntax.has_receiver && entry.style == Style::kGlobal) {
    Report(syntax.name_span, "unknown-function",
           absl::StrCat("\"", entry.name, "\" is not called on a value"),
           absl::StrCat("write ", entry.name, "(...)"));
    return false;
  }
  if (!syntax.has_receiver && entry.style == Style::kReceiver) {
    Report(syntax.name_span, "unknown-function",
           absl::StrCat("\"", entry.name, "\" is called on a value"),
           absl::StrCat("write x.", entry.name, "(...)"));
    return false;
  }
  return true;
}

// has(a.b): whether the field is set.
NodePtr Checker::CheckHas(const Syntax& syntax, const Scope* scope) {
  bool ok = syntax.children.size() == 1 && (syntax.child(0).kind == SyntaxKind::kSelect ||
                                            syntax.child(0).kind == SyntaxKind::kName);
  NodePtr node;
  if (ok) {
    node = CheckName(syntax.child(0), scope, true);
    if (node == nullptr) return nullptr;
    // A field of the context, which needs no dot.
    if (!node->is_test && node->kind == NodeKind::kSelect && node->field != nullptr) {
      node->is_test = true;
      node->type = Type::Of(Kind::kBool);
    }
    ok = node->is_test;
  }
  if (!ok) {
    Report(syntax.span, "wrong-arguments", "has() takes one field, as in has(person.birth_date)");
    return nullptr;
  }
  node->span = call_span_ != nullptr ? *call_span_ : syntax.span;
  return node;
}

// Reports a macro whose arguments do not have the form (name, expression) or, for map, (name,
// condition, expression).
bool Checker::HasMacroForm(Quantifier quantifier, const Syntax& syntax) {
  size_t count = syntax.children.size();
  bool has_count = count == 3 || (quantifier == Quantifier::kMap && count == 4);
  bool has_name =
      count >= 2 && syntax.child(1).kind == SyntaxKind::kName && !syntax.child(1).has_leading_dot;
  if (!has_count || !has_name) {
    Report(syntax.span, "wrong-arguments",
           absl::StrCat(syntax.name, " takes a name and an expression, as in list.", syntax.name,
                        "(x, x.value)"));
    return false;
  }
  if (slots_ >= limits_.quantifier_depth) {
    Report(syntax.name_span, "too-deep",
           absl::StrCat("more than ", limits_.quantifier_depth, " quantifiers one inside another"));
    return false;
  }
  return true;
}

NodePtr Checker::CheckMacro(Quantifier quantifier, const Syntax& syntax, const Scope* scope) {
  if (!HasMacroForm(quantifier, syntax)) return nullptr;
  NodePtr node = NewNode(NodeKind::kQuantifier, syntax.span);
  if (node == nullptr) return nullptr;
  node->quantifier = quantifier;
  node->name = syntax.child(1).name;
  node->slot = slots_++;
  slot_count_ = std::max(slot_count_, slots_);
  NodePtr range = CheckNode(syntax.child(0), scope);
  std::optional<Type> element = range == nullptr ? Type() : ElementOf(range->type);
  if (!element.has_value()) {
    Report(syntax.name_span, "type-mismatch",
           absl::StrCat(syntax.name, " needs a list or a map, not a ", range->type.ToString()));
  }
  Scope inner;
  inner.parent = scope;
  inner.name = node->name;
  inner.slot = node->slot;
  inner.type = element.value_or(Type());
  // Problems inside are reported even if there is one in the range.
  NodePtr first = CheckNode(syntax.child(2), &inner);
  bool takes_three = syntax.children.size() == 4;
  NodePtr second = takes_three ? CheckNode(syntax.child(3), &inner) : nullptr;
  --slots_;
  if (range == nullptr || !element.has_value() || first == nullptr) return nullptr;
  if (takes_three && second == nullptr) return nullptr;
  node->children.push_back(std::move(range));
  return FinishMacro(std::move(node), syntax, std::move(first), std::move(second));
}

// Sets the type, and puts predicate and transform in their places.
NodePtr Checker::FinishMacro(NodePtr node, const Syntax& syntax, NodePtr first, NodePtr second) {
  bool is_map = node->quantifier == Quantifier::kMap;
  bool has_predicate = !is_map || second != nullptr;
  if (has_predicate && !IsCondition(*first, syntax.name)) return nullptr;
  if (!has_predicate) std::swap(first, second);
  const Type& range = node->range().type;
  node->type = Type::Of(Kind::kBool);
  if (node->quantifier == Quantifier::kFilter) node->type = Type::List(*ElementOf(range));
  if (is_map) node->type = Type::List(Plain(second->type));
  node->children.push_back(std::move(first));
  if (is_map) node->children.push_back(std::move(second));
  return node;
}

NodePtr Checker::CheckBuiltin(const FunctionEntry& entry, const Syntax& syntax,
                              const Scope* scope) {
  NodePtr node = NewNode(NodeKind::kCall, syntax.span);
  if (node == nullptr) return nullptr;
  node->op = entry.op;
  if (IsPartOfTime(entry.op) && syntax.children.size() == 2) {
    NodePtr operand = CheckNode(syntax.child(0), scope);
    if (operand == nullptr || !TakeZone(syntax.child(1), node.get())) return nullptr;
    bool is_timestamp = operand->type.Is(Kind::kTimestamp) || operand->type.Is(Kind::kDyn);
    node->children.push_back(std::move(operand));
    if (!is_timestamp) {
      Report(syntax.child(1).span, "wrong-arguments", "only a timestamp has a time zone");
      return nullptr;
    }
  } else if (!CheckChildren(syntax, 0, scope, node.get())) {
    return nullptr;
  }
  node = ApplyOverloads(std::move(node), syntax);
  if (node == nullptr) return nullptr;
  if (entry.op == Op::kToDate) return FoldDate(std::move(node));
  if (entry.op == Op::kMatches) return TakePattern(std::move(node));
  if (entry.op == Op::kOccasions && !node->child(0).type.element().Is(Kind::kMessage)) {
    Report(syntax.child(0).span, "wrong-arguments", "occasions() takes rows of a view");
    return nullptr;
  }
  if (entry.op == Op::kRecorded || entry.op == Op::kComplete)
    return CheckRecordQuery(std::move(node));
  return node;
}

bool Checker::TakeZone(const Syntax& argument, Node* node) {
  if (argument.kind != SyntaxKind::kLiteral || argument.literal != Kind::kString) {
    Report(argument.span, "bad-zone", "a time zone is a literal, as in \"Europe/London\"",
           "zones are looked up when rules are loaded: an evaluation reads no file");
    return false;
  }
  const std::string& name = std::get<std::string>(argument.value);
  if (FindZone(name, &node->zone)) return true;
  Report(argument.span, "bad-zone", "unknown time zone",
         "write a name as in \"Europe/London\" or an offset as in \"+01:00\"");
  return false;
}

// date("2021-06-03") is a constant; a malformed literal is an error here rather than at evaluation.
NodePtr Checker::FoldDate(NodePtr node) {
  const Node& argument = node->child(0);
  if (argument.kind != NodeKind::kConstant) return node;
  const std::string* text = std::get_if<std::string>(&argument.value);
  std::optional<Days> days = text != nullptr ? schema::ParseDays(*text) : std::nullopt;
  if (!days.has_value()) {
    Report(argument.span, "bad-date", "not a date",
           "write a day, month or year as in \"2021-06-03\", \"2021-06\" or \"2021\"");
    return nullptr;
  }
  node->kind = NodeKind::kConstant;
  node->op = Op::kNone;
  node->value = *days;
  node->children.clear();
  return node;
}

// A literal pattern is read once, here; a malformed one is an error here rather than at evaluation.
NodePtr Checker::TakePattern(NodePtr node) {
  const Node& argument = node->child(1);
  if (argument.kind != NodeKind::kConstant) return node;
  const std::string* text = std::get_if<std::string>(&argument.value);
  if (text == nullptr) return node;
  absl::StatusOr<std::shared_ptr<const Pattern>> pattern = Pattern::Parse(*text);
  if (pattern.ok()) {
    node->pattern = *std::move(pattern);
    return node;
  }
  const bool is_large = absl::IsResourceExhausted(pattern.status());
  Report(argument.span, is_large ? "too-large" : "bad-pattern",
         is_large ? std::string(pattern.status().message())
                  : absl::StrCat("not a regular expression: ", pattern.status().message()),
         is_large ? "search for less, or with several conditions"
                  : "the syntax is that of RE2; in a text a backslash is written twice, or once in r\"...\"");
  return nullptr;
}

// recorded() and complete() speak of a field, not of a value.
NodePtr Checker::CheckRecordQuery(NodePtr node) {
  Node* operand = node->children[0].get();
  bool is_field =
      operand->kind == NodeKind::kSelect && operand->field != nullptr && !operand->is_test;
  bool is_list = is_field && operand->field->is_repeated() && !operand->field->is_map();
  if (!is_field || (node->op == Op::kComplete && !is_list)) {
    Report(operand->span, "wrong-arguments",
           absl::StrCat(OpName(node->op), " takes a ",
                        node->op == Op::kComplete ? "list field" : "field", " of the record"));
    return nullptr;
  }
  ReadAsMessage(operand);
  return node;
}

// lookup("table", key)
NodePtr Checker::CheckLookup(const Syntax& syntax, const Scope* scope) {
  bool has_name = syntax.children.size() == 2 && syntax.child(0).kind == SyntaxKind::kLiteral &&
                  syntax.child(0).literal == Kind::kString;
  if (!has_name) {
    Report(syntax.span, "wrong-arguments",
           "lookup takes the name of a table and a key, as in lookup(\"points\", x)");
    return nullptr;
  }
  NodePtr node = NewNode(NodeKind::kCall, syntax.span);
  if (node == nullptr) return nullptr;
  node->op = Op::kLookup;
  node->name = std::get<std::string>(syntax.child(0).value);
  node->variable = env_.FindTable(node->name);
  NodePtr key = CheckNode(syntax.child(1), scope);
  if (node->variable < 0) {
    std::vector<std::string> names;
    for (const Table& table : env_.tables()) names.push_back(table.name);
    Report(syntax.child(0).span, "unknown-table",
           absl::StrCat("unknown table \"", node->name, "\""), Suggest(node->name, names));
    return nullptr;
  }
  if (key == nullptr) return nullptr;
  const Table& table = env_.tables()[node->variable];
  // An int stands for its decimal digits.
  if (!IsAssignable(table.key, key->type) && !key->type.Is(Kind::kInt)) {
    Report(key->span, "type-mismatch",
           absl::StrCat("table \"", table.name, "\" is looked up by ", table.key.ToString(),
                        " or int, not ", key->type.ToString()));
    return nullptr;
  }
  node->type = table.value;
  node->children.push_back(std::move(key));
  return node;
}

}  // namespace risk::expression
