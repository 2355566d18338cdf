// One audited case as part of a page.
#ifndef RISK_REPORT_HTML_AUDIT_H_
#define RISK_REPORT_HTML_AUDIT_H_

#include <string>

#include "risk/report/options.h"
#include "risk/v1/inspection.pb.h"

namespace risk::report::html {

// `number` tells its ids from those of other cases in the page.
std::string AuditArticle(const v1::CaseAudit& audit, const ReportOptions& options, int number);

}  // namespace risk::report::html

#endif  // RISK_REPORT_HTML_AUDIT_H_
