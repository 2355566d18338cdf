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
  edition.plan = planner.plan.Build();
  if (edition.plan == nullptr) {
    builder.reporter.Error(WholeFile(builder.layers.back()->header->path), "cannot-compile",
                           absl::StrCat("a view cannot be compiled: ", planner.plan.reason()));
  }
}

}  // namespace risk::edition
