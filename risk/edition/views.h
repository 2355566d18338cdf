// Views: rows made once per case from several lists and standing answers.
#ifndef RISK_EDITION_VIEWS_H_
#define RISK_EDITION_VIEWS_H_

#include "risk/edition/rule_loader.h"

namespace risk::edition {

// Reports bad-row, unknown-type, unknown-field, bad-loop, bad-key, missing-field, duplicate-id and
// duplicate-set.
const RuleLoader& Views();

}  // namespace risk::edition

#endif  // RISK_EDITION_VIEWS_H_
