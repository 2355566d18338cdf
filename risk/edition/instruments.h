// Instruments, their bands, and the group levels taken from them.
#ifndef RISK_EDITION_INSTRUMENTS_H_
#define RISK_EDITION_INSTRUMENTS_H_

#include "risk/edition/draft.h"

namespace risk::edition {

// Reports unused-field, points-outside-level, bands-not-ascending, unknown-parameter and wrong-type
// besides what formulas and reasons do.
void BuildInstruments(Draft& draft);

// Reports unknown-instrument, duplicate-group, not-a-level. After BuildInstruments.
void BuildLevels(Draft& draft);

}  // namespace risk::edition

#endif  // RISK_EDITION_INSTRUMENTS_H_
