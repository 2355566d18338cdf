// Loads the scheme by which an edition rates work.
#ifndef RISK_EDITION_SCHEMES_H_
#define RISK_EDITION_SCHEMES_H_

#include "risk/edition/rule_loader.h"

namespace risk::edition {

const RuleLoader& Schemes();

}  // namespace risk::edition

#endif  // RISK_EDITION_SCHEMES_H_
