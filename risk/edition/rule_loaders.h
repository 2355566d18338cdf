// The kinds of rules that an edition can have.
#ifndef RISK_EDITION_RULE_LOADERS_H_
#define RISK_EDITION_RULE_LOADERS_H_

#include <vector>

#include "risk/edition/rule_loader.h"

namespace risk::edition {

// In the order of loading: a kind whose names have a type of their own, such as parameters, comes
// before those that use them. Where rules could be evaluated in any order, it is this one.
const std::vector<const RuleLoader*>& RuleLoaders();

const RuleLoader& LoaderOf(RuleKind kind);

}  // namespace risk::edition

#endif  // RISK_EDITION_RULE_LOADERS_H_
