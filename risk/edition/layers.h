// Editions laid over each other: their headers, rules and hashes as those of one.
#ifndef RISK_EDITION_LAYERS_H_
#define RISK_EDITION_LAYERS_H_

#include "risk/edition/edition_builder.h"

namespace risk::edition {

// Fills `edition.text`, `level_header` and `in_force` from the headers of `builder.layers`. Reports
// missing-field, bad-id, bad-date and outside-base.
void MergeHeaders(EditionBuilder& builder);

// Fills `builder.rules`: those of the lowest layer, then what each further one replaces, removes
// and adds. Reports unknown-rule, replaced-twice, not-replaced, not-given and unused-field.
void MergeRules(EditionBuilder& builder);

// Fills `edition.layers`. Reports hash-differs and base-differs.
void HashLayers(EditionBuilder& builder);

}  // namespace risk::edition

#endif  // RISK_EDITION_LAYERS_H_
