// What official tools would return without their known defects, beside what they return.
#ifndef RISK_ASSESSMENT_CORRECTIONS_H_
#define RISK_ASSESSMENT_CORRECTIONS_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "risk/edition/edition.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"

namespace risk::assessment {

class Corrections {
 public:
  // `corrected` is an edition laid over the one whose results are corrected.
  explicit Corrections(std::shared_ptr<const Edition> corrected);

  // Sets `corrected` of each of `published` that comes out otherwise. A part that cannot be computed
  // is left out, and reported in `errors`. Errors: the lists of the record take too many steps.
  absl::Status Add(const v1::Case& record, int64_t day, std::vector<v1::PublishedResult>& published,
                   std::vector<v1::RuleError>& errors) const;

 private:
  std::shared_ptr<const Edition> edition_;
  // By id of a published result: why the rules of the upper layers that reach it are there.
  std::map<std::string, std::vector<std::string>> because_;
};

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_CORRECTIONS_H_
