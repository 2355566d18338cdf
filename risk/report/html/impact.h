// What a change does to a caseload, as a page.
#ifndef RISK_REPORT_HTML_IMPACT_H_
#define RISK_REPORT_HTML_IMPACT_H_

#include <string>

#include "risk/v1/impact.pb.h"

namespace risk::report::html {

// "What changes from a@1 to b@2".
std::string ImpactTitle(const v1::Impact& impact);
std::string ImpactArticle(const v1::Impact& impact);

}  // namespace risk::report::html

#endif  // RISK_REPORT_HTML_IMPACT_H_
