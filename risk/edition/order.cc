#include "risk/edition/order.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "risk/edition/graph.h"
#include "risk/edition/names.h"
#include "risk/edition/rule_loaders.h"

namespace risk::edition {
namespace {

using expression::FieldPath;

struct Rule {
  Step step;
  std::string name;
  At at;
  RuleLoader::Reads reads;
};

std::vector<Rule> RulesOf(const EditionBuilder& builder) {
  std::vector<Rule> rules;
  for (const RuleLoader* loader : RuleLoaders()) {
    const auto placed = builder.rules.find(RulesField(*loader)->message_type());
    if (placed == builder.rules.end()) continue;
    int index = 0;
    for (const PlacedRule& rule : placed->second) {
      const std::string name = absl::StrCat(loader->traits().prefix, ".", IdOf(*rule.text));
      for (int part = 0; part < loader->traits().steps; ++part) {
        const Step step{loader->traits().kind, index++};
        std::optional<RuleLoader::Reads> reads = loader->ReadsOf(builder.edition, step.index);
        if (reads) rules.push_back({step, name, rule.at, *std::move(reads)});
      }
    }
  }
  return rules;
}

// Whether a rule reads its own parts by this variable.
bool IsOwnPart(const VariableSource& source, const Step& step) {
  return source.rule == step && (source.part == VariableSource::Part::kNeeded ||
                                 source.part == VariableSource::Part::kSatisfied);
}

bool IsPrefix(const FieldPath& prefix, const FieldPath& path) {
  return !prefix.empty() && prefix.size() <= path.size() &&
         std::equal(prefix.begin(), prefix.end(), path.begin());
}

// Whether a rule must come after one that writes an answer: it reads the answer, or a list that holds
// it. One that only asks whether a single answer is certainly YES, or NO, does not care for the other
// way, unless that can take back what is recorded.
bool NeedsImplied(const RuleLoader::Reads& reads, const FieldPath& path,
                  const ImpliedAnswer& written) {
  if (!IsPrefix(path, written.path) && !IsPrefix(written.path, path)) return false;
  return !reads.plain || written.value == *reads.plain || written.value != written.reassuring;
}

// Which rules each rule needs: those its variables stand for, the closures of the lists it reads, and
// what implies the answers it reads.
Graph GraphOf(const EditionBuilder& builder, const std::vector<Rule>& rules) {
  std::map<Step, int> node_of;
  for (size_t i = 0; i < rules.size(); ++i) node_of[rules[i].step] = static_cast<int>(i);
  const EditionData& edition = builder.edition;
  auto add_closures = [&](const FieldPath& path, std::set<int>& needs) {
    for (size_t c = 0; c < edition.closures.size(); ++c) {
      if (!IsPrefix(edition.closures[c].list, path)) continue;
      needs.insert(node_of[{RuleKind::kClosure, static_cast<int>(c)}]);
    }
  };
  std::vector<int> implying;
  for (size_t i = 0; i < rules.size(); ++i) {
    if (rules[i].reads.writes != nullptr) implying.push_back(static_cast<int>(i));
  }
  auto add_path = [&](const FieldPath& path, const RuleLoader::Reads& reads,
                      std::set<int>& needs) {
    add_closures(path, needs);
    for (int node : implying) {
      if (NeedsImplied(reads, path, *rules[node].reads.writes)) needs.insert(node);
    }
  };
  Graph graph(rules.size());
  for (size_t i = 0; i < rules.size(); ++i) {
    std::set<int> needs;
    const RuleLoader::Reads& reads = rules[i].reads;
    if (reads.list != nullptr) add_path(*reads.list, reads, needs);
    for (const FieldPath* path : reads.paths) add_path(*path, reads, needs);
    for (const Formula* formula : reads.formulas) {
      if (!formula->has_value()) continue;
      for (int variable : formula->checked->variables()) {
        const VariableSource& source = edition.variables[variable];
        auto found = node_of.find(source.rule);
        if (found == node_of.end() || IsOwnPart(source, rules[i].step)) continue;
        needs.insert(found->second);
      }
      for (const FieldPath& path : formula->checked->paths()) add_path(path, reads, needs);
    }
    graph[i].assign(needs.begin(), needs.end());
  }
  return graph;
}

void ReportCycle(EditionBuilder& builder, const std::vector<Rule>& rules,
                 const std::vector<int>& cycle) {
  std::string members;
  bool has_closure = false;
  for (int node : cycle) {
    absl::StrAppend(&members, rules[node].name, " -> ");
    has_closure |= rules[node].step.kind == RuleKind::kClosure;
  }
  const Rule& first = rules[cycle[0]];
  Problem& problem = builder.reporter.Error(
      first.at.Child("id").Value(), "cycle",
      absl::StrCat(cycle.size() == 1 ? "a rule needs itself: " : "rules need each other: ", members,
                   first.name),
      has_closure ? "whether a list is complete must be decided without reading that list" : "");
  for (size_t i = 1; i < cycle.size(); ++i) {
    problem.other.push_back(rules[cycle[i]].at.Child("id").Value());
  }
}

}  // namespace

void BuildOrder(EditionBuilder& builder) {
  const std::vector<Rule> rules = RulesOf(builder);
  const Order order = OrderOf(GraphOf(builder, rules));
  for (const std::vector<int>& cycle : order.cycles) ReportCycle(builder, rules, cycle);
  for (int node : order.nodes) builder.edition.order.push_back(rules[node].step);
}

}  // namespace risk::edition
