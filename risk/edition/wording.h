// The words of checks and findings: {label} stands for a value to show. Deadlines.
#ifndef RISK_EDITION_WORDING_H_
#define RISK_EDITION_WORDING_H_

#include <set>
#include <string>
#include <vector>

#include "google/protobuf/repeated_ptr_field.h"
#include "risk/edition/edition_builder.h"
#include "risk/edition/formulas.h"

namespace risk::edition {

// The shows of a rule and which of them its words use.
struct Shown {
  std::vector<Show> shows;
  std::set<int> used;
};

// Reports bad-id, duplicate-id and what formulas do.
Shown BuildShows(EditionBuilder& builder, const At& rule,
                 const google::protobuf::RepeatedPtrField<v1::Show>& shows, const Binding* binding);

// Splits the text of the rule's field `wording` at its placeholders; {{ and }} are braces. Reports
// unknown-label and bad-placeholder.
Wording BuildWording(EditionBuilder& builder, const At& rule, const std::string& text,
                     Shown& shown);

// Warns of each show that no wording uses.
void WarnUnshown(EditionBuilder& builder, const At& rule, const Shown& shown);

// The deadline `due` of a rule. Reports bad-deadline, unknown-parameter, no-calendar and what
// formulas do.
Deadline BuildDeadline(EditionBuilder& builder, const At& rule, const v1::Deadline& deadline,
                       const Binding* binding);

}  // namespace risk::edition

#endif  // RISK_EDITION_WORDING_H_
