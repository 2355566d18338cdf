// Checks and findings.
#ifndef RISK_EDITION_CHECKS_H_
#define RISK_EDITION_CHECKS_H_

#include "risk/edition/edition_builder.h"

namespace risk::edition {

// Reports unknown-fact, unknown-factor and unknown-field of what a check settles, besides what
// formulas, wording and reasons do.
const RuleLoader& Checks();
const RuleLoader& Findings();

}  // namespace risk::edition

#endif  // RISK_EDITION_CHECKS_H_
