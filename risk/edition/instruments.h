// Instruments, their bands, and the group levels taken from them.
#ifndef RISK_EDITION_INSTRUMENTS_H_
#define RISK_EDITION_INSTRUMENTS_H_

#include "risk/edition/edition_builder.h"

namespace risk::edition {

// Reports unused-field, points-outside-level, bands-not-ascending, unknown-parameter and wrong-type
// besides what formulas and reasons do.
const RuleLoader& Instruments();

// Reports unknown-instrument, duplicate-group, not-a-level. After Instruments().
void BuildLevels(EditionBuilder& builder);

}  // namespace risk::edition

#endif  // RISK_EDITION_INSTRUMENTS_H_
