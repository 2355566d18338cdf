// What a change does, in words.
#ifndef RISK_REPORT_IMPACT_WORDS_H_
#define RISK_REPORT_IMPACT_WORDS_H_

#include <cstdint>
#include <string>

#include "risk/v1/impact.pb.h"

namespace risk::report {

std::string Cases(int64_t count);                   // "1 case"
std::string SideText(const v1::ImpactSide& side);   // "demo@1 (0123abcd), as known on 1 June 2026"
std::string ImpactRangeWord(v1::Level low, v1::Level high);  // "at least LOW, could be HIGH"
const char* ChangeWord(v1::Change change);          // "new"
const char* DifferenceWord(v1::RuleDifference::Kind kind);  // "changed"
// ", 3 raised, 1 lowered"; nothing if none is.
std::string UpAndDownWord(const v1::RuleDifference& difference);

}  // namespace risk::report

#endif  // RISK_REPORT_IMPACT_WORDS_H_
