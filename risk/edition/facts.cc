#include "risk/edition/facts.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "risk/edition/formulas.h"
#include "risk/edition/names.h"
#include "risk/edition/reasons.h"
#include "risk/edition/references.h"
#include "risk/evaluation/value/field_rules.h"

namespace risk::edition {
namespace {

using expression::FieldPath;
using expression::Kind;
using expression::Type;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

// Which facts each fact needs, by name; an unknown name is reported when the fact is checked.
Graph FactGraph(const Draft& draft) {
  Graph graph(draft.facts.size());
  for (size_t i = 0; i < draft.facts.size(); ++i) {
    std::set<int> needs;
    for (const Reference& reference : FindReferences(draft.facts[i].text->value())) {
      if (reference.kind != "fact") continue;
      auto found = draft.parts.index.find("fact." + reference.id);
      if (found != draft.parts.index.end()) needs.insert(found->second);
    }
    graph[i].assign(needs.begin(), needs.end());
  }
  return graph;
}

void DeclareFact(Draft& draft, int index, Type type) {
  Fact& fact = draft.parts.facts[index];
  fact.variable = Declare(draft, "fact." + fact.text->id(), std::move(type), fact.is_epistemic,
                          {VariableSource::Kind::kFact, index});
}

// A name that later checks can use although the fact itself has an error.
void DeclareBroken(Draft& draft, int index) {
  const v1::Fact& text = *draft.parts.facts[index].text;
  if (!text.has_takes()) {
    DeclareFact(draft, index, Type());
    return;
  }
  expression::Function function;
  function.name = "fact." + text.id();
  function.parameter = text.takes().name();
  function.body = "dyn(false)";
  draft.parts.environment.DeclareFunction(std::move(function));
}

void BuildFunction(Draft& draft, int index) {
  const Placed<v1::Fact>& placed = draft.facts[index];
  Fact& fact = draft.parts.facts[index];
  const v1::Fact::Parameter& takes = placed.text->takes();
  const At at = placed.at.Child("takes");
  RequireField(draft, at, "name");
  RequireField(draft, at, "type");
  std::optional<Type> type;
  if (!takes.type().empty()) {
    type = expression::ParseType(takes.type(), draft.parts.environment);
    if (!type) {
      draft.reporter.Error(at.Child("type").Value(), "unknown-type",
                           absl::StrCat("there is no type \"", takes.type(), "\""),
                           "a message of the schema, such as Incident, or bool, int, date, string");
    }
  }
  const bool has_name = IsVariableName(takes.name());
  if (!takes.name().empty() && !has_name) {
    draft.reporter.Error(at.Child("name").Value(), "bad-id",
                         absl::StrCat("\"", takes.name(), "\" cannot be the name of a variable"));
  }
  if (!type || !has_name) {
    DeclareBroken(draft, index);
    return;
  }
  Binding binding{takes.name(), *type};
  fact.value =
      CheckFormula(draft, placed.at,
                   {"value", &placed.text->value(), Wants::kAnything, true, false, true, &binding});
  if (!fact.value.has_value()) {
    DeclareBroken(draft, index);
    return;
  }
  fact.is_epistemic = fact.value.checked->is_epistemic();
  expression::Function function;
  function.name = "fact." + placed.text->id();
  function.parameter = takes.name();
  function.parameter_type = *type;
  function.body = placed.text->value();
  draft.parts.environment.DeclareFunction(std::move(function));
}

void BuildFact(Draft& draft, int index) {
  const Placed<v1::Fact>& placed = draft.facts[index];
  if (placed.text->has_takes()) {
    BuildFunction(draft, index);
    return;
  }
  Fact& fact = draft.parts.facts[index];
  fact.value = CheckFormula(draft, placed.at,
                            {"value", &placed.text->value(), Wants::kAnything, true, false, true});
  if (!fact.value.has_value()) {
    DeclareBroken(draft, index);
    return;
  }
  fact.is_epistemic = fact.value.checked->is_epistemic();
  DeclareFact(draft, index, fact.value.checked->type());
}

void ReportFactCycle(Draft& draft, const std::vector<int>& cycle) {
  std::string members;
  for (int index : cycle) absl::StrAppend(&members, "fact.", draft.facts[index].text->id(), " -> ");
  absl::StrAppend(&members, "fact.", draft.facts[cycle[0]].text->id());
  Problem& problem = draft.reporter.Error(
      draft.facts[cycle[0]].at.Child("id").Value(), "cycle",
      absl::StrCat(cycle.size() == 1 ? "a fact needs itself: " : "facts need each other: ",
                   members));
  for (size_t i = 1; i < cycle.size(); ++i) {
    problem.other.push_back(draft.facts[cycle[i]].at.Child("id").Value());
  }
}

std::vector<std::string> FieldNames(const Descriptor& type) {
  std::vector<std::string> names;
  for (int i = 0; i < type.field_count(); ++i) names.push_back(type.field(i)->name());
  return names;
}

}  // namespace

void BuildFacts(Draft& draft) {
  for (const Placed<v1::Fact>& placed : draft.facts) {
    Fact& fact = draft.parts.facts.emplace_back();
    fact.text = placed.text;
    fact.at = draft.LocationOf(placed.at);
    RequireBecause(draft, placed.at);
    CheckSources(draft, placed.at);
  }
  Order order = OrderOf(FactGraph(draft));
  std::vector<bool> is_ordered(draft.facts.size(), false);
  for (int index : order.nodes) is_ordered[index] = true;
  for (const std::vector<int>& cycle : order.cycles) {
    ReportFactCycle(draft, cycle);
    for (int index : cycle) {
      DeclareBroken(draft, index);
      is_ordered[index] = true;
      UseAll(draft, draft.facts[index].text->value());
    }
  }
  for (int index : order.nodes) BuildFact(draft, index);
  // What merely needs a cycle: its other errors are worth showing too.
  for (size_t index = 0; index < draft.facts.size(); ++index) {
    if (!is_ordered[index]) BuildFact(draft, static_cast<int>(index));
  }
}

std::optional<FieldPath> FindPath(Draft& draft, const At& at, absl::string_view path) {
  const Descriptor* type = draft.parts.environment.context();
  FieldPath fields;
  size_t offset = 0;
  for (absl::string_view name : absl::StrSplit(path, '.')) {
    const FieldDescriptor* field = type ? type->FindFieldByName(std::string(name)) : nullptr;
    if (field == nullptr) {
      std::string holder = type == nullptr ? fields.back()->name() : type->name();
      draft.reporter.Error(at.Inside(offset, name.size()), "unknown-field",
                           absl::StrCat("\"", holder, "\" has no field \"", name, "\""),
                           type ? DidYouMean(name, FieldNames(*type)) : "");
      return std::nullopt;
    }
    fields.push_back(field);
    type = field->message_type();
    offset += name.size() + 1;
  }
  return fields;
}

void BuildClosures(Draft& draft) {
  std::map<FieldPath, At> first;
  for (const Placed<v1::Closure>& placed : draft.closures) {
    Closure& closure = draft.parts.closures.emplace_back();
    closure.text = placed.text;
    closure.at = draft.LocationOf(placed.at);
    RequireBecause(draft, placed.at);
    RequireSource(draft, placed.at);
    RequireField(draft, placed.at, "list");
    closure.when =
        CheckFormula(draft, placed.at, {"when", &placed.text->when(), Wants::kBool, true, true});
    if (placed.text->list().empty()) continue;
    const At at = placed.at.Child("list");
    std::optional<FieldPath> path = FindPath(draft, at, placed.text->list());
    if (!path) continue;
    closure.list = *path;
    bool is_single = true;
    for (size_t i = 0; i + 1 < path->size(); ++i) is_single &= !(*path)[i]->is_repeated();
    const FieldDescriptor& list = *path->back();
    if (!list.is_repeated() || !is_single) {
      draft.reporter.Error(
          at.Value(), "bad-list",
          absl::StrCat("\"", placed.text->list(), "\" is not one list of the case"),
          "a repeated field that is reached without going through another list");
    } else if (evaluation::CompletenessField(list) == nullptr) {
      draft.reporter.Error(at.Value(), "bad-list",
                           absl::StrCat("\"", placed.text->list(), "\" is never open"),
                           "the schema gives it no completeness answer: what is listed is all");
    }
    auto [place, is_new] = first.emplace(*path, at);
    if (!is_new) {
      draft.reporter
          .Error(at.Value(), "duplicate-closure", "two closures of one list",
                 "join their conditions with ||")
          .other.push_back(place->second.Value());
    }
  }
}

void BuildFactors(Draft& draft) {
  for (size_t i = 0; i < draft.factors.size(); ++i) {
    const Placed<v1::Factor>& placed = draft.factors[i];
    Factor& factor = draft.parts.factors[i];
    factor.text = placed.text;
    factor.at = draft.LocationOf(placed.at);
    RequireField(draft, placed.at, "title");
    RequireField(draft, placed.at, "kind", "STATIC, STABLE, ACUTE, PROTECTIVE or SUPPRESSING");
    RequireField(draft, placed.at, "at_risk", "whom it concerns: CHILDREN, KNOWN_ADULT, …");
    RequireBecause(draft, placed.at);
    RequireSource(draft, placed.at);
    factor.when =
        CheckFormula(draft, placed.at, {"when", &placed.text->when(), Wants::kBool, true, true});
  }
}

}  // namespace risk::edition
