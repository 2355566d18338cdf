// A rated sample as part of a page.
#ifndef RISK_REPORT_HTML_INSPECTION_H_
#define RISK_REPORT_HTML_INSPECTION_H_

#include <string>

#include "risk/v1/inspection.pb.h"

namespace risk::report::html {

std::string InspectionArticle(const v1::Inspection& inspection);
// "Inspection of Example area"
std::string InspectionTitle(const v1::Inspection& inspection);

}  // namespace risk::report::html

#endif  // RISK_REPORT_HTML_INSPECTION_H_
