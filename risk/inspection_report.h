// Writes what an inspection found, for a person or for a program.
//
//   std::cout << risk::TextReport(inspection, {.width = 80});
//
#ifndef RISK_INSPECTION_REPORT_H_
#define RISK_INSPECTION_REPORT_H_

#include <string>

#include "risk/messages.h"
#include "risk/report/options.h"
#include "risk/v1/inspection.pb.h"

namespace risk {

// A report to read: the ratings, each key question with its cases and what decided it, enquiries
// and staffing, sub-samples that differ, ranked recommendations, what ratings rest on, and the
// cases left out. With `all` every prompt and sub-sample. Ends in a newline. Depends on its
// arguments only. Missing: a rating that is not settled reads as a range, one that is not given as
// "not rated".
std::string TextReport(const risk::v1::Inspection& inspection, const ReportOptions& options);
std::string TextReport(const risk::v1::InspectionComparison& comparison,
                       const ReportOptions& options);
// One case: the prompts of each key question. With `explain` the clause and the values behind each.
std::string TextReport(const risk::v1::CaseAudit& audit, const ReportOptions& options);

// The JSON form of the schema on one line, with its names and a newline at the end.
std::string JsonReport(const risk::v1::Inspection& inspection);
std::string JsonReport(const risk::v1::InspectionComparison& comparison);
std::string JsonReport(const risk::v1::CaseAudit& audit);

// Protobuf text format, with the header comments that name the schema.
std::string TextprotoReport(const risk::v1::Inspection& inspection);
std::string TextprotoReport(const risk::v1::InspectionComparison& comparison);
std::string TextprotoReport(const risk::v1::CaseAudit& audit);

// A table for a spreadsheet (RFC 4180): a line for each key question of the sample and of each
// sub-sample, then for each cell of a matrix; for each change of a comparison; or for each prompt of a
// case. The first line names the columns.
std::string CsvReport(const risk::v1::Inspection& inspection);
std::string CsvReport(const risk::v1::InspectionComparison& comparison);
std::string CsvReport(const risk::v1::CaseAudit& audit, bool with_heading);

}  // namespace risk

#endif  // RISK_INSPECTION_REPORT_H_
