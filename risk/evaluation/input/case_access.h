// Access to the fields of risk.v1.Case without reflection; generated from the schema at build time.
#ifndef RISK_EVALUATION_INPUT_CASE_ACCESS_H_
#define RISK_EVALUATION_INPUT_CASE_ACCESS_H_

#include "risk/evaluation/input/field_access.h"

namespace risk {

// Cost: a look-up for each field of the schema; call it once per plan.
evaluation::FieldAccessTable CaseAccess();

}  // namespace risk

#endif  // RISK_EVALUATION_INPUT_CASE_ACCESS_H_
