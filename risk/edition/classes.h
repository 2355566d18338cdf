// Named sets of enum values.
#ifndef RISK_EDITION_CLASSES_H_
#define RISK_EDITION_CLASSES_H_

#include "risk/edition/rule_loader.h"

namespace risk::edition {

// Reports unknown-type, unknown-value, unknown-class, enum-mismatch, duplicate-row, partition-gap
// and a cycle of classes that include each other.
const RuleLoader& Classes();

}  // namespace risk::edition

#endif  // RISK_EDITION_CLASSES_H_
