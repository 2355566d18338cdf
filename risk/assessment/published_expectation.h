// Compares what a rule case expects of a published result with what came.
#ifndef RISK_ASSESSMENT_PUBLISHED_EXPECTATION_H_
#define RISK_ASSESSMENT_PUBLISHED_EXPECTATION_H_

#include <vector>

#include "risk/assessment/row_expectation.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case_test.pb.h"

namespace risk::assessment {

// Numbers that rule cases need not tell apart: to about nine digits.
bool IsSame(double a, double b);

// Nothing if all that is stated holds.
std::vector<Mismatch> ComparePublished(const v1::Expectation& expected,
                                       const v1::PublishedResult& result);

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_PUBLISHED_EXPECTATION_H_
