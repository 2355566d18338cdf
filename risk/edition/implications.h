// What follows from what: answers that need not be asked.
#ifndef RISK_EDITION_IMPLICATIONS_H_
#define RISK_EDITION_IMPLICATIONS_H_

#include "risk/edition/rule_loader.h"

namespace risk::edition {

// Two steps a rule: that the narrow answer reads NO, that the wide one reads YES. Either may be
// missing, when that side is no answer. Reports bad-implication besides what formulas report.
const RuleLoader& Implications();

}  // namespace risk::edition

#endif  // RISK_EDITION_IMPLICATIONS_H_
