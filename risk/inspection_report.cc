#include "risk/inspection_report.h"

#include "risk/inspection_report/forms.h"
#include "risk/report/message_forms.h"

namespace risk {

std::string TextReport(const v1::Inspection& inspection, const ReportOptions& options) {
  return inspection_report::InspectionText(inspection, options);
}
std::string TextReport(const v1::InspectionComparison& comparison, const ReportOptions& options) {
  return inspection_report::ComparisonText(comparison, options);
}
std::string TextReport(const v1::CaseAudit& audit, const ReportOptions& options) {
  return inspection_report::AuditText(audit, options);
}
std::string CsvReport(const v1::Inspection& inspection) {
  return inspection_report::InspectionTable(inspection);
}
std::string CsvReport(const v1::InspectionComparison& comparison) {
  return inspection_report::ComparisonTable(comparison);
}
std::string CsvReport(const v1::CaseAudit& audit, bool with_heading) {
  return inspection_report::AuditTable(audit, with_heading);
}

std::string JsonReport(const v1::Inspection& inspection) { return report::JsonForm(inspection); }
std::string JsonReport(const v1::InspectionComparison& comparison) { return report::JsonForm(comparison); }
std::string JsonReport(const v1::CaseAudit& audit) { return report::JsonForm(audit); }
std::string TextprotoReport(const v1::Inspection& inspection) { return report::TextprotoForm(inspection); }
std::string TextprotoReport(const v1::InspectionComparison& comparison) {
  return report::TextprotoForm(comparison);
}
std::string TextprotoReport(const v1::CaseAudit& audit) { return report::TextprotoForm(audit); }

}  // namespace risk
