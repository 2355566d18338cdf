// What official tools return on the record.
#ifndef RISK_ASSESSMENT_PUBLISHED_H_
#define RISK_ASSESSMENT_PUBLISHED_H_

#include <vector>

#include "risk/edition/edition.h"
#include "risk/evaluation/plan/plan_run.h"
#include "risk/v1/assessment.pb.h"

namespace risk::assessment {

// Of all published results of the edition, from a run of its published plan. A part that could not be
// computed is left out, and reported in `errors`. `with_reasons`: titles of sources and words, too.
std::vector<v1::PublishedResult> MakePublished(const Edition& edition,
                                               const evaluation::PlanRun& run, bool with_reasons,
                                               std::vector<v1::RuleError>& errors);

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_PUBLISHED_H_
