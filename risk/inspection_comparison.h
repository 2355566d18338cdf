// What differs between two inspections of the same cases: under two schemes, or on two dates.
//
//   risk::v1::InspectionComparison both = risk::Compare(by_the_scheme_of_2018,
//   by_the_scheme_of_2023);
//
#ifndef RISK_INSPECTION_COMPARISON_H_
#define RISK_INSPECTION_COMPARISON_H_

#include "risk/messages.h"
#include "risk/v1/inspection.pb.h"

namespace risk {

// Lists what changed of the organisation, of each standard and of each key question, matched by id,
// and why as far as the results tell: other cases judged, other standards rated, other bands.
// Missing: what one of the two does not rate is a change of its own, never a fall. Depends on its
// arguments only. Cost: linear in the results.
risk::v1::InspectionComparison Compare(risk::v1::Inspection before, risk::v1::Inspection after);

}  // namespace risk

#endif  // RISK_INSPECTION_COMPARISON_H_
