// What came of changing an edition, as JSON, JUnit XML and text.
#ifndef RISK_CLI_MUTATION_FORMS_H_
#define RISK_CLI_MUTATION_FORMS_H_

#include <string>

#include "risk/mutation/mutation.h"

namespace risk::cli {

// Those that survived, one a line, and a summary.
std::string MutationText(const MutationReport& report, const MutationOptions& options);
// One object: the summary, and every change that was tried.
std::string MutationJson(const MutationReport& report, const MutationOptions& options);
// One <testsuite> a rule file, one <testcase> a change; those that survived are failures, those
// that do not load are skipped.
std::string MutationJunit(const MutationReport& report);

}  // namespace risk::cli

#endif  // RISK_CLI_MUTATION_FORMS_H_
