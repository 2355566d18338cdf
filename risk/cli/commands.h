// The commands. Each returns an exit code and does nothing that a library call could not.
#ifndef RISK_CLI_COMMANDS_H_
#define RISK_CLI_COMMANDS_H_

#include "risk/cli/arguments.h"
#include "risk/cli/output.h"

namespace risk::cli {

struct Streams {
  Output* out;  // results
  Output* err;  // everything else
};

int RunAssess(const Arguments& arguments, const Streams& streams);  // also for Command::kNext
// Of RunAssess: a line for each record.
int RunBatch(const Arguments& arguments, const Streams& streams);
int RunImpact(const Arguments& arguments, const Streams& streams);
int RunAudit(const Arguments& arguments, const Streams& streams);
int RunInspect(const Arguments& arguments, const Streams& streams);
int RunOversight(const Arguments& arguments, const Streams& streams);
int RunValidate(const Arguments& arguments, const Streams& streams);
int RunCheck(const Arguments& arguments, const Streams& streams);
int RunExplain(const Arguments& arguments, const Streams& streams);
int RunDiff(const Arguments& arguments, const Streams& streams);
int RunNew(const Arguments& arguments, const Streams& streams);
int RunTest(const Arguments& arguments, const Streams& streams);
int RunMutate(const Arguments& arguments, const Streams& streams);
int RunEditions(const Arguments& arguments, const Streams& streams);
int RunServe(const Arguments& arguments, const Streams& streams);  // until a signal stops it
int RunSchema(const Arguments& arguments, const Streams& streams);

}  // namespace risk::cli

#endif  // RISK_CLI_COMMANDS_H_
