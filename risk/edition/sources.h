// The catalogue of sources, and what cites it.
#ifndef RISK_EDITION_SOURCES_H_
#define RISK_EDITION_SOURCES_H_

#include "risk/edition/rule_loader.h"

namespace risk::edition {

// Reports duplicate-id, missing-field, missing-mark and unknown-source. Declare adds to each rule,
// item and road the sources that it cites, so that whoever reads a rule finds them in `source`.
const RuleLoader& Catalogue();

}  // namespace risk::edition

#endif  // RISK_EDITION_SOURCES_H_
