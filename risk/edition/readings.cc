#include "risk/edition/readings.h"

#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/edition/layer_reader.h"
#include "risk/edition/names.h"
#include "risk/edition/rule_loaders.h"

namespace risk::edition {
namespace {

bool IsPublished(RuleKind kind) {
  return kind == RuleKind::kRefusal || kind == RuleKind::kValidation ||
         kind == RuleKind::kPublished;
}

// Adds the rules that a rule needs by name, and those that they need.
void AddNeeded(const EditionData& edition, const Step& rule, std::set<Step>& needed) {
  std::vector<Step> open = {rule};
  needed.insert(rule);
  while (!open.empty()) {
    const Step step = open.back();
    open.pop_back();
    const std::optional<RuleLoader::Reads> reads =
        LoaderOf(step.kind).ReadsOf(edition, step.index);
    if (!reads.has_value()) continue;
    for (const Formula* formula : reads->formulas) {
      if (!formula->has_value()) continue;
      for (int variable : formula->checked->variables()) {
        const Step& next = edition.variables[variable].rule;
        if (next.index < 0 || next.kind == RuleKind::kParameter) continue;
        if (needed.insert(next).second) open.push_back(next);
      }
    }
  }
}

// What of the record the rules read.
void AddFields(const EditionData& edition, const std::set<Step>& rules, Published& published) {
  for (const Step& step : rules) {
    const std::optional<RuleLoader::Reads> reads =
        LoaderOf(step.kind).ReadsOf(edition, step.index);
    if (!reads.has_value()) continue;
    for (const Formula* formula : reads->formulas) {
      if (!formula->has_value()) continue;
      for (const expression::FieldPath& path : formula->checked->paths()) {
        if (path.empty()) continue;
        published.reads.insert(path.front());
        published.paths.insert(
            absl::StrJoin(path, ".", [](std::string* out, const auto* field) {
              out->append(field->name());
            }));
      }
    }
  }
}

void Report(EditionBuilder& builder, const Step& rule, const Step& cause, const char* why) {
  const RuleLoader& loader = LoaderOf(rule.kind);
  const PlacedRule& placed = builder.rules.at(RulesField(loader)->message_type())
                                 [rule.index / loader.traits().steps];
  builder.reporter.Error(placed.at.Child("id").Value(), "bad-reading",
                         absl::StrCat("this rule reads ", LoaderOf(cause.kind).traits().prefix, ".",
                                      builder.edition.written.at(cause).id, ": ", why));
}

void CheckPublished(EditionBuilder& builder, const Step& rule, const std::set<Step>& needed) {
  for (const Step& step : needed) {
    if (IsPublished(step.kind) || step.kind == RuleKind::kFact ||
        step.kind == RuleKind::kInstrument) {
      continue;
    }
    return Report(builder, rule, step,
                  "what is published can only read facts, parameters, tables, classes and "
                  "instruments");
  }
}

void CheckOurs(EditionBuilder& builder, const Step& rule, const std::set<Step>& needed) {
  for (const Step& step : needed) {
    if (!IsPublished(step.kind)) continue;
    return Report(builder, rule, step, "only published results can read what an official tool finds");
  }
}

}  // namespace

Readings ReadingsOf(EditionBuilder& builder) {
  EditionData& edition = builder.edition;
  Readings readings;
  for (const Step& step : edition.order) {
    if (!IsPublished(step.kind)) continue;
    std::set<Step> needed;
    AddNeeded(edition, step, needed);
    CheckPublished(builder, step, needed);
    if (step.kind == RuleKind::kPublished) {
      AddFields(edition, needed, edition.published[step.index]);
    }
    readings.published.insert(needed.begin(), needed.end());
  }
  for (const Step& step : edition.order) {
    if (IsPublished(step.kind)) continue;
    if (step.kind == RuleKind::kFact && readings.published.count(step) > 0) continue;
    if (readings.published.empty()) {
      readings.open.insert(step);
      continue;
    }
    std::set<Step> needed;
    AddNeeded(edition, step, needed);
    CheckOurs(builder, step, needed);
    readings.open.insert(needed.begin(), needed.end());
  }
  return readings;
}

}  // namespace risk::edition
