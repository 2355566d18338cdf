#include "risk/expression/ast.h"

#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace risk::expression {
namespace {

struct ConstantText {
  const Type& type;

  std::string operator()(std::monostate) const { return "null"; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(int64_t value) const { return absl::StrCat(value); }
  std::string operator()(uint64_t value) const { return absl::StrCat(value, "u"); }
  std::string operator()(double value) const { return absl::StrCat(value, "d"); }
  std::string operator()(const std::string& value) const {
    return absl::StrCat(type.Is(Kind::kBytes) ? "b" : "", "\"", absl::CHexEscape(value), "\"");
  }
  std::string operator()(absl::Time value) const {
    return absl::StrCat("timestamp(", absl::FormatTime(value, absl::UTCTimeZone()), ")");
  }
  std::string operator()(absl::Duration value) const {
    return absl::StrCat("duration(", absl::FormatDuration(value), ")");
  }
  std::string operator()(Days value) const {
    return absl::StrCat("days(", value.first, ", ", value.last, ")");
  }
};

const char* QuantifierName(Quantifier quantifier) {
  switch (quantifier) {
    case Quantifier::kExists:
      return "exists";
    case Quantifier::kAll:
      return "all";
    case Quantifier::kExistsOne:
      return "exists_one";
    case Quantifier::kFilter:
      return "filter";
    case Quantifier::kMap:
      return "map";
  }
  return "";
}

void Append(const Node& node, std::string* out);

void AppendChildren(const Node& node, absl::string_view close, std::string* out) {
  bool first = true;
  for (const auto& child : node.children) {
    if (child == nullptr) continue;
    if (!first) absl::StrAppend(out, ", ");
    first = false;
    Append(*child, out);
  }
  absl::StrAppend(out, close);
}

void AppendSelect(const Node& node, std::string* out) {
  if (node.is_test) absl::StrAppend(out, "has(");
  if (node.child(0).kind != NodeKind::kContext) {
    Append(node.child(0), out);
    absl::StrAppend(out, ".");
  }
  absl::StrAppend(out, node.name, node.is_test ? ")" : "");
}

void AppendMessage(const Node& node, std::string* out) {
  absl::StrAppend(out, node.name, "{");
  for (size_t i = 0; i < node.children.size(); ++i) {
    absl::StrAppend(out, i == 0 ? "" : ", ", node.fields[i]->name(), ": ");
    Append(node.child(i), out);
  }
  absl::StrAppend(out, "}");
}

void Append(const Node& node, std::string* out) {
  switch (node.kind) {
    case NodeKind::kConstant:
      absl::StrAppend(out, std::visit(ConstantText{node.type}, node.value));
      return;
    case NodeKind::kContext:
      absl::StrAppend(out, "this");
      return;
    case NodeKind::kVariable:
      absl::StrAppend(out, node.name);
      return;
    case NodeKind::kBound:
      absl::StrAppend(out, node.name, "#", node.slot);
      return;
    case NodeKind::kSelect:
      AppendSelect(node, out);
      return;
    case NodeKind::kCall:
      absl::StrAppend(out, OpName(node.op), "(");
      if (node.op == Op::kLookup) absl::StrAppend(out, node.name, ", ");
      AppendChildren(node, ")", out);
      return;
    case NodeKind::kList:
      absl::StrAppend(out, "[");
      AppendChildren(node, "]", out);
      return;
    case NodeKind::kMap:
      absl::StrAppend(out, "{");
      AppendChildren(node, "}", out);
      return;
    case NodeKind::kMessage:
      AppendMessage(node, out);
      return;
    case NodeKind::kQuantifier:
      absl::StrAppend(out, QuantifierName(node.quantifier), "(", node.name, "#", node.slot, ", ");
      AppendChildren(node, ")", out);
      return;
  }
}

}  // namespace

std::unique_ptr<Node> Clone(const Node& node) {
  auto copy = std::make_unique<Node>();
  copy->kind = node.kind;
  copy->op = node.op;
  copy->quantifier = node.quantifier;
  copy->is_test = node.is_test;
  copy->slot = node.slot;
  copy->variable = node.variable;
  copy->span = node.span;
  copy->type = node.type;
  copy->value = node.value;
  copy->field = node.field;
  copy->name = node.name;
  copy->zone = node.zone;
  copy->fields = node.fields;
  copy->pattern = node.pattern;
  copy->children.reserve(node.children.size());
  for (const auto& child : node.children) {
    copy->children.push_back(child ? Clone(*child) : nullptr);
  }
  return copy;
}

std::string DebugString(const Node& node) {
  std::string out;
  Append(node, &out);
  return out;
}

const google::protobuf::FieldDescriptor* BoolFieldOf(const Node& node, int slot) {
  const bool is_read = node.kind == NodeKind::kSelect && !node.is_test &&
                       node.type.Is(Kind::kBool) && node.child(0).kind == NodeKind::kBound &&
                       node.child(0).slot == slot;
  return is_read ? node.field : nullptr;
}

}  // namespace risk::expression
