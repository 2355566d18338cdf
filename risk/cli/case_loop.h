// Goes through the cases that a command was given, in files and folders, a few at a time.
#ifndef RISK_CLI_CASE_LOOP_H_
#define RISK_CLI_CASE_LOOP_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "risk/case_assessor.h"
#include "risk/case_reader.h"
#include "risk/cli/arguments.h"
#include "risk/cli/case_inputs.h"
#include "risk/cli/commands.h"

namespace risk::cli {

// Reads every case and calls `take` with each, readable or not, while standard output takes what is
// written; it says what became of it. Says how far it has come and what came of the
// files (see CaseInputs), and returns the exit code of that.
int ForEachInput(const Arguments& arguments, const Streams& streams,
                 absl::FunctionRef<Fate(CaseInput& input)> take);

// The same with each case validated as of its day, which `dates` chooses; says what is wrong. `take` returns
// why a valid case could not be taken, which is said, too. Returns the exit code of all that.
int ForEachCase(const Arguments& arguments, const CaseOptions& dates, const Streams& streams,
                absl::FunctionRef<absl::Status(CaseInput& input, const ChosenDate& chosen)> take);

}  // namespace risk::cli

#endif  // RISK_CLI_CASE_LOOP_H_
