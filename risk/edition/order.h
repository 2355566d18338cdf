// The order in which rules can be evaluated.
#ifndef RISK_EDITION_ORDER_H_
#define RISK_EDITION_ORDER_H_

#include "risk/edition/edition_builder.h"

namespace risk::edition {

// Fills `edition.order`. Reports cycle, with its members.
void BuildOrder(EditionBuilder& builder);

}  // namespace risk::edition

#endif  // RISK_EDITION_ORDER_H_
