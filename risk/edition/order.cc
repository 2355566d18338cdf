#include "risk/edition/order.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "risk/edition/references.h"

namespace risk::edition {
namespace {

using expression::FieldPath;
using Kind = Step::Kind;

struct Rule {
  Step step;
  std::string name;
  At at;
  std::vector<const Formula*> formulas;
  const FieldPath* list = nullptr;  // read besides those of the formulas
};

void AddEach(const std::optional<Each>& each, Rule& rule) {
  if (!each) return;
  rule.list = &each->list;
  rule.formulas.push_back(&each->where);
}

std::vector<Rule> RulesOf(const Draft& draft) {
  std::vector<Rule> rules;
  const Parts& parts = draft.parts;
  auto add = [&](Kind kind, size_t index, const char* name, const auto& placed) -> Rule& {
    rules.push_back({{kind, static_cast<int>(index)},
                     absl::StrCat(name, ".", placed.text->id()),
                     placed.at,
                     {}});
    return rules.back();
  };
  for (size_t i = 0; i < parts.facts.size(); ++i) {
    if (parts.facts[i].text->has_takes()) continue;
    add(Kind::kFact, i, "fact", draft.facts[i]).formulas = {&parts.facts[i].value};
  }
  for (size_t i = 0; i < parts.closures.size(); ++i) {
    add(Kind::kClosure, i, "closure", draft.closures[i]).formulas = {&parts.closures[i].when};
  }
  for (size_t i = 0; i < parts.factors.size(); ++i) {
    add(Kind::kFactor, i, "factor", draft.factors[i]).formulas = {&parts.factors[i].when};
  }
  for (size_t i = 0; i < parts.instruments.size(); ++i) {
    const Instrument& instrument = parts.instruments[i];
    Rule& rule = add(Kind::kInstrument, i, "instrument", draft.instruments[i]);
    rule.formulas = {&instrument.applies, &instrument.raised_by};
    for (const Item& item : instrument.items) {
      rule.formulas.insert(rule.formulas.end(), {&item.when, &item.value, &item.points_from});
    }
  }
  for (size_t i = 0; i < parts.checks.size(); ++i) {
    Rule& rule = add(Kind::kCheck, i, "check", draft.checks[i]);
    rule.formulas = {&parts.checks[i].needed, &parts.checks[i].satisfied};
    AddEach(parts.checks[i].each, rule);
  }
  for (size_t i = 0; i < parts.findings.size(); ++i) {
    Rule& rule = add(Kind::kFinding, i, "finding", draft.findings[i]);
    rule.formulas = {&parts.findings[i].when};
    AddEach(parts.findings[i].each, rule);
  }
  return rules;
}

Kind KindOf(VariableSource::Kind kind) {
  switch (kind) {
    case VariableSource::Kind::kFact:
      return Kind::kFact;
    case VariableSource::Kind::kFactor:
      return Kind::kFactor;
    case VariableSource::Kind::kInstrument:
    case VariableSource::Kind::kBand:
      return Kind::kInstrument;
    case VariableSource::Kind::kFinding:
      return Kind::kFinding;
    default:
      return Kind::kCheck;
  }
}

bool IsPrefix(const FieldPath& prefix, const FieldPath& path) {
  return !prefix.empty() && prefix.size() <= path.size() &&
         std::equal(prefix.begin(), prefix.end(), path.begin());
}

// Which rules each rule needs: those its variables stand for, and the closures of the lists it
// reads.
Graph GraphOf(const Draft& draft, const std::vector<Rule>& rules) {
  std::map<std::pair<Kind, int>, int> node_of;
  for (size_t i = 0; i < rules.size(); ++i) {
    node_of[{rules[i].step.kind, rules[i].step.index}] = static_cast<int>(i);
  }
  const Parts& parts = draft.parts;
  auto add_closures = [&](const FieldPath& path, std::set<int>& needs) {
    for (size_t c = 0; c < parts.closures.size(); ++c) {
      if (!IsPrefix(parts.closures[c].list, path)) continue;
      needs.insert(node_of[{Kind::kClosure, static_cast<int>(c)}]);
    }
  };
  Graph graph(rules.size());
  for (size_t i = 0; i < rules.size(); ++i) {
    std::set<int> needs;
    if (rules[i].list != nullptr) add_closures(*rules[i].list, needs);
    for (const Formula* formula : rules[i].formulas) {
      if (!formula->has_value()) continue;
      for (int variable : formula->checked->variables()) {
        const VariableSource& source = parts.variables[variable];
        if (source.kind == VariableSource::Kind::kAssessedOn ||
            source.kind == VariableSource::Kind::kParameter) {
          continue;
        }
        auto found = node_of.find({KindOf(source.kind), source.index});
        if (found != node_of.end()) needs.insert(found->second);
      }
      for (const FieldPath& path : formula->checked->paths()) add_closures(path, needs);
    }
    graph[i].assign(needs.begin(), needs.end());
  }
  return graph;
}

void ReportCycle(Draft& draft, const std::vector<Rule>& rules, const std::vector<int>& cycle) {
  std::string members;
  bool has_closure = false;
  for (int node : cycle) {
    absl::StrAppend(&members, rules[node].name, " -> ");
    has_closure |= rules[node].step.kind == Kind::kClosure;
  }
  const Rule& first = rules[cycle[0]];
  Problem& problem = draft.reporter.Error(
      first.at.Child("id").Value(), "cycle",
      absl::StrCat(cycle.size() == 1 ? "a rule needs itself: " : "rules need each other: ", members,
                   first.name),
      has_closure ? "whether a list is complete must be decided without reading that list" : "");
  for (size_t i = 1; i < cycle.size(); ++i) {
    problem.other.push_back(rules[cycle[i]].at.Child("id").Value());
  }
}

}  // namespace

void BuildOrder(Draft& draft) {
  const std::vector<Rule> rules = RulesOf(draft);
  const Order order = OrderOf(GraphOf(draft, rules));
  for (const std::vector<int>& cycle : order.cycles) ReportCycle(draft, rules, cycle);
  for (int node : order.nodes) draft.parts.order.push_back(rules[node].step);
}

}  // namespace risk::edition
