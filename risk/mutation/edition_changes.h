// Every change that can be made in the rule files of an edition.
#ifndef RISK_MUTATION_EDITION_CHANGES_H_
#define RISK_MUTATION_EDITION_CHANGES_H_

#include <vector>

#include "risk/edition/edition.h"
#include "risk/mutation/change.h"
#include "risk/mutation/vocabulary.h"

namespace risk::mutation {

// In the order of `files` and of their text. Titles, reasons, sources, wording, whom to ask,
// calendars and obligations are left alone: no result of a case rests on them.
std::vector<Change> ChangesOf(const std::vector<RuleText>& files, const Vocabulary& vocabulary);

}  // namespace risk::mutation

#endif  // RISK_MUTATION_EDITION_CHANGES_H_
