// An instrument that is made for each element as a function of one: instrument.ID(x).
#ifndef RISK_EDITION_INSTRUMENT_BODY_H_
#define RISK_EDITION_INSTRUMENT_BODY_H_

#include <string>
#include <vector>

#include "risk/v1/edition.pb.h"

namespace risk::edition {

// Its total as an expression over the element: an int if the instrument is `whole`, else a double.
// Not for LOGISTIC, nor for polynomials.
std::string BodyOf(const v1::Instrument& instrument);

// All expressions that its body is made of.
std::vector<std::string> ExpressionsOf(const v1::Instrument& instrument);

}  // namespace risk::edition

#endif  // RISK_EDITION_INSTRUMENT_BODY_H_
