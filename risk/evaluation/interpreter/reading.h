// A place of the record as an explanation shows it: path, wording, value as text, provenance.
#ifndef RISK_EVALUATION_INTERPRETER_READING_H_
#define RISK_EVALUATION_INTERPRETER_READING_H_

#include "risk/evaluation/value/support.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/provenance.pb.h"

namespace risk::evaluation {

// Of a kReading or kElement part. `inherited` (may be null) is the provenance of the record as a
// whole.
v1::Reading DescribeReading(const Support& part, const v1::Provenance* inherited);

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_INTERPRETER_READING_H_
