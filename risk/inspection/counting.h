// Counts over the cases of a sample.
#ifndef RISK_INSPECTION_COUNTING_H_
#define RISK_INSPECTION_COUNTING_H_

#include <vector>

#include "absl/functional/function_ref.h"
#include "risk/inspection/scheme_view.h"
#include "risk/inspection/verdicts.h"
#include "risk/v1/inspection.pb.h"
#include "risk/v1/inspection_record.pb.h"

namespace risk::inspection {

using Rows = std::vector<const CaseRow*>;  // by case id

// Of each key question, by position in the scheme.
std::vector<v1::Counts> CountQuestions(const SchemeView& scheme, const Rows& rows);
// The counts that the record gives are added.
void AddRecorded(const SchemeView& scheme, const v1::InspectionRecord& record,
                 std::vector<v1::Counts>& counts);

// Of one prompt, by its index in the edition, with the first cases in which it is not met.
v1::PromptResult CountPrompt(const SchemeView& scheme, int prompt, const Rows& rows);

// The cases that each standard concerns or may concern, by position; at least as many as the
// largest recorded count of its questions.
std::vector<int> CasesOfStandards(const SchemeView& scheme, const v1::InspectionRecord& record,
                                  const Rows& rows);

v1::MatrixResult CountMatrix(const SchemeView& scheme, int matrix, const Rows& rows);

v1::TallyResult CountTally(const SchemeView& scheme, int tally, const Rows& rows);

}  // namespace risk::inspection

#endif  // RISK_INSPECTION_COUNTING_H_
