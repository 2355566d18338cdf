// What official tools return on the record.
#ifndef RISK_ASSESSMENT_PUBLISHED_H_
#define RISK_ASSESSMENT_PUBLISHED_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "risk/edition/edition.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"

namespace risk::assessment {

// Of the published results of the edition whose tools the record asks: it sets a field that they
// read. A part that could not be computed is left out, and reported in `errors`. `with_reasons`:
// sources and words, too. Errors: the lists of the record take too many steps.
absl::StatusOr<std::vector<v1::PublishedResult>> MakePublished(const Edition& edition,
                                                               const v1::Case& record, int64_t day,
                                                               bool with_reasons,
                                                               std::vector<v1::RuleError>& errors);

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_PUBLISHED_H_
