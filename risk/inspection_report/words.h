// Figures of an inspection in plain words.
#ifndef RISK_INSPECTION_REPORT_WORDS_H_
#define RISK_INSPECTION_REPORT_WORDS_H_

#include <string>

#include "risk/v1/inspection.pb.h"

namespace risk::inspection_report {

std::string RatingWord(v1::Rating rating);  // "Requires improvement"; "not rated" if there is none
// "Good", "Inadequate to Good", "not rated".
std::string RangeWord(const v1::RatingRange& range);
// "would be Good instead of Inadequate", "could be up to Good instead of Inadequate".
std::string MovesWord(const v1::Moves& moves);
// Of a key question: "sufficient"; of a prompt: "met".
std::string VerdictWord(v1::Verdict verdict, bool of_question);
// "54 %": rounded down, so that no share reads as more than it is; "50 % to 61 %" if cases are
// undecided.
std::string ShareWord(const v1::QuestionResult& question);
// "12 of 25 sufficient, 3 undecided, 4 not relevant".
std::string CountsWord(const v1::Counts& counts);
// "7 of 30 points", "3 to 9 of 30 points".
// "50 % to 61 %" of the relevant cases; "no relevant case".
std::string PercentWord(const v1::Counts& counts);
// "12", "12 to 15": the most is what perhaps belongs, too.
std::string CellWord(const v1::MatrixResult::Cell& cell);
// "North: 24 cases, perhaps 3 more."
std::string SelectionWord(const v1::SelectionResult& selection);
std::string PointsWord(const v1::OverallResult& overall);
std::string PostsWord(int tenths);  // 425: "42.5"
std::string CasesWord(int count);   // "1 case", "12 cases"
// What stands beside the share of a key question: interval, cases to another rating, how far to trust it.
std::string MoreWord(const v1::QuestionResult& question);
// "Victims are named: not met in 3 of 12, cannot tell in 2."
std::string PromptWord(const v1::PromptResult& prompt);
// "Enquiry made: 7 of 12, 2 not known."
std::string TallyWord(const v1::TallyResult& tally);
std::string DifferenceWord(const v1::Difference& difference);  // "-12.5 to +3.0"
std::string JudgementWord(const v1::Judgement& judgement);
// "Good. Ratings panel: few cases". Empty where a panel changed nothing and said nothing.
std::string WithPanelWord(const v1::OverallResult& overall);
std::string PanelWord(const v1::StandardResult& standard);  // of one that has a decision
std::string SampleWord(const v1::SampleStatus& sample);     // of one that did not reach its size
std::string RejectedWord(const v1::Rejected& rejected);

}  // namespace risk::inspection_report

#endif  // RISK_INSPECTION_REPORT_WORDS_H_
