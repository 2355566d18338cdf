// Figures of an inspection in plain words.
#ifndef RISK_INSPECTION_REPORT_WORDS_H_
#define RISK_INSPECTION_REPORT_WORDS_H_

#include <string>

#include "risk/v1/inspection.pb.h"

namespace risk::inspection_report {

std::string RatingWord(v1::Rating rating);  // "Requires improvement"; "not rated" if there is none
// "Good", "Inadequate to Good", "not rated".
std::string RangeWord(const v1::RatingRange& range);
// Of a key question: "sufficient"; of a prompt: "met".
std::string VerdictWord(v1::Verdict verdict, bool of_question);
// "54 %": rounded down, so that no share reads as more than it is; "50 % to 61 %" if cases are
// undecided.
std::string ShareWord(const v1::QuestionResult& question);
// "12 of 25 sufficient, 3 undecided, 4 not relevant".
std::string CountsWord(const v1::Counts& counts);
// "7 of 30 points", "3 to 9 of 30 points".
std::string PointsWord(const v1::OverallResult& overall);
std::string PostsWord(int tenths);  // 425: "42.5"

}  // namespace risk::inspection_report

#endif  // RISK_INSPECTION_REPORT_WORDS_H_
