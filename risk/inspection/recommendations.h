// What leaders should do, by what it would change.
#ifndef RISK_INSPECTION_RECOMMENDATIONS_H_
#define RISK_INSPECTION_RECOMMENDATIONS_H_

#include <vector>

#include "risk/inspection/sample_counts.h"
#include "risk/v1/inspection.pb.h"
#include "risk/v1/inspection_record.pb.h"

namespace risk::inspection {

// Those with a prompt that is not met in some case. First those that would bring the most points if
// their prompts were met in every case, then those with the most cases, then as the edition has
// them. `standards` are the ratings as they are.
std::vector<v1::RecommendationResult> Recommend(const SampleCounts& counts,
                                                const v1::InspectionRecord& record,
                                                const std::vector<v1::StandardResult>& standards);

}  // namespace risk::inspection

#endif  // RISK_INSPECTION_RECOMMENDATIONS_H_
