// A place of the record as an explanation shows it: path, wording, value as text, provenance.
#ifndef RISK_EVALUATION_INTERPRETER_READING_H_
#define RISK_EVALUATION_INTERPRETER_READING_H_

#include <optional>
#include <string>

#include "risk/evaluation/value/support.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/provenance.pb.h"

namespace risk::evaluation {

// What the record holds at a kReading or kElement part, as text; nothing if that is missing.
std::optional<std::string> RecordedText(const Support& part);

// The wording and the provenance of such a part. `inherited` (may be null) is the provenance of the
// record as a whole.
void DescribeReading(const Support& part, const v1::Provenance* inherited, v1::Reading& reading);

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_INTERPRETER_READING_H_
