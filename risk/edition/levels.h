// The levels of the groups at risk, which the header of an edition takes from its instruments.
#ifndef RISK_EDITION_LEVELS_H_
#define RISK_EDITION_LEVELS_H_

#include "risk/edition/edition_builder.h"

namespace risk::edition {

// Reports unknown-instrument, duplicate-group, not-a-level and bad-each. After Instruments().
void BuildLevels(EditionBuilder& builder);

}  // namespace risk::edition

#endif  // RISK_EDITION_LEVELS_H_
