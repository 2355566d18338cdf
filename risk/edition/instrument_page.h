// What official tools an edition has, as a page to read.
#ifndef RISK_EDITION_INSTRUMENT_PAGE_H_
#define RISK_EDITION_INSTRUMENT_PAGE_H_

#include <string>

#include "risk/edition/edition.h"

namespace risk {

// In Markdown: each published result with its version and sources, what it reads, what it gives, what
// it refuses, what it does with missing answers, and the ranges that stand beside it. Empty if the
// edition publishes nothing.
std::string InstrumentPage(const Edition& edition);

}  // namespace risk

#endif  // RISK_EDITION_INSTRUMENT_PAGE_H_
