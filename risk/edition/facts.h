// Facts, closures and factors.
#ifndef RISK_EDITION_FACTS_H_
#define RISK_EDITION_FACTS_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "risk/edition/edition_builder.h"
#include "risk/expression/checker.h"

namespace risk::edition {

// Checks and declares facts, each after those it needs. Reports cycle, unknown-type and what
// formulas do.
const RuleLoader& Facts();

// Reports bad-list and duplicate-closure.
const RuleLoader& Closures();

const RuleLoader& Factors();

// The fields that a path of the case such as "domestic_abuse.incidents" goes through. Reports
// unknown-field at `place` and returns nothing if there is no such field.
std::optional<expression::FieldPath> FindPath(EditionBuilder& builder, const At& at,
                                              absl::string_view path);

}  // namespace risk::edition

#endif  // RISK_EDITION_FACTS_H_
