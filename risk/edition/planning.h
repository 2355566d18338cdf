// The plan that evaluates an edition.
#ifndef RISK_EDITION_PLANNING_H_
#define RISK_EDITION_PLANNING_H_

#include <optional>
#include <vector>

#include "risk/edition/edition_builder.h"
#include "risk/edition/readings.h"
#include "risk/evaluation/plan/plan.h"

namespace risk::edition {

// What the rules add themselves to, one after the other; see RuleLoader::Plan.
class Planner {
 public:
  Planner(EditionBuilder& builder_in, evaluation::Absence absence);

  // The value of a formula, if there is one, and of the variable that stands for it.
  void Add(Formula& formula, int variable = -1) {
    if (!formula.has_value()) return;
    formula.output = plan.AddExpression(formula.checked, variable);
    if (formula.output < 0) CannotCompile();
  }

  // Reports that the compiler does not know something that the present rule uses.
  void CannotCompile();
  // Formulas for each element, or for the rule itself; see Plan::RunRows. Where the first of them is
  // false there is nothing to say, and the others are not needed.
  int AddRows(const At& rule, std::optional<Each>& each, std::vector<Formula*> formulas);

  EditionBuilder& builder;
  EditionData& edition;
  evaluation::PlanBuilder plan;
  Step rule;  // the present one
};

// Fills `edition.plan` and the steps of formulas and instruments. Only without errors so far. Reports
// cannot-compile: the interpreter knows more than the compiler. Rules that `readings` leaves to the
// published reading are not in it.
void BuildPlan(EditionBuilder& builder, const Readings& readings);

}  // namespace risk::edition

#endif  // RISK_EDITION_PLANNING_H_
