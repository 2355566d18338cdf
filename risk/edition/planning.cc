#include "risk/edition/planning.h"

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

void BuildPlan(EditionBuilder& builder) {
  EditionData& edition = builder.edition;
  Planner planner(builder);
  planner.plan.SetAssessedOn(edition.environment.FindVariable("assessed_on"));
  for (const Parameter& parameter : edition.parameters) {
    planner.plan.AddParameter(parameter.variable, parameter.values);
  }
  for (size_t i = 0; i < edition.tables.size(); ++i) {
    planner.plan.SetTable(static_cast<int>(i), edition.tables[i].numbers);
  }
  planner.plan.SetFieldAccess(CaseAccess());
  if (edition.calendar) planner.plan.SetCalendar(&*edition.calendar);
  for (const Step& step : edition.order) {
    planner.rule = step;
    LoaderOf(step.kind).Plan(planner, step.index);
  }
  for (const Step& step : edition.order) LoaderOf(step.kind).PlanRows(planner, step.index);
  edition.plan = planner.plan.Build();
  if (edition.plan == nullptr) {
    builder.reporter.Error(WholeFile(builder.layers.back()->header->path), "cannot-compile",
                           absl::StrCat("a view cannot be compiled: ", planner.plan.reason()));
  }
}

}  // namespace risk::edition
