// Cases that a manager looks at first as part of a page.
#ifndef RISK_REPORT_HTML_OVERSIGHT_H_
#define RISK_REPORT_HTML_OVERSIGHT_H_

#include <string>

#include "risk/v1/oversight.pb.h"

namespace risk::report::html {

std::string OversightArticle(const v1::OversightList& list);

}  // namespace risk::report::html

#endif  // RISK_REPORT_HTML_OVERSIGHT_H_
