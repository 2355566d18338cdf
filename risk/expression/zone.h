// Internal to //risk/expression: time zones by name.
#ifndef RISK_EXPRESSION_ZONE_H_
#define RISK_EXPRESSION_ZONE_H_

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace risk::expression {

// "UTC", "Europe/London" (from the system's zone database), "+01:00", "-02:30", "02:00". False for
// anything else, in particular for names that are paths or depend on the environment.
bool FindZone(absl::string_view name, absl::TimeZone* zone);

}  // namespace risk::expression

#endif  // RISK_EXPRESSION_ZONE_H_
