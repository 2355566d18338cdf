// Names: variables, fields, enum constants, parameters of functions; and functions of the edition.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "risk/expression/checker_impl.h"
#include "risk/expression/relation.h"
#include "risk/schema/names.h"

namespace risk::expression {

using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;

namespace {

// Names to try for `name` in `container`, innermost first: a.b.name, a.name, name.
std::vector<std::string> Candidates(absl::string_view container, absl::string_view name) {
  std::vector<std::string> out;
  while (!container.empty()) {
    out.push_back(absl::StrCat(container, ".", name));
    size_t dot = container.rfind('.');
    container = container.substr(0, dot == absl::string_view::npos ? 0 : dot);
  }
  out.emplace_back(name);
  return out;
}

// Renumbers the quantifiers inside a copied argument so that none shares a slot with those around
// it.
void ShiftSlots(int from, int by, Node* node, int* slot_count) {
  if (node->slot >= from) {
    node->slot += by;
    *slot_count = std::max(*slot_count, node->slot + 1);
  }
  for (auto& child : node->children) {
    if (child != nullptr) ShiftSlots(from, by, child.get(), slot_count);
  }
}

size_t CountNodes(const Node& node) {
  size_t count = 1;
  for (const auto& child : node.children) count += child ? CountNodes(*child) : 0;
  return count;
}

}  // namespace

std::string DottedName(const Syntax& syntax) {
  if (syntax.kind == SyntaxKind::kName) {
    return syntax.has_leading_dot ? absl::StrCat(".", syntax.name) : syntax.name;
  }
  if (syntax.kind != SyntaxKind::kSelect || syntax.is_quoted) return "";
  std::string operand = DottedName(syntax.child(0));
  return operand.empty() ? "" : absl::StrCat(operand, ".", syntax.name);
}

void ReadAsMessage(Node* node) {
  bool can_read = (node->kind == NodeKind::kSelect && !node->is_test) ||
                  node->kind == NodeKind::kBound || node->kind == NodeKind::kVariable ||
                  (node->kind == NodeKind::kCall && node->op == Op::kIndex);
  if (can_read) node->type = node->type.AsMessage();
}

int Height(const Node& node) {
  int height = 0;
  for (const auto& child : node.children) {
    if (child != nullptr) height = std::max(height, Height(*child));
  }
  return height + 1;
}

// A name or a chain of selections. The longest prefix that means something is resolved as a whole
// (fact.recent, Incident.Kind.ASSAULT); the rest are fields.
NodePtr Checker::CheckName(const Syntax& syntax, const Scope* scope, bool is_test) {
  std::vector<const Syntax*> parts;
  const Syntax* base = &syntax;
  for (; base->kind == SyntaxKind::kSelect; base = &base->child(0)) parts.push_back(base);
  if (base->kind != SyntaxKind::kName) return CheckSelect(syntax, scope, is_test);
  parts.push_back(base);
  std::reverse(parts.begin(), parts.end());
  int above = static_cast<int>(parts.size());
  if (depth_ + above > limits_.tree_depth) {
    Report(syntax.span, "too-deep",
           absl::StrCat("more than ", limits_.tree_depth, " operations one inside another"));
    return nullptr;
  }
  size_t used = 0;
  NodePtr node;
  for (const Scope* s = scope; s != nullptr && !base->has_leading_dot; s = s->parent) {
    if (s->name != base->name) continue;
    depth_ += above;
    node = ResolveFirst(*base, s);
    depth_ -= above;
    if (node == nullptr) return nullptr;
    used = 1;
    break;
  }
  for (size_t count = parts.size(); node == nullptr && count > 0; --count) {
    node = ResolveDotted(parts, count);
    if (gave_up_) return nullptr;
    used = count;
  }
  if (node == nullptr) return UnknownName(parts, scope);
  for (; used < parts.size() && node != nullptr; ++used) {
    node = Select(std::move(node), *parts[used], is_test && used + 1 == parts.size());
  }
  return node;
}

// A variable of the quantifier or a parameter of the function that `scope` stands for.
NodePtr Checker::ResolveFirst(const Syntax& name, const Scope* scope) {
  if (scope->argument != nullptr) return Argument(*scope, name);
  NodePtr node = NewNode(NodeKind::kBound, name.span);
  if (node == nullptr) return nullptr;
  node->name = name.name;
  node->slot = scope->slot;
  node->type = scope->type;
  return node;
}

// A copy of what the parameter stands for.
NodePtr Checker::Argument(const Scope& parameter, const Syntax& name) {
  if (depth_ + parameter.argument_height > limits_.tree_depth) {
    Report(name.span, "too-deep",
           absl::StrCat("more than ", limits_.tree_depth, " operations one inside another"));
    return nullptr;
  }
  if (!Spend(CountNodes(*parameter.argument), name.span)) return nullptr;
  NodePtr node = Clone(*parameter.argument);
  int shift = slots_ - parameter.argument_slots;
  if (shift > 0) ShiftSlots(parameter.argument_slots, shift, node.get(), &slot_count_);
  return node;
}

// What the first `count` parts mean as one dotted name, or null without a report.
NodePtr Checker::ResolveDotted(const std::vector<const Syntax*>& parts, size_t count) {
  std::string name = DottedName(*parts[count - 1]);
  if (name.empty()) return nullptr;
  const bool is_whole = parts[0]->has_leading_dot;
  if (is_whole) name.erase(0, 1);
  for (const std::string& candidate : Candidates(is_whole ? "" : env_.container(), name)) {
    if (NodePtr node = ResolveQualified(candidate, *parts[count - 1])) return node;
  }
  if (count > 1 || env_.context() == nullptr) return nullptr;
  if (env_.context()->FindFieldByName(name) == nullptr) return nullptr;
  NodePtr context = NewNode(NodeKind::kContext, parts[0]->span);
  if (context == nullptr) return nullptr;
  context->type = Type::Message(env_.context());
  return Select(std::move(context), *parts[0], false);
}

NodePtr Checker::ResolveQualified(const std::string& name, const Syntax& last) {
  if (int found = env_.FindClass(name); found >= 0) return ClassValues(found, last);
  int variable = env_.FindVariable(name);
  if (variable < 0) return EnumConstant(name, last);
  NodePtr node = NewNode(NodeKind::kVariable, last.span);
  if (node == nullptr) return nullptr;
  node->name = name;
  node->variable = variable;
  node->type = env_.variables()[variable].type;
  return node;
}

// The values of a class as a literal list.
NodePtr Checker::ClassValues(int index, const Syntax& last) {
  const EnumClass& its = env_.classes()[index];
  NodePtr list = NewNode(NodeKind::kList, last.span);
  if (list == nullptr) return nullptr;
  list->name = its.name;
  list->type = Type::List(Type::Enum(its.enumeration));
  for (const int number : its.numbers) {
    NodePtr value = NewNode(NodeKind::kConstant, last.span);
    if (value == nullptr) return nullptr;
    value->type = Type::Enum(its.enumeration);
    value->value = static_cast<int64_t>(number);
    list->children.push_back(std::move(value));
  }
  return list;
}

NodePtr Checker::EnumConstant(const std::string& name, const Syntax& last) {
  size_t dot = name.rfind('.');
  if (dot == std::string::npos) return nullptr;
  const EnumDescriptor* enumeration = env_.pool().FindEnumTypeByName(name.substr(0, dot));
  if (enumeration == nullptr) return nullptr;
  const EnumValueDescriptor* value = enumeration->FindValueByName(name.substr(dot + 1));
  if (value == nullptr) return nullptr;
  NodePtr node = NewNode(NodeKind::kConstant, last.span);
  if (node == nullptr) return nullptr;
  node->name = value->full_name();
  node->type = Type::Enum(enumeration);
  node->value = static_cast<int64_t>(value->number());
  return node;
}

// A selection on anything but a dotted name.
NodePtr Checker::CheckSelect(const Syntax& syntax, const Scope* scope, bool is_test) {
  NodePtr operand = CheckNode(syntax.child(0), scope);
  return operand == nullptr ? nullptr : Select(std::move(operand), syntax, is_test);
}

NodePtr Checker::Select(NodePtr operand, const Syntax& part, bool is_test) {
  ReadAsMessage(operand.get());
  const Type& type = operand->type;
  NodePtr node = NewNode(NodeKind::kSelect, part.span);
  if (node == nullptr) return nullptr;
  node->name = part.name;
  node->is_test = is_test;
  if (type.Is(Kind::kMessage)) {
    node->field = type.message()->FindFieldByName(part.name);
    if (node->field == nullptr) {
      Report(part.name_span, "unknown-field",
             absl::StrCat(type.ToString(), " has no field \"", part.name, "\""),
             Suggest(part.name, schema::FieldNames(*type.message())));
      return nullptr;
    }
    node->type = Type::OfField(*node->field);
  } else if (type.Is(Kind::kMap) && IsAssignable(type.key(), Type::Of(Kind::kString))) {
    node->type = type.element();
  } else if (!type.Is(Kind::kDyn)) {
    std::string hint;
    if (type.Is(Kind::kList)) {
      hint = absl::StrCat("of a list, ask for example .exists(x, x.", part.name, ")");
    }
    Report(part.name_span, "type-mismatch",
           absl::StrCat("\"", part.name, "\" is asked of a ", type.ToString(),
                        ", which has no fields"),
           hint);
    return nullptr;
  }
  if (is_test) node->type = Type::Of(Kind::kBool);
  node->children.push_back(std::move(operand));
  return node;
}

NodePtr Checker::UnknownName(const std::vector<const Syntax*>& parts, const Scope* scope) {
  if (gave_up_ || ReportEnumOrType(parts)) return nullptr;
  const std::string& first = parts[0]->name;
  std::vector<std::string> names;
  bool is_prefix = false;  // of declared names, as fact. is
  for (const Variable& variable : env_.variables()) {
    names.push_back(variable.name);
    is_prefix = is_prefix || absl::StartsWith(variable.name, absl::StrCat(first, "."));
  }
  for (const Function& function : env_.functions()) {
    names.push_back(function.name);
    is_prefix = is_prefix || absl::StartsWith(function.name, absl::StrCat(first, "."));
  }
  for (const EnumClass& its : env_.classes()) {
    names.push_back(its.name);
    is_prefix = is_prefix || absl::StartsWith(its.name, absl::StrCat(first, "."));
  }
  if (is_prefix && parts.size() > 1) {
    std::string name = DottedName(*parts[1]);
    std::string hint = env_.FindFunction(name) >= 0
                           ? absl::StrCat("it is a function: ", name, "(...)")
                           : Suggest(name, names);
    Report(parts[1]->span, "unknown-name", absl::StrCat("unknown name \"", name, "\""), hint);
    return nullptr;
  }
  for (const Scope* s = scope; s != nullptr; s = s->parent) names.push_back(s->name);
  if (env_.context() != nullptr) {
    for (std::string& field : schema::FieldNames(*env_.context()))
      names.push_back(std::move(field));
  }
  // The part behind fact. or param. alone.
  std::string hint;
  for (const std::string& name : names) {
    if (absl::EndsWith(name, absl::StrCat(".", first))) hint = Suggest(name, {name});
  }
  Report(parts[0]->span, "unknown-name", absl::StrCat("unknown name \"", first, "\""),
         hint.empty() ? Suggest(first, names) : hint);
  return nullptr;
}

// Reports a value that its enum does not have, or a type used as a value.
bool Checker::ReportEnumOrType(const std::vector<const Syntax*>& parts) {
  for (size_t count = parts.size(); count > 0; --count) {
    std::string name = DottedName(*parts[count - 1]);
    const EnumDescriptor* enumeration = env_.FindEnum(name);
    if (enumeration != nullptr && count < parts.size()) {
      const Syntax& value = *parts[count];
      Report(value.name_span, "no-such-enum-value",
             absl::StrCat(enumeration->full_name(), " has no value \"", value.name, "\""),
             Suggest(value.name, schema::ValueNames(*enumeration)));
      return true;
    }
    if (enumeration != nullptr || env_.FindMessage(name) != nullptr) {
      Report(parts[count - 1]->span, "unknown-name",
             absl::StrCat("\"", name, "\" is a type, not a value"));
      return true;
    }
  }
  return false;
}

// Replaces the call of a function by its body.
NodePtr Checker::Inline(int function, const Syntax& call, const Scope* scope) {
  const Function& definition = env_.functions()[function];
  size_t first = call.has_receiver ? 1 : 0;
  if (call.children.size() != first + 1) {
    Report(call.span, "wrong-arguments",
           absl::StrCat(definition.name, " takes 1 argument, not ", call.children.size() - first));
    return nullptr;
  }
  bool is_active = std::count(active_functions_.begin(), active_functions_.end(), function) > 0;
  if (is_active) {
    Report(call.span, "recursive-function", absl::StrCat(definition.name, " uses itself"));
    return nullptr;
  }
  NodePtr argument = CheckNode(call.child(first), scope);
  if (argument == nullptr) return nullptr;
  if (!IsAssignable(definition.parameter_type, argument->type) &&
      !(definition.parameter_type == argument->type.AsMessage())) {
    Report(call.child(first).span, "type-mismatch",
           absl::StrCat(definition.name, " takes a ", definition.parameter_type.ToString(),
                        ", not a ", argument->type.ToString()));
    return nullptr;
  }
  Scope parameter;
  parameter.name = definition.parameter;
  parameter.argument = argument.get();
  parameter.argument_slots = slots_;
  parameter.argument_height = Height(*argument);
  return CheckBody(function, parameter, call);
}

NodePtr Checker::CheckBody(int function, const Scope& parameter, const Syntax& call) {
  auto it = bodies_.find(function);
  if (it == bodies_.end()) {
    it = bodies_.emplace(function, Parse(env_.functions()[function].body, limits_)).first;
  }
  const ParseResult& body = it->second;
  functions_used_.insert(env_.functions()[function].name);
  // Inside the body everything is reported at, and attributed to, the outermost call.
  const Span* outer_span = call_span_;
  if (outer_span == nullptr) call_span_ = &call.span;
  active_functions_.push_back(function);
  NodePtr node;
  if (body.syntax != nullptr) {
    node = CheckNode(*body.syntax, &parameter);
  } else {
    Report(call.span, body.problem.code.c_str(), body.problem.message, body.problem.hint);
  }
  active_functions_.pop_back();
  call_span_ = outer_span;
  return node;
}

}  // namespace risk::expression
