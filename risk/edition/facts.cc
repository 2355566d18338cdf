#include "risk/edition/facts.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "risk/edition/formulas.h"
#include "risk/edition/graph.h"
#include "risk/edition/instrument_body.h"
#include "risk/edition/names.h"
#include "risk/edition/planning.h"
#include "risk/edition/reasons.h"
#include "risk/edition/references.h"
#include "risk/schema/field.h"
#include "risk/schema/names.h"

namespace risk::edition {
namespace {

using expression::FieldPath;
using expression::Kind;
using expression::Type;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

// The facts that a text needs, also by way of instruments that are made for each element: their
// totals are written out where they are read.
void AddNeeds(const EditionBuilder& builder, const std::string& text, std::set<int>& needs,
              std::set<int>& instruments) {
  for (const Reference& reference : FindReferences(text)) {
    const bool is_fact = reference.prefix == "fact";
    if (!is_fact && reference.prefix != "instrument") continue;
    auto found = builder.edition.index.find(absl::StrCat(reference.prefix, ".", reference.id));
    if (found == builder.edition.index.end()) continue;
    if (is_fact) {
      needs.insert(found->second);
      continue;
    }
    const v1::Instrument& instrument = *builder.One<v1::Instrument>(found->second).text;
    if (!instrument.has_for_each() || !instruments.insert(found->second).second) continue;
    for (const std::string& part : ExpressionsOf(instrument)) {
      AddNeeds(builder, part, needs, instruments);
    }
  }
}

// Which facts each fact needs, by name; an unknown name is reported when the fact is checked.
Graph FactGraph(const EditionBuilder& builder) {
  Graph graph(builder.edition.facts.size());
  for (size_t i = 0; i < graph.size(); ++i) {
    std::set<int> needs, instruments;
    AddNeeds(builder, builder.edition.facts[i].text->value(), needs, instruments);
    graph[i].assign(needs.begin(), needs.end());
  }
  return graph;
}

void DeclareFact(EditionBuilder& builder, int index, Type type) {
  Fact& fact = builder.edition.facts[index];
  fact.variable = Declare(
      builder,
      expression::Variable{"fact." + fact.text->id(), std::move(type), fact.is_epistemic, fact.searches_text},
      {{RuleKind::kFact, index}});
}

// A name that later checks can use although the fact itself has an error.
void DeclareBroken(EditionBuilder& builder, int index) {
  const v1::Fact& text = *builder.edition.facts[index].text;
  if (!text.has_takes()) {
    DeclareFact(builder, index, Type());
    return;
  }
  expression::Function function;
  function.name = "fact." + text.id();
  function.parameter = text.takes().name();
  function.body = "dyn(false)";
  builder.edition.environment.DeclareFunction(std::move(function));
}

// What rules that use the fact come to do.
void Characterize(Fact* fact) {
  fact->is_epistemic = fact->value.checked->is_epistemic();
  fact->searches_text = fact->value.checked->searches_text();
}

void BuildFunction(EditionBuilder& builder, int index) {
  const Placed<v1::Fact> placed = builder.One<v1::Fact>(index);
  Fact& fact = builder.edition.facts[index];
  const v1::Fact::Parameter& takes = placed.text->takes();
  const At at = placed.at.Child("takes");
  RequireField(builder, at, "name");
  RequireField(builder, at, "type");
  std::optional<Type> type;
  if (!takes.type().empty()) {
    type = expression::ParseType(takes.type(), builder.edition.environment);
    if (!type) {
      builder.reporter.Error(
          at.Child("type").Value(), "unknown-type",
          absl::StrCat("there is no type \"", takes.type(), "\""),
          "a message of the schema, such as Incident, or bool, int, date, string");
    }
  }
  const bool has_name = IsVariableName(takes.name());
  if (!takes.name().empty() && !has_name) {
    builder.reporter.Error(at.Child("name").Value(), "bad-id",
                           absl::StrCat("\"", takes.name(), "\" cannot be the name of a variable"));
  }
  if (!type || !has_name) {
    DeclareBroken(builder, index);
    return;
  }
  Binding binding{takes.name(), *type};
  fact.value =
      CheckFormula(builder, placed.at,
                   {"value", &placed.text->value(), Wants::kAnything, true, false, true, &binding});
  if (!fact.value.has_value()) {
    DeclareBroken(builder, index);
    return;
  }
  Characterize(&fact);
  expression::Function function;
  function.name = "fact." + placed.text->id();
  function.parameter = takes.name();
  function.parameter_type = *type;
  function.body = placed.text->value();
  builder.edition.environment.DeclareFunction(std::move(function));
}

void BuildFact(EditionBuilder& builder, int index) {
  const Placed<v1::Fact> placed = builder.One<v1::Fact>(index);
  if (placed.text->has_takes()) {
    BuildFunction(builder, index);
    return;
  }
  Fact& fact = builder.edition.facts[index];
  fact.value = CheckFormula(builder, placed.at,
                            {"value", &placed.text->value(), Wants::kAnything, true, false, true});
  if (!fact.value.has_value()) {
    DeclareBroken(builder, index);
    return;
  }
  Characterize(&fact);
  DeclareFact(builder, index, fact.value.checked->type());
}

void ReportFactCycle(EditionBuilder& builder, const std::vector<int>& cycle) {
  std::string members;
  for (int index : cycle) {
    absl::StrAppend(&members, "fact.", builder.edition.facts[index].text->id(), " -> ");
  }
  absl::StrAppend(&members, "fact.", builder.edition.facts[cycle[0]].text->id());
  Problem& problem = builder.reporter.Error(
      builder.One<v1::Fact>(cycle[0]).at.Child("id").Value(), "cycle",
      absl::StrCat(cycle.size() == 1 ? "a fact needs itself: " : "facts need each other: ",
                   members));
  for (size_t i = 1; i < cycle.size(); ++i) {
    problem.other.push_back(builder.One<v1::Fact>(cycle[i]).at.Child("id").Value());
  }
}

void BuildFacts(EditionBuilder& builder) {
  for (const Placed<v1::Fact>& placed : builder.All<v1::Fact>()) {
    Fact& fact = builder.edition.facts.emplace_back();
    fact.text = placed.text;
    fact.at = builder.LocationOf(placed.at);
    RequireBecause(builder, placed.at);
    CheckSources(builder, placed.at);
  }
  Order order = OrderOf(FactGraph(builder));
  std::vector<bool> is_ordered(builder.edition.facts.size(), false);
  for (int index : order.nodes) is_ordered[index] = true;
  for (const std::vector<int>& cycle : order.cycles) {
    ReportFactCycle(builder, cycle);
    for (int index : cycle) {
      DeclareBroken(builder, index);
      is_ordered[index] = true;
      UseAll(builder, builder.edition.facts[index].text->value());
    }
  }
  for (int index : order.nodes) BuildFact(builder, index);
  // What merely needs a cycle: its other errors are worth showing too.
  for (size_t index = 0; index < builder.edition.facts.size(); ++index) {
    if (!is_ordered[index]) BuildFact(builder, static_cast<int>(index));
  }
}

void BuildClosures(EditionBuilder& builder) {
  std::map<FieldPath, At> first;
  for (const Placed<v1::Closure>& placed : builder.All<v1::Closure>()) {
    Closure& closure = builder.edition.closures.emplace_back();
    closure.text = placed.text;
    closure.at = builder.LocationOf(placed.at);
    RequireBecause(builder, placed.at);
    RequireSource(builder, placed.at);
    RequireField(builder, placed.at, "list");
    closure.when =
        CheckFormula(builder, placed.at, {"when", &placed.text->when(), Wants::kBool, true, true});
    if (placed.text->list().empty()) continue;
    const At at = placed.at.Child("list");
    std::optional<FieldPath> path = FindPath(builder, at, placed.text->list());
    if (!path) continue;
    closure.list = *path;
    bool is_single = true;
    for (size_t i = 0; i + 1 < path->size(); ++i) is_single &= !(*path)[i]->is_repeated();
    const FieldDescriptor& list = *path->back();
    if (!list.is_repeated() || !is_single) {
      builder.reporter.Error(
          at.Value(), "bad-list",
          absl::StrCat("\"", placed.text->list(), "\" is not one list of the case"),
          "a repeated field that is reached without going through another list");
    } else if (schema::CompletenessField(list) == nullptr) {
      builder.reporter.Error(at.Value(), "bad-list",
                             absl::StrCat("\"", placed.text->list(), "\" is never open"),
                             "the schema gives it no completeness answer: what is listed is all");
    }
    auto [place, is_new] = first.emplace(*path, at);
    if (!is_new) {
      builder.reporter
          .Error(at.Value(), "duplicate-closure", "two closures of one list",
                 "join their conditions with ||")
          .other.push_back(place->second.Value());
    }
  }
}

void BuildFactors(EditionBuilder& builder) {
  for (size_t i = 0; i < builder.edition.factors.size(); ++i) {
    const Placed<v1::Factor> placed = builder.One<v1::Factor>(i);
    Factor& factor = builder.edition.factors[i];
    factor.text = placed.text;
    factor.at = builder.LocationOf(placed.at);
    RequireField(builder, placed.at, "title");
    RequireField(builder, placed.at, "kind", "STATIC, STABLE, ACUTE, PROTECTIVE or SUPPRESSING");
    RequireField(builder, placed.at, "at_risk", "whom it concerns: CHILDREN, KNOWN_ADULT, …");
    RequireBecause(builder, placed.at);
    RequireSource(builder, placed.at);
    factor.when =
        CheckFormula(builder, placed.at, {"when", &placed.text->when(), Wants::kBool, true, true});
  }
}

class FactLoader : public RuleLoader {
 public:
  FactLoader() : RuleLoader({RuleKind::kFact, "fact", "fact", nullptr, true, true}) {}

