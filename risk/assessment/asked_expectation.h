// What a rule case expects to be asked for next, and what not.
#ifndef RISK_ASSESSMENT_ASKED_EXPECTATION_H_
#define RISK_ASSESSMENT_ASKED_EXPECTATION_H_

#include <vector>

#include "risk/assessment/row_expectation.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case_test.pb.h"

namespace risk::assessment {

inline bool SpeaksOfAsks(const v1::Expectation& expected) {
  return expected.asked_size() + expected.not_asked_size() > 0;
}

// `asked` must be paths of `missing`; at or below `not_asked` there must be none.
std::vector<Mismatch> CompareAsked(const v1::Expectation& expected,
                                   const std::vector<v1::OpenItem>& missing);

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_ASKED_EXPECTATION_H_
