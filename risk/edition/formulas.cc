#include "risk/edition/formulas.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "risk/edition/names.h"
#include "risk/edition/reasons.h"
#include "risk/edition/references.h"
#include "risk/evaluation/interpreter/interpreter.h"
#include "risk/expression/ast.h"
#include "risk/expression/checker.h"

namespace risk::edition {
namespace {

using expression::Kind;
using expression::Node;
using expression::NodeKind;
using expression::Type;

bool Fits(const Type& type, Wants wants) {
  switch (wants) {
    case Wants::kBool:
      return type.Is(Kind::kBool);
    case Wants::kNumber:
      return type.IsNumber();
    case Wants::kInt:
      return type.Is(Kind::kInt);
    case Wants::kDate:
      return type.Is(Kind::kDate);
    case Wants::kString:
      return type.Is(Kind::kString);
    case Wants::kShown:
      return type.IsNumber() || type.Is(Kind::kBool) || type.Is(Kind::kDate) ||
             type.Is(Kind::kString);
    case Wants::kAnything:
      return true;
  }
  return false;
}

absl::string_view InWords(Wants wants) {
  switch (wants) {
    case Wants::kBool:
      return "a condition (bool)";
    case Wants::kNumber:
      return "a number";
    case Wants::kInt:
      return "a whole number (int)";
    case Wants::kDate:
      return "a date";
    case Wants::kString:
      return "a text (string)";
    default:
      return "a text, a number, a date or a condition";
  }
}

expression::CheckResult CheckText(const EditionBuilder& builder, const FormulaField& field) {
  if (field.binding == nullptr) {
    return expression::CheckBound(*field.text, field.bound, builder.edition.environment);
  }
  return expression::CheckBound(*field.text, {*field.binding}, builder.edition.environment);
}

void Report(EditionBuilder& builder, const At& field,
            const std::vector<expression::Diagnostic>& diagnostics) {
  for (const expression::Diagnostic& d : diagnostics) {
    builder.reporter.Error(field.Inside(d.span.offset, d.span.length), d.code, d.message, d.hint);
  }
}

// What must not decide a result about the person.
struct Ban {
  const char* code;
  const char* what;
  const char* hint;
  const std::optional<expression::Span>& (expression::CheckedExpression::*found)() const;
  bool expression::Variable::*of_variable;
  bool Fact::*of_fact;
};
constexpr Ban kBans[] = {
    {"epistemic", "what is on the record",
     "known(), certainly(), recorded(), complete(), `value` and `missing` of an answer, and provenance speak of the "
     "record, not of the person: more information could lower a result; use them in checks and findings",
     &expression::CheckedExpression::epistemic, &expression::Variable::is_epistemic, &Fact::is_epistemic},
    {"text-search", "what is found inside a text",
     "contains(), matches(), indexOf() and split() find what somebody happened to write: ask an answer of the "
     "record instead, and search texts in checks and findings only",
     &expression::CheckedExpression::search, &expression::Variable::searches_text, &Fact::searches_text},
};

// Whether what a name stands for does what is banned.
bool Does(const EditionBuilder& builder, const Ban& ban, const Reference& reference) {
  const expression::Environment& env = builder.edition.environment;
  const std::string name = absl::StrCat(reference.prefix, ".", reference.id);
  int variable = env.FindVariable(name);
  if (variable >= 0) return env.variables()[variable].*ban.of_variable;
  auto found = builder.edition.index.find(name);
  return reference.prefix == "fact" && found != builder.edition.index.end() &&
         builder.edition.facts[found->second].*ban.of_fact;
}

// Reports the first part of a formula that does what is banned.
void RefuseBanned(EditionBuilder& builder, const At& rule, const At& field, const std::string& text,
                  const expression::CheckedExpression& checked) {
  const absl::string_view kind = rule.node().field;
  const bool has_vowel = absl::string_view("aeiou").find(kind[0]) != absl::string_view::npos;
  for (const Ban& ban : kBans) {
    const std::optional<expression::Span>& span = (checked.*ban.found)();
    if (!span.has_value()) continue;
    std::string message =
        absl::StrCat(ban.what, " must not decide ", has_vowel ? "an " : "a ", kind);
    for (const Reference& reference : FindReferences(text)) {
      const bool is_inside = reference.offset >= span->offset &&
                             reference.offset < span->offset + span->length;
      if (!is_inside || !Does(builder, ban, reference)) continue;
      absl::StrAppend(&message, ", and ", reference.prefix, ".", reference.id, " depends on it");
      break;
    }
    builder.reporter.Error(field.Inside(span->offset, span->length), ban.code, message, ban.hint);
  }
}

bool IsConstant(const expression::CheckedExpression& checked) {
  return checked.root().kind == NodeKind::kConstant ||
         (checked.variables().empty() && checked.paths().empty());
}

// The fields that a chain of selects goes through; empty for anything else.
expression::FieldPath PathOf(const Node& node) {
  expression::FieldPath path;
  const Node* at = &node;
  while (at->kind == NodeKind::kSelect && at->field != nullptr && !at->is_test) {
    path.push_back(at->field);
    at = &at->child(0);
  }
  if (at->kind != NodeKind::kContext) return {};
  std::reverse(path.begin(), path.end());
  return path;
}

bool IsListOfMessages(const expression::FieldPath& path) {
  if (path.empty()) return false;
  for (size_t i = 0; i + 1 < path.size(); ++i) {
    if (path[i]->is_repeated()) return false;
  }
  const auto* last = path.back();
  return last->is_repeated() && !last->is_map() && last->message_type() != nullptr &&
         Type::OfMessage(last->message_type()).Is(Kind::kMessage);
}

// The view that a variable stands for, or -1.
int ViewOf(const EditionBuilder& builder, const Node& node) {
  if (node.kind != NodeKind::kVariable) return -1;
  const Step& rule = builder.edition.variables[node.variable].rule;
  return rule.kind == RuleKind::kView && node.type.element().Is(Kind::kMessage) ? rule.index : -1;
}

std::string TextOf(const std::string& text, const Node& node) {
  return text.substr(node.span.offset, node.span.length);
}

// The text of a filter's condition: between the comma behind its variable and its last bracket.
std::string ConditionText(const std::string& text, const Node& filter) {
  size_t begin = text.find(',', filter.range().span.offset + filter.range().span.length);
  size_t end = filter.span.offset + filter.span.length;
  if (begin == std::string::npos || end < begin + 2) return "";
  return text.substr(begin + 1, end - begin - 2);
}

}  // namespace

Formula CheckFormula(EditionBuilder& builder, const At& rule, const FormulaField& field) {
  const std::string& text = *field.text;
  if (text.empty()) {
    if (field.is_required) RequireField(builder, rule, field.name);
    return {};
  }
  const At at = rule.Child(field.name, field.index);
  UseAll(builder, text);
  expression::CheckResult result = CheckText(builder, field);
  if (!result.ok()) {
    Report(builder, at, result.diagnostics);
    return {};
  }
  for (const std::string& table : result.expression->tables()) Use(builder, "table", table);
  evaluation::FoldConstants(*result.expression);
  const Type& type = result.expression->type();
  if (type.Is(Kind::kDyn) && field.wants != Wants::kAnything && builder.reporter.has_error()) {
    return {};  // depends on a fact that could not be checked
  }
  if (!Fits(type, field.wants)) {
    builder.reporter.Error(at.Value(), "wrong-type",
                           absl::StrCat("\"", field.name, "\" must be ", InWords(field.wants),
                                        ", but is ", type.ToString()));
    return {};
  }
  if (field.speaks_of_the_world) RefuseBanned(builder, rule, at, text, *result.expression);
  const bool is_read =
      (field.binding != nullptr || !field.bound.empty()) && result.expression->root().kind != NodeKind::kConstant;
  if (field.wants == Wants::kBool && !field.may_be_constant && !is_read &&
      IsConstant(*result.expression)) {
    builder.Warn(at, at.Value(), "condition-constant",
                 absl::StrCat("\"", field.name, "\" reads nothing: it is always the same"));
  }
  Formula formula;
  formula.checked = std::move(result.expression);
  return formula;
}

std::string InBrackets(const std::string& text) { return absl::StrCat("(", text, "\n)"); }

bool IsVariableName(const std::string& name) {
  return expression::CheckSyntax(absl::StrCat("[1].exists(", name, ", true)")).empty() &&
         name.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") ==
             std::string::npos;
}

Formula Synthesize(EditionBuilder& builder, const At& rule, const std::string& text,
                   const Binding* binding) {
  expression::Limits limits;
  limits.text_bytes *= 8;
  limits.nodes *= 4;
  limits.nesting += 16;
  limits.tree_depth += 16;
  std::vector<Binding> bound;
  if (binding != nullptr) bound.push_back(*binding);
  expression::CheckResult result =
      expression::CheckBound(text, bound, builder.edition.environment, limits);
  Formula formula;
  if (!result.ok()) {
    const expression::Diagnostic& first = result.diagnostics.at(0);
    builder.reporter.Error(rule.Name(), first.code,
                           absl::StrCat("the conditions of this rule together: ", first.message));
    return formula;
  }
  evaluation::FoldConstants(*result.expression);
  formula.checked = std::move(result.expression);
  return formula;
}

std::optional<Each> BuildEach(EditionBuilder& builder, const At& rule, const v1::Check::Each& text,
                              Binding& binding, EachTraits traits) {
  const At at = rule.Child("for_each");
  RequireField(builder, at, "name");
  FormulaField list{"list", &text.list(), Wants::kAnything, true, traits.speaks_of_the_world};
  const Formula formula = CheckFormula(builder, at, list);
  if (!formula.has_value() || text.name().empty()) return std::nullopt;

  if (!IsVariableName(text.name())) {
    builder.reporter.Error(at.Child("name").Value(), "bad-each",
                           absl::StrCat("\"", text.name(), "\" cannot be the name of a variable"));
    return std::nullopt;
  }

  Each each;
  each.name = binding.name = text.name();
  const Node& root = formula.checked->root();
  const bool is_filter =
      root.kind == NodeKind::kQuantifier && root.quantifier == expression::Quantifier::kFilter;
  const Node& list_node = is_filter ? root.range() : root;
  each.list = PathOf(list_node);
  each.view = ViewOf(builder, list_node);
  if (!IsListOfMessages(each.list) && each.view < 0) {
    builder.reporter.Error(at.Child("list").Value(), "bad-each",
                           "for_each takes a list of messages of the case, a view, or a filter of "
                           "one",
                           "relationships.children or relationships.children.filter(c, …)");
    return std::nullopt;
  }
  binding.type = list_node.type.element();
  each.rows = is_filter ? Synthesize(builder, at, TextOf(text.list(), root.range())) : formula;
  if (is_filter && root.name != each.name) {
    builder.reporter.Error(at.Child("name").Value(), "bad-each",
                           absl::StrCat("the filter calls the element \"", root.name,
                                        "\", the rule \"", each.name, "\""),
                           "use one name for both");
    return std::nullopt;
  }
  if (is_filter) {
    std::string where = ConditionText(text.list(), root);
    each.where =
        CheckFormula(builder, at, {"list", &where, Wants::kBool, false, false, true, &binding});
    if (!each.where.has_value()) return std::nullopt;
  }
  each.label = CheckFormula(builder, at,
                            {"label", &text.label(), Wants::kString, traits.needs_label, false, true,
                             &binding});
  return each;
}

}  // namespace risk::edition
