// What a change does, in words.
#ifndef RISK_REPORT_IMPACT_WORDS_H_
#define RISK_REPORT_IMPACT_WORDS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "risk/v1/impact.pb.h"

namespace risk::report {

std::string Cases(int64_t count);                   // "1 case"
std::string SideText(const v1::ImpactSide& side);   // "demo@1 (0123abcd), as known on 1 June 2026"
// "at least LOW, could be HIGH; now VERY HIGH"
std::string LevelChange(const v1::LevelImpact& level);
// What came, changed and went, in this order: "new: Recall to consider; Stalking (c1)".
std::vector<std::string> ResultChanges(const v1::CaseImpact& impact);
// The first rules that reach what differs: "a, b, c, d and 2 more"; empty if there is none.
std::string RulesBehind(const v1::CaseImpact& impact);
const char* DifferenceWord(v1::RuleDifference::Kind kind);  // "changed"
// ", 3 raised, 1 lowered"; nothing if none is.
std::string UpAndDownWord(const v1::RuleDifference& difference);

}  // namespace risk::report

#endif  // RISK_REPORT_IMPACT_WORDS_H_
