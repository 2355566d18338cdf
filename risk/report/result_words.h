// One result in a line of words.
#ifndef RISK_REPORT_RESULT_WORDS_H_
#define RISK_REPORT_RESULT_WORDS_H_

#include <string>

#include "risk/v1/assessment.pb.h"

namespace risk::report {

// "24, could be up to 40 per cent; band: low, could be medium; 3 of 12 items not known"
std::string ResultWord(const v1::InstrumentResult& result);

// "band LOW; score 24.5; MISSING_DYNAMIC_INPUT (isUnemployed)", as the official tool names its parts.
std::string ResultWord(const v1::PublishedResult& result);
// The same without known defects of the tool; for a result that has `corrected`.
std::string CorrectedWord(const v1::PublishedResult& result);

}  // namespace risk::report

#endif  // RISK_REPORT_RESULT_WORDS_H_
