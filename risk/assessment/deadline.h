// By when: calendar days or working days after a date.
#ifndef RISK_ASSESSMENT_DEADLINE_H_
#define RISK_ASSESSMENT_DEADLINE_H_

#include <optional>

#include "absl/status/statusor.h"
#include "risk/assessment/case_evaluation.h"
#include "risk/edition/formula.h"
#include "risk/v1/date.pb.h"

namespace risk::assessment {

// Nothing if the rule sets no deadline, or the date it counts from is not known at all. A date
// known only in part counts from the first day it can stand for, so that the deadline is never too
// late. Errors: kOutOfRange beyond the days that the edition's calendar covers.
absl::StatusOr<std::optional<v1::Date>> DueDate(const edition::Deadline& deadline,
                                                const RuleRow& row,
                                                CaseEvaluation& evaluation);

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_DEADLINE_H_