  void Build(EditionBuilder& builder) const override { BuildFacts(builder); }
  std::optional<Reads> ReadsOf(const EditionData& edition, int index) const override {
    const Fact& fact = edition.facts[index];
    if (fact.text->has_takes()) return std::nullopt;
    return Reads{{&fact.value}};
  }
  void Plan(Planner& planner, int index) const override {
    Fact& fact = planner.edition.facts[index];
    planner.Add(fact.value, fact.variable);
  }
};

class ClosureLoader : public RuleLoader {
 public:
  ClosureLoader() : RuleLoader({RuleKind::kClosure, "closure", "closure"}) {}

  void Build(EditionBuilder& builder) const override { BuildClosures(builder); }
  std::optional<Reads> ReadsOf(const EditionData& edition, int index) const override {
    return Reads{{&edition.closures[index].when}};
  }
  void Plan(Planner& planner, int index) const override {
    Closure& closure = planner.edition.closures[index];
    closure.when.output = planner.plan.AddClosure(closure.list, closure.when.checked);
    if (closure.when.output < 0) planner.CannotCompile();
  }
};

class FactorLoader : public RuleLoader {
 public:
  FactorLoader() : RuleLoader({RuleKind::kFactor, "factor", "factor"}) {}

  void Declare(EditionBuilder& builder) const override {
    int index = 0;
    for (const Placed<v1::Factor>& placed : builder.All<v1::Factor>()) {
      builder.edition.factors.emplace_back().variable =
          edition::Declare(builder, "factor." + placed.text->id(), Type::Of(Kind::kBool), false,
                           {{RuleKind::kFactor, index++}});
    }
  }
  void Build(EditionBuilder& builder) const override { BuildFactors(builder); }
  std::optional<Reads> ReadsOf(const EditionData& edition, int index) const override {
    return Reads{{&edition.factors[index].when}};
  }
  void Plan(Planner& planner, int index) const override {
    Factor& factor = planner.edition.factors[index];
    planner.Add(factor.when, factor.variable);
  }
};

}  // namespace

std::optional<FieldPath> FindPath(EditionBuilder& builder, const At& at, absl::string_view path) {
  const Descriptor* type = builder.edition.environment.context();
  FieldPath fields;
  size_t offset = 0;
  for (absl::string_view name : absl::StrSplit(path, '.')) {
    const FieldDescriptor* field = type ? type->FindFieldByName(std::string(name)) : nullptr;
    if (field == nullptr) {
      std::string holder = type == nullptr ? fields.back()->name() : type->name();
      builder.reporter.Error(at.Inside(offset, name.size()), "unknown-field",
                             absl::StrCat("\"", holder, "\" has no field \"", name, "\""),
                             type ? schema::DidYouMean(name, schema::FieldNames(*type)) : "");
      return std::nullopt;
    }
    fields.push_back(field);
    type = field->message_type();
    offset += name.size() + 1;
  }
  return fields;
}

const RuleLoader& Facts() {
  static const FactLoader& loader = *new FactLoader;
  return loader;
}

const RuleLoader& Closures() {
  static const ClosureLoader& loader = *new ClosureLoader;
  return loader;
}

const RuleLoader& Factors() {
  static const FactorLoader& loader = *new FactorLoader;
  return loader;
}

}  // namespace risk::edition
