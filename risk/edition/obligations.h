// What an edition should cover, and by which rules.
#ifndef RISK_EDITION_OBLIGATIONS_H_
#define RISK_EDITION_OBLIGATIONS_H_

#include "risk/edition/edition_builder.h"

namespace risk::edition {

// Reports unknown-rule, and missing-field for an obligation with neither a rule nor a reason.
const RuleLoader& Obligations();

}  // namespace risk::edition

#endif  // RISK_EDITION_OBLIGATIONS_H_
