#include "risk/edition/planning.h"

#include <memory>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "risk/edition/layer_reader.h"
#include "risk/edition/names.h"
#include "risk/edition/rule_loaders.h"
#include "risk/evaluation/input/case_access.h"

namespace risk::edition {

void Planner::CannotCompile() {
  const auto* type = RulesField(LoaderOf(rule.kind))->message_type();
  builder.reporter.Error(builder.rules.at(type)[rule.index / LoaderOf(rule.kind).traits().steps].at.Child("id").Value(),
                         "cannot-compile",
                         absl::StrCat("this rule cannot be compiled: ", plan.reason()));
}

int Planner::AddRows(const At& rule, std::optional<Each>& each, std::vector<Formula*> formulas) {
  evaluation::RowFormulas rows;
  rows.gates = formulas[0]->has_value() ? 1 : 0;
  if (each.has_value()) {
    rows.list = each->rows.checked;
    if (each->where.has_value()) {
      formulas.insert(formulas.begin(), &each->where);
      ++rows.gates;
    }
    formulas.push_back(&each->label);
  }
  for (Formula* formula : formulas) {
    if (!formula->has_value()) continue;
    formula->column = static_cast<int>(rows.formulas.size());
    rows.formulas.push_back(formula->checked);
  }
  const int added = plan.AddRows(rows);
  if (added < 0) {
    builder.reporter.Error(rule.Child("for_each").Value(), "bad-each",
                           "a rule cannot be made for each element of such a list");
  }
  return added;
}

Planner::Planner(EditionBuilder& builder_in, evaluation::Absence absence)
    : builder(builder_in), edition(builder.edition), plan(edition.environment, absence) {
  plan.SetAssessedOn(edition.environment.FindVariable("assessed_on"));
  for (const Parameter& parameter : edition.parameters) {
    plan.AddParameter(parameter.variable, parameter.values);
  }
  for (size_t i = 0; i < edition.tables.size(); ++i) {
    plan.SetTable(static_cast<int>(i), edition.tables[i].values);
  }
  plan.SetFieldAccess(CaseAccess());
  if (edition.calendar) plan.SetCalendar(&*edition.calendar);
}

namespace {

std::unique_ptr<const evaluation::Plan> Finish(Planner& planner) {
  std::unique_ptr<const evaluation::Plan> plan = planner.plan.Build();
  if (plan == nullptr) {
    const SourceText* header = planner.builder.layers.back()->header;
    planner.builder.reporter.Error(
        WholeFile(header->path), "cannot-compile",
        absl::StrCat("a view cannot be compiled: ", planner.plan.reason()));
  }
  return plan;
}

void AddRules(Planner& planner, const std::set<Step>& rules) {
  for (const Step& step : planner.edition.order) {
    if (rules.count(step) == 0) continue;
    planner.rule = step;
    LoaderOf(step.kind).Plan(planner, step.index);
  }
}

// The same facts and instruments have other steps here: what is in the edition stays as it is.
void BuildPublishedPlan(EditionBuilder& builder, const std::set<Step>& rules) {
  EditionData& edition = builder.edition;
  Planner planner(builder, evaluation::Absence::kIsDefault);
  const std::vector<Fact> facts = edition.facts;
  std::vector<Instrument> instruments = edition.instruments;
  for (Instrument& instrument : edition.instruments) instrument.spec = {};
  AddRules(planner, rules);
  edition.facts = facts;
  edition.instruments.swap(instruments);
  edition.published_instruments = std::move(instruments);
  edition.published_plan = Finish(planner);
}

}  // namespace

void BuildPlan(EditionBuilder& builder, const Readings& readings) {
  EditionData& edition = builder.edition;
  Planner planner(builder, evaluation::Absence::kIsUnknown);
  AddRules(planner, readings.open);
  for (const Step& step : edition.order) {
    if (readings.open.count(step) > 0) LoaderOf(step.kind).PlanRows(planner, step.index);
  }
  edition.plan = Finish(planner);
  if (!readings.published.empty()) BuildPublishedPlan(builder, readings.published);
}

}  // namespace risk::edition
