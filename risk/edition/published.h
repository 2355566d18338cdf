// What official tools return: refusals, validations and published results.
#ifndef RISK_EDITION_PUBLISHED_H_
#define RISK_EDITION_PUBLISHED_H_

#include "risk/edition/rule_loader.h"

namespace risk::edition {

// Names: refusal.ID and validation.ID, for the published reading alone; see published_plan.h. Build
// reports unknown-refusal, unknown-validation, unknown-instrument and wrong-type besides what formulas
// report.
const RuleLoader& Refusals();
const RuleLoader& Validations();
const RuleLoader& PublishedResults();

}  // namespace risk::edition

#endif  // RISK_EDITION_PUBLISHED_H_
