// What was found in a case of an inspection, below its line on the page.
#ifndef RISK_REPORT_HTML_CASE_DETAILS_H_
#define RISK_REPORT_HTML_CASE_DETAILS_H_

#include "risk/report/html/inspection_names.h"
#include "risk/report/html/template.h"
#include "risk/v1/inspection.pb.h"

namespace risk::report::html {

// So many places that a prompt was read from are told.
constexpr int kReadingsOfPrompt = 6;

// Fills case_details.mustache; nothing is said of a line without details.
void AddCaseDetails(const v1::CaseLine& line, Values& of_case);

}  // namespace risk::report::html

#endif  // RISK_REPORT_HTML_CASE_DETAILS_H_
