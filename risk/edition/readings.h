// Which rules are evaluated in which reading of the record: in ours, where what is missing is unknown,
// and in the published one, where the record is all there is (see v1::Published).
#ifndef RISK_EDITION_READINGS_H_
#define RISK_EDITION_READINGS_H_

#include <set>

#include "risk/edition/edition_builder.h"
#include "risk/edition/step.h"

namespace risk::edition {

struct Readings {
  std::set<Step> open;       // all, except facts that only serve what is published
  std::set<Step> published;  // what is published, and what it needs
};

// After BuildOrder. Reports bad-reading: a rule of ours that needs a refusal or a validation, and a
// published result that needs anything but these, facts and instruments.
Readings ReadingsOf(EditionBuilder& builder);

}  // namespace risk::edition

#endif  // RISK_EDITION_READINGS_H_
