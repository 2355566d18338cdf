// List, map and message literals.
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "risk/expression/checker_impl.h"
#include "risk/expression/relation.h"
#include "risk/schema/names.h"

namespace risk::expression {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

NodePtr Checker::CheckList(const Syntax& syntax, const Scope* scope) {
  NodePtr node = NewNode(NodeKind::kList, syntax.span);
  if (node == nullptr || !CheckChildren(syntax, 0, scope, node.get())) return nullptr;
  Type element;
  for (size_t i = 0; i < node->children.size(); ++i) {
    const Type type = Plain(node->child(i).type);
    element = i == 0 ? type : Join(element, type);
  }
  node->type = Type::List(element);
  return node;
}

NodePtr Checker::CheckMap(const Syntax& syntax, const Scope* scope) {
  NodePtr node = NewNode(NodeKind::kMap, syntax.span);
  if (node == nullptr || !CheckChildren(syntax, 0, scope, node.get())) return nullptr;
  Type key, value;
  bool ok = true;
  for (size_t i = 0; i < node->children.size(); ++i) {
    const Type type = Plain(node->child(i).type);
    Type& joined = i % 2 == 0 ? key : value;
    joined = i < 2 ? type : Join(joined, type);
    bool is_key = type.Is(Kind::kBool) || type.Is(Kind::kInt) || type.Is(Kind::kUint) ||
                  type.Is(Kind::kString) || type.Is(Kind::kDyn);
    if (i % 2 == 0 && !is_key) {
      Report(node->child(i).span, "type-mismatch",
             absl::StrCat("a key is a bool, int, uint or string, not a ", type.ToString()));
      ok = false;
    }
  }
  node->type = Type::Map(key, value);
  return ok ? std::move(node) : nullptr;
}

NodePtr Checker::CheckMessage(const Syntax& syntax, const Scope* scope) {
  std::string name = DottedName(syntax.child(0));
  const Descriptor* message = env_.FindMessage(name);
  if (message == nullptr) {
    Report(syntax.name_span, "unknown-type", absl::StrCat("unknown message type \"", name, "\""));
    return nullptr;
  }
  NodePtr node = NewNode(NodeKind::kMessage, syntax.span);
  if (node == nullptr) return nullptr;
  node->name = message->full_name();
  node->type = Type::OfMessage(message).AsMessage();
  bool ok = true;
  std::set<std::string> seen;
  for (size_t i = 0; i < syntax.fields.size(); ++i) {
    const FieldName& field_name = syntax.fields[i];
    const FieldDescriptor* field = message->FindFieldByName(field_name.name);
    if (field == nullptr) {
      Report(field_name.span, "unknown-field",
             absl::StrCat(message->full_name(), " has no field \"", field_name.name, "\""),
             Suggest(field_name.name, schema::FieldNames(*message)));
      ok = false;
      continue;
    }
    if (!seen.insert(field_name.name).second) {
      Report(field_name.span, "duplicate-key",
             absl::StrCat("\"", field_name.name, "\" is set twice"));
      ok = false;
      continue;
    }
    NodePtr value = CheckFieldValue(*field, field_name, syntax.child(i + 1), scope);
    ok = ok && value != nullptr;
    node->fields.push_back(field);
    node->children.push_back(std::move(value));
  }
  return ok ? std::move(node) : nullptr;
}

NodePtr Checker::CheckFieldValue(const FieldDescriptor& field, const FieldName& name,
                                 const Syntax& value, const Scope* scope) {
  NodePtr node = CheckNode(value, scope);
  if (node == nullptr) return nullptr;
  Type wanted = Type::OfField(field);
  // An Answer or Date field takes a whole message.
  if (!wanted.Is(Kind::kList) && wanted.message() != nullptr && !wanted.Is(Kind::kMessage)) {
    ReadAsMessage(node.get());
    if (wanted.AsMessage() == node->type.AsMessage()) return node;
    Report(node->span, "type-mismatch",
           absl::StrCat("field \"", name.name, "\" takes a ", wanted.AsMessage().ToString(),
                        ", not a ", node->type.ToString()));
    return nullptr;
  }
  // null leaves a field unset, except where it would clear a list, a map or a plain value.
  bool takes_null = !field.is_repeated() && IsAssignable(wanted, Type::Of(Kind::kNull));
  bool ok = node->type.Is(Kind::kNull) ? takes_null : IsAssignable(wanted, node->type);
  if (ok) return node;
  Report(node->span, "type-mismatch",
         absl::StrCat("field \"", name.name, "\" is a ", wanted.ToString(), ", not a ",
                      node->type.ToString()));
  return nullptr;
}

}  // namespace risk::expression
