// What differs between two inspections as part of a page.
#ifndef RISK_REPORT_HTML_COMPARISON_H_
#define RISK_REPORT_HTML_COMPARISON_H_

#include <string>

#include "risk/v1/inspection.pb.h"

namespace risk::report::html {

std::string ComparisonArticle(const v1::InspectionComparison& comparison);
std::string ComparisonTitle(const v1::InspectionComparison& comparison);

}  // namespace risk::report::html

#endif  // RISK_REPORT_HTML_COMPARISON_H_
