// What was counted, as the result gives it.
#ifndef RISK_INSPECTION_COUNTING_H_
#define RISK_INSPECTION_COUNTING_H_

#include <vector>

#include "risk/inspection/sample_counts.h"
#include "risk/inspection/scheme_view.h"
#include "risk/v1/inspection.pb.h"
#include "risk/v1/inspection_record.pb.h"

namespace risk::inspection {

// Of each key question, by position in the scheme.
std::vector<v1::Counts> FormsOf(const CountsOfQuestions& counts);
// The counts that the record gives are added.
void AddRecorded(const SchemeView& scheme, const v1::InspectionRecord& record,
                 std::vector<v1::Counts>& counts);

// Of one prompt, by its index in the edition, with the first cases in which it is not met.
v1::PromptResult PromptResultOf(const SampleCounts& counts, int prompt);

// The cases that each standard concerns or may concern, by position; at least as many as the
// largest recorded count of its questions.
std::vector<int> CasesOfStandards(const SampleCounts& counts, const v1::InspectionRecord& record);

v1::MatrixResult MatrixResultOf(const SampleCounts& counts, int matrix);

v1::TallyResult TallyResultOf(const SampleCounts& counts, int tally);

}  // namespace risk::inspection

#endif  // RISK_INSPECTION_COUNTING_H_
