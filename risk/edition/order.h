// The order in which rules can be evaluated, and the plan that does.
#ifndef RISK_EDITION_ORDER_H_
#define RISK_EDITION_ORDER_H_

#include "risk/edition/draft.h"

namespace risk::edition {

// Fills `parts.order`. Reports cycle, with its members.
void BuildOrder(Draft& draft);

// Fills `parts.plan` and the steps of formulas and instruments. Only without errors so far.
void BuildPlan(Draft& draft);

}  // namespace risk::edition

#endif  // RISK_EDITION_ORDER_H_
