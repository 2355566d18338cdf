// Writes which cases a manager looks at first, for a person or for a program; as a page see
// risk/html_report.h.
//
//   std::cout << risk::TextReport(list, {.width = 80});
//
#ifndef RISK_OVERSIGHT_REPORT_H_
#define RISK_OVERSIGHT_REPORT_H_

#include <string>

#include "risk/messages.h"
#include "risk/report/options.h"
#include "risk/v1/oversight.pb.h"

namespace risk {

// A list to read: each case with its levels, who holds it and why it is listed; with `all` every
// reason, and with what to do. Depends on its arguments only.
std::string TextReport(const risk::v1::OversightList& list, const ReportOptions& options);
// The JSON form of the schema on one line; protobuf text format.
std::string JsonReport(const risk::v1::OversightList& list);
std::string TextprotoReport(const risk::v1::OversightList& list);
// A line for each reason, for a spreadsheet (RFC 4180).
std::string CsvReport(const risk::v1::OversightList& list);

}  // namespace risk

#endif  // RISK_OVERSIGHT_REPORT_H_
