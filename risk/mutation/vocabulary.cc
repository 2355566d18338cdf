#include "risk/mutation/vocabulary.h"

#include "absl/strings/str_cat.h"
#include "risk/expression/limits.h"
#include "risk/expression/parser.h"
#include "risk/expression/type.h"
#include "risk/v1/case.pb.h"

namespace risk::mutation {

using expression::Op;
using expression::Syntax;
using expression::SyntaxKind;
using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

Vocabulary::Vocabulary(const Edition& edition)
    : context_(v1::Case::descriptor()), package_(context_->file()->package()) {
  Sorts sorts;
  for (const edition::Parameter& parameter : edition.parameters()) {
    sorts["param " + parameter.type.ToString()].push_back("param." + parameter.text->id());
  }
  for (const edition::Class& its : edition.classes()) {
    sorts["class " + its.text->of()].push_back("class." + its.text->id());
  }
  for (const edition::Factor& factor : edition.factors()) {
    sorts["factor"].push_back("factor." + factor.text->id());
  }
  for (const edition::View& view : edition.views()) {
    sorts["view " + view.text->type()].push_back("view." + view.text->id());
    types_["view." + view.text->id()] = FindMessage(view.text->type());
  }
  for (const edition::Fact& fact : edition.facts()) {
    const std::string name = "fact." + fact.text->id();
    if (!fact.value.has_value()) continue;
    const expression::Type& type = fact.value.checked->type();
    sorts[absl::StrCat("fact ", fact.text->takes().type(), " ", type.ToString())].push_back(name);
    is_bool_fact_[fact.text->id()] = type.Is(expression::Kind::kBool);
    if (type.Is(expression::Kind::kList)) types_[name] = type.element().message();
    if (type.Is(expression::Kind::kMessage)) types_[name] = type.message();
  }
  Keep(sorts);
}

void Vocabulary::Keep(const Sorts& sorts) {
  for (const auto& [sort, names] : sorts) {
    for (size_t i = 0; names.size() > 1 && i < names.size(); ++i) {
      next_[names[i]] = names[(i + 1) % names.size()];
    }
  }
}

std::string Vocabulary::NextName(const std::string& name) const {
  const auto found = next_.find(name);
  return found == next_.end() ? "" : found->second;
}

const FieldDescriptor* Vocabulary::NextField(const FieldDescriptor& field) const {
  const Descriptor& type = *field.containing_type();
  for (int step = 1; step < type.field_count(); ++step) {
    const FieldDescriptor* other = type.field((field.index() + step) % type.field_count());
    if (other->type() == field.type() && other->is_repeated() == field.is_repeated() &&
        other->message_type() == field.message_type() && other->enum_type() == field.enum_type()) {
      return other;
    }
  }
  return nullptr;
}

const EnumDescriptor* Vocabulary::FindEnum(const std::string& name) const {
  return context_->file()->pool()->FindEnumTypeByName(absl::StrCat(package_, ".", name));
}

const Descriptor* Vocabulary::FindMessage(const std::string& name) const {
  return context_->file()->pool()->FindMessageTypeByName(absl::StrCat(package_, ".", name));
}

bool Vocabulary::IsBoolFact(const std::string& id) const {
  const auto found = is_bool_fact_.find(id);
  return found != is_bool_fact_.end() && found->second;
}

const Descriptor* Vocabulary::TypeOf(const Syntax& syntax, const Scope& scope) const {
  const auto of_field = [](const Descriptor* type, const std::string& name) -> const Descriptor* {
    const FieldDescriptor* field = type == nullptr ? nullptr : type->FindFieldByName(name);
    return field == nullptr ? nullptr : field->message_type();
  };
  switch (syntax.kind) {
    case SyntaxKind::kName: {
      const auto bound = scope.find(syntax.name);
      return bound == scope.end() ? of_field(context_, syntax.name) : bound->second;
    }
    case SyntaxKind::kSelect: {
      const Syntax& operand = syntax.child(0);
      if (operand.kind == SyntaxKind::kName && scope.count(operand.name) == 0) {
        const auto named = types_.find(absl::StrCat(operand.name, ".", syntax.name));
        if (named != types_.end()) return named->second;
      }
      return of_field(TypeOf(operand, scope), syntax.name);
    }
    case SyntaxKind::kCall:
      return syntax.has_receiver && syntax.name == "filter" ? TypeOf(syntax.child(0), scope)
                                                            : nullptr;
    case SyntaxKind::kOperator:
      if (syntax.op == Op::kIndex) return TypeOf(syntax.child(0), scope);
      return syntax.op == Op::kConditional ? TypeOf(syntax.child(1), scope) : nullptr;
    default:
      return nullptr;
  }
}

const Descriptor* Vocabulary::TypeOf(absl::string_view expression, const Scope& scope) const {
  const expression::ParseResult parsed = expression::Parse(expression, expression::Limits());
  return parsed.syntax == nullptr ? nullptr : TypeOf(*parsed.syntax, scope);
}

}  // namespace risk::mutation
