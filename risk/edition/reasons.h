// What every rule owes its reader: a reason in plain words, a source, a title.
#ifndef RISK_EDITION_REASONS_H_
#define RISK_EDITION_REASONS_H_

#include "risk/edition/edition_builder.h"

namespace risk::edition {

// Reports missing-field if the field is not set (and not merely misspelt); `why` may be a hint.
void RequireField(EditionBuilder& builder, const At& rule, const char* field, const char* why = "");

// Reports missing-because.
void RequireBecause(EditionBuilder& builder, const At& rule);

// Reports missing-source if there is none, cited or its own, and checks each of its own.
void RequireSource(EditionBuilder& builder, const At& rule);

// Checks the sources that a rule has itself: each has a title and a mark. Reports missing-field and
// missing-mark.
void CheckSources(EditionBuilder& builder, const At& rule);
void CheckSource(EditionBuilder& builder, const At& source);

}  // namespace risk::edition

#endif  // RISK_EDITION_REASONS_H_
