// What the command line says of how cases are assessed.
#ifndef RISK_CLI_ASSESS_OPTIONS_H_
#define RISK_CLI_ASSESS_OPTIONS_H_

#include "risk/case_assessor.h"
#include "risk/cli/arguments.h"

namespace risk::cli {

CaseOptions CaseOptionsOf(const Arguments& arguments);

}  // namespace risk::cli

#endif  // RISK_CLI_ASSESS_OPTIONS_H_
