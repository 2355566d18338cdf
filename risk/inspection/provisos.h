// What a reader must know before relying on ratings.
#ifndef RISK_INSPECTION_PROVISOS_H_
#define RISK_INSPECTION_PROVISOS_H_

#include "risk/inspection/scheme_view.h"
#include "risk/v1/inspection.pb.h"

namespace risk::inspection {

// Figures of the scheme that nobody has verified yet, and notes: cases of other times, standards
// that could not be rated, limits of the edition.
void AddProvisos(const SchemeView& scheme, int outside_use, v1::Inspection& result);

}  // namespace risk::inspection

#endif  // RISK_INSPECTION_PROVISOS_H_
