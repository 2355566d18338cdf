// What calls for a manager, in words.
#ifndef RISK_REPORT_OVERSIGHT_WORDS_H_
#define RISK_REPORT_OVERSIGHT_WORDS_H_

#include <string>

#include "risk/v1/oversight.pb.h"

namespace risk::report {

// "Oversight: 7 of 40 cases".
std::string OversightTitle(const v1::OversightList& list);
// "On 3 June 2026, by england_wales@2026.1." and what was not assessed.
std::string OversightSubtitle(const v1::OversightList& list);
// "HIGH to VERY HIGH, recorded MEDIUM".
std::string LevelsWord(const v1::OversightCase& one);
// "North office, held by PO12, probation officer"; empty if neither is on record.
std::string HolderWord(const v1::OversightCase& one);
// "3 urgent, 1 overdue, first by 4 June 2026".
std::string CountsWord(const v1::OversightCase& one);
// "A child must be referred (c1). Responsible officer, by 4 June 2026, overdue."
std::string ReasonWord(const v1::OversightReason& reason);
std::string KindWord(v1::OversightReason::Kind kind);  // "Must happen"
// What stands above the cases: whom to look at first, that there is none, or that nothing was assessed.
std::string OversightHeading(const v1::OversightList& list);
// What the list is not.
std::string OversightProviso();

}  // namespace risk::report

#endif  // RISK_REPORT_OVERSIGHT_WORDS_H_
