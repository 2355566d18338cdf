// What an edition should cover, and by which rules.
#ifndef RISK_EDITION_OBLIGATIONS_H_
#define RISK_EDITION_OBLIGATIONS_H_

#include "risk/edition/draft.h"

namespace risk::edition {

// Reports unknown-rule, and missing-field for a obligation with neither a rule nor a reason.
void BuildObligations(Draft& draft);

}  // namespace risk::edition

#endif  // RISK_EDITION_OBLIGATIONS_H_
