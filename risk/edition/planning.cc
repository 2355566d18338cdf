#include "risk/edition/planning.h"

#include "risk/edition/rule_loaders.h"
#include "risk/evaluation/input/case_access.h"

namespace risk::edition {

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
  for (const Step& step : edition.order) LoaderOf(step.kind).Plan(planner, step.index);
  edition.plan = planner.plan.Build();
}

}  // namespace risk::edition
