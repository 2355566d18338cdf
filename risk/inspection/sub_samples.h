// Sub-samples, and how those of one family differ.
#ifndef RISK_INSPECTION_SUB_SAMPLES_H_
#define RISK_INSPECTION_SUB_SAMPLES_H_

#include <vector>

#include "risk/inspection/sample_counts.h"
#include "risk/inspection/scheme_view.h"
#include "risk/inspection/verdicts.h"
#include "risk/v1/inspection.pb.h"

namespace risk::inspection {

// Only the cases that certainly belong are counted in each.
// One that is made by a value gives a result for each value.
std::vector<v1::SelectionResult> RateSelections(const SampleCounts& counts,
                                                const SharedTexts& texts);

// Between each two of a family, on each question that both have relevant cases of. Not of those that
// are made by a value.
std::vector<v1::Difference> Differences(const SchemeView& scheme,
                                        const std::vector<v1::SelectionResult>& selections);

// Of those: between the cases of a value and all that have another.
std::vector<v1::Difference> DifferencesByValue(const SampleCounts& counts,
                                               const SharedTexts& texts);

}  // namespace risk::inspection

#endif  // RISK_INSPECTION_SUB_SAMPLES_H_
