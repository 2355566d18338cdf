// A step of a replay in words.
#ifndef RISK_REPORT_REPLAY_WORDS_H_
#define RISK_REPORT_REPLAY_WORDS_H_

#include <string>
#include <vector>

#include "risk/v1/replay.pb.h"

namespace risk::report {

std::string StepTitle(const v1::ReplayStep& step);  // "7 June 2021: court report"
// "Children", without what the edition adds after a comma.
std::string GroupTitle(const v1::GroupLevel& level);
// "HIGH to VERY HIGH (recorded LOW, lower than the record supported)".
std::string LevelThen(const v1::GroupLevel& level);
// Titles of the factors that became present at this step.
std::vector<std::string> NewlyKnown(const v1::ReplayStep& step);
// "Police domestic abuse information (North), made 3 May 2021: no answer yet."
std::string EnquiryThenWord(const v1::EnquiryThen& enquiry);
// "Police domestic abuse enquiry: not made, by 4 June 2021." of what was to ask then.
std::string AskThenWord(const v1::OpenItem& item);
// Checks that were open, the most consequential first.
std::vector<const v1::OpenItem*> AsksThen(const v1::ReplayStep& step);

}  // namespace risk::report

#endif  // RISK_REPORT_REPLAY_WORDS_H_
