// Instruments and their bands.
#ifndef RISK_EDITION_INSTRUMENTS_H_
#define RISK_EDITION_INSTRUMENTS_H_

#include "risk/edition/edition_builder.h"

namespace risk::edition {

// Reports unused-field, points-outside-level, bands-not-ascending, unknown-parameter and wrong-type
// besides what formulas and reasons do.
const RuleLoader& Instruments();

}  // namespace risk::edition

#endif  // RISK_EDITION_INSTRUMENTS_H_
