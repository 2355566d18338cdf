// Loads what inspectors look for: standards, prompts, selections, matrices, tallies and recommendations.
#ifndef RISK_EDITION_STANDARDS_H_
#define RISK_EDITION_STANDARDS_H_

#include "risk/edition/rule_loader.h"

namespace risk::edition {

const RuleLoader& Standards();
const RuleLoader& Prompts();
const RuleLoader& Selections();
const RuleLoader& Matrices();
const RuleLoader& Tallies();
const RuleLoader& Recommendations();

}  // namespace risk::edition

#endif  // RISK_EDITION_STANDARDS_H_
