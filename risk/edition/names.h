// The ids of an edition: their form, that each is there once, and what expressions call them.
#ifndef RISK_EDITION_NAMES_H_
#define RISK_EDITION_NAMES_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/edition/draft.h"

namespace risk::edition {

// Fills `draft.named`. Reports bad-id and duplicate-id.
void CollectNames(Draft& draft);

// An id that only counts inside its rule: of an item, a band, a state. Reports the same.
void CheckLocalId(Draft& draft, const At& at, const std::string& id,
                  std::map<std::string, Place>& seen);

// Declares all names but those of facts, whose types are not known yet. Parameters must have been
// built.
void DeclareNames(Draft& draft);

// Declares a variable; -1 if the name is taken.
int Declare(Draft& draft, const std::string& name, expression::Type type, bool is_epistemic,
            VariableSource source);

// The rule of that kind and id, which is marked as used; null if there is none.
Named* Use(Draft& draft, absl::string_view kind, absl::string_view id);
// All names that the text mentions are in use.
void UseAll(Draft& draft, absl::string_view expression);

std::vector<std::string> IdsOf(const Draft& draft, absl::string_view kind);

// Warns of parameters, tables and facts that nothing uses.
void WarnUnused(Draft& draft);

}  // namespace risk::edition

#endif  // RISK_EDITION_NAMES_H_
