// One assessed case as part of a page.
#ifndef RISK_REPORT_HTML_ASSESSMENT_H_
#define RISK_REPORT_HTML_ASSESSMENT_H_

#include <string>

#include "risk/report/options.h"
#include "risk/v1/assessment.pb.h"

namespace risk::report::html {

// The article of the case; `number` tells its ids from those of other cases in the page.
std::string AssessmentArticle(const v1::Assessment& assessment, const ReportOptions& options, int number);

}  // namespace risk::report::html

#endif  // RISK_REPORT_HTML_ASSESSMENT_H_
