// What the command line says, as the library wants to hear it.
#ifndef RISK_CLI_FROM_ARGUMENTS_H_
#define RISK_CLI_FROM_ARGUMENTS_H_

#include <memory>
#include <string>
#include <vector>

#include "risk/case_assessor.h"
#include "risk/cli/arguments.h"
#include "risk/cli/output.h"
#include "risk/edition/edition.h"
#include "risk/report/options.h"

namespace risk::cli {

// Which edition, which days, and how much of the results.
CaseOptions CaseOptionsOf(const Arguments& arguments);

// How a text is laid out on `out`.
ReportOptions ReportOptionsOf(const Arguments& arguments, const Output& out);

// How many threads: --jobs, or one for each processor.
int ThreadsOf(const Arguments& arguments);

// The edition of a name, id or folder. Null if it cannot be used; then `err` hears why, and `code` is
// raised to the exit code of that.
std::shared_ptr<const Edition> OpenEdition(const std::string& name, const Arguments& arguments,
                                           Output& err, int& code);

// The rule files of a name, id or folder; none if there is no such edition. Says nothing of what is wrong in them.
std::vector<RuleText> RuleFilesOf(const std::string& name);

}  // namespace risk::cli

#endif  // RISK_CLI_FROM_ARGUMENTS_H_
