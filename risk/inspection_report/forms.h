// The forms of risk/inspection_report.h, one file each.
#ifndef RISK_INSPECTION_REPORT_FORMS_H_
#define RISK_INSPECTION_REPORT_FORMS_H_

#include <string>

#include "risk/report/options.h"
#include "risk/v1/inspection.pb.h"

namespace risk::inspection_report {

std::string InspectionText(const v1::Inspection& result, const ReportOptions& options);
std::string ComparisonText(const v1::InspectionComparison& comparison,
                           const ReportOptions& options);
std::string AuditText(const v1::CaseAudit& audit, const ReportOptions& options);
std::string InspectionTable(const v1::Inspection& result);
std::string ComparisonTable(const v1::InspectionComparison& comparison);
std::string AuditTable(const v1::CaseAudit& audit, bool with_heading);

}  // namespace risk::inspection_report

#endif  // RISK_INSPECTION_REPORT_FORMS_H_
