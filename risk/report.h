// Writes an assessment for a person or for a program.
//
//   std::cout << risk::TextReport(assessment, {.width = 80, .explain = true});
//
#ifndef RISK_REPORT_H_
#define RISK_REPORT_H_

#include <string>

#include "risk/messages.h"
#include "risk/report/options.h"

namespace risk {

// A note to a colleague: five lines to act on (levels, the first three asks, the most urgent
// actions; with `brief` just these), then the levels with their ranges, what is missing and whom to ask by when,
// what must happen, what does not agree, the factors with their evidence, instruments, and numbered
// sources. Long lists are cut and say so. Ends in a newline. Depends on its arguments only.
// Missing: what the assessment leaves out is left out; a level that is not settled never reads as
// low. Control characters of the record are not written. Cost: linear in the assessment.
std::string TextReport(const risk::v1::Assessment& assessment, const ReportOptions& options);

// The JSON form of the schema on one line, with the names of the schema and a newline at the end.
// Numbers without a limit are "Infinity". The same assessment gives the same bytes. A level that is
// not settled has `"not_settled": true` and no `at_least`: its floor is no result.
std::string JsonReport(risk::v1::Assessment assessment);

// Protobuf text format, with the header comments that name the schema.
std::string TextprotoReport(risk::v1::Assessment assessment);

// In place of the assessment of a case that was rejected.

// The same for what to ask next (risk/next.h). The text lists the single answers with `explain`.
std::string TextReport(const risk::v1::Asks& asks, const ReportOptions& options);
std::string JsonReport(const risk::v1::Asks& asks);
std::string TextprotoReport(const risk::v1::Asks& asks);

}  // namespace risk

#endif  // RISK_REPORT_H_
