// What commands write in the place of a result for a case that was rejected.
#ifndef RISK_CLI_REJECTED_H_
#define RISK_CLI_REJECTED_H_

#include "risk/case_io/rejection.h"
#include "risk/case_reader.h"
#include "risk/cli/arguments.h"
#include "risk/cli/output.h"

namespace risk::cli {

// In the forms for programs that have a result for each case (json, textproto), so that none can be missed:
// risk.v1.AssessedRecord with its `error`. Nothing in others: standard error says what is wrong.
void WriteRejected(const CaseInput& input, Rejection rejection, Format format, Output& out);

}  // namespace risk::cli

#endif  // RISK_CLI_REJECTED_H_
