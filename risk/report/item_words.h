// One entry of a section in words, for the text report and for the page.
#ifndef RISK_REPORT_ITEM_WORDS_H_
#define RISK_REPORT_ITEM_WORDS_H_

#include <string>
#include <vector>

#include "risk/report/sections.h"
#include "risk/v1/assessment.pb.h"

namespace risk::report {

// "england_wales@2026.1 with local_area@1"
std::string EditionWord(const v1::Assessment& assessment);

// "at least HIGH, could be VERY HIGH (provisional)". What is low only because nobody asked never
// reads as low.
std::string RangeWord(v1::Level at_least, v1::Level could_be);
// "HIGH to VERY HIGH (recorded LOW)"; the same holds.
std::string ShortLevelWord(const v1::GroupLevel& level);
// "Known adult", without what its title adds after a comma.
std::string ShortTitle(const v1::GroupLevel& level);
// "recorded: LOW, lower than the record supports"; empty if nobody recorded one.
std::string RecordedWord(const v1::GroupLevel& level);
// "No level has been recorded by a person for: Staff."; empty if all are recorded.
std::string UnrecordedWord(const Draft& draft);

std::string TitleWord(const v1::OpenItem& item);
std::string StateWord(const v1::OpenItem& item);  // "not made"
// "Could raise Children to VERY HIGH. ", or nothing.
std::string EffectWord(const v1::OpenItem& item, const Draft& draft);
// Of a missing piece that no check covers.
std::string PieceWord(const v1::OpenItem& piece, const Draft& draft);

std::string TitleWord(const v1::FindingResult& finding);
// " Responsible officer, by 2 June 2026.", or nothing.
std::string WhoAndWhen(const v1::FindingResult& finding);

using Factors = std::vector<const v1::FactorResult*>;
bool IsProtective(const v1::FactorResult& factor);
Factors Select(const v1::Assessment& assessment, v1::Outcome outcome, bool protective);

// Nothing is known of it: naming it is enough.
bool IsBlank(const v1::InstrumentResult& instrument);
// "narrowed most by: date of birth, sentence length", or nothing.
std::string NarrowedBy(const v1::InstrumentResult& instrument);

}  // namespace risk::report

#endif  // RISK_REPORT_ITEM_WORDS_H_
