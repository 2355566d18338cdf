// What official tools an edition has, as a page to read.
#ifndef RISK_REPORT_INSTRUMENT_PAGE_H_
#define RISK_REPORT_INSTRUMENT_PAGE_H_

#include <string>

#include "risk/assessor.h"

namespace risk {

// In Markdown: each published result with its version and sources, what it reads, what it gives, what
// it refuses, what it does with missing answers, the ranges that stand beside it, and what comes of
// each example, worked out now. Empty if the edition publishes nothing.
// Cost: an assessment for each example.
std::string InstrumentPage(const Assessor& assessor);

}  // namespace risk

#endif  // RISK_REPORT_INSTRUMENT_PAGE_H_
