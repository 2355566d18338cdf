// From counts of cases to ratings of key questions, standards and the organisation.
#ifndef RISK_INSPECTION_RATINGS_H_
#define RISK_INSPECTION_RATINGS_H_

#include <vector>

#include "risk/inspection/scheme_view.h"
#include "risk/v1/inspection.pb.h"
#include "risk/v1/inspection_record.pb.h"

namespace risk::inspection {

// The rating of a key question by the share of its cases.
v1::RatingRange RatingRangeOf(const v1::Scheme& scheme, const v1::Counts& counts);

// Everything of a key question that follows from its counts; prompts are left to the caller.
v1::QuestionResult RateQuestion(const SchemeView& scheme, const RatedQuestion& question,
                                const v1::Counts& counts);

// The rating of a standard is that of the lowest question. `questions` are those of the standard,
// rated. Missing: a question without a relevant case is left out; one by judgement that nobody
// judged leaves the standard open to any rating.
v1::RatingRange LowestOf(const std::vector<v1::RatingRange>& questions);

// `questions` by position in the scheme; those by judgement are filled in from the record. `cases`
// are the cases that each standard concerns.
std::vector<v1::StandardResult> RateStandards(const SchemeView& scheme,
                                              const v1::InspectionRecord& record,
                                              std::vector<v1::QuestionResult> questions,
                                              const std::vector<int>& cases);

// Points and rating of the organisation.
v1::OverallResult RateOverall(const SchemeView& scheme, const v1::InspectionRecord& record,
                              const std::vector<v1::StandardResult>& standards);

}  // namespace risk::inspection

#endif  // RISK_INSPECTION_RATINGS_H_
