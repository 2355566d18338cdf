// What people recorded for an inspection, looked up.
#ifndef RISK_INSPECTION_JUDGEMENTS_H_
#define RISK_INSPECTION_JUDGEMENTS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/inspection/scheme_view.h"
#include "risk/v1/inspection_record.pb.h"
#include "risk/validation.h"

namespace risk::inspection {

// Everything that cannot be right in a record under a scheme, with the field path: standards,
// questions and prompts that the scheme does not rate, a judgement without a reason or a role, two
// for one thing, counts below zero. Codes: unknown-standard, unknown-question, unknown-prompt,
// missing-field, duplicate, wrong-value, wrong-basis.
std::vector<RecordProblem> CheckRecord(const v1::InspectionRecord& record,
                                       const SchemeView& scheme);

// The judgements of cases, by case. Keeps pointers into the record.
class CaseJudgements {
 public:
  CaseJudgements(const v1::InspectionRecord& record, const SchemeView& scheme);

  struct OfCase {
    std::map<int, const v1::CaseJudgement*> prompts;    // by index in Edition::prompts()
    std::map<int, const v1::CaseJudgement*> questions;  // by position in SchemeView::questions()
  };
  // Null if nothing was judged.
  const OfCase* For(absl::string_view case_id) const;
  const std::map<std::string, OfCase, std::less<>>& all() const { return cases_; }

 private:
  std::map<std::string, OfCase, std::less<>> cases_;
};

}  // namespace risk::inspection

#endif  // RISK_INSPECTION_JUDGEMENTS_H_
