#include "risk/html_report.h"

#include "absl/strings/str_cat.h"
#include "risk/report/html/assessment.h"
#include "risk/report/html/audit.h"
#include "risk/report/html/comparison.h"
#include "risk/report/html/impact.h"
#include "risk/report/html/inspection.h"
#include "risk/report/html/oversight.h"
#include "risk/report/html/replay.h"
#include "risk/report/html/template.h"
#include "risk/report/oversight_words.h"
#include "risk/schema/printable.h"

namespace risk {
namespace {

constexpr char kInspectorsDecide[] =
    "Supports inspectors and a ratings panel and replaces neither. What is not known is not counted as not met.";

std::string End(const std::string& closing) {
  return report::html::Render("end.mustache", report::html::Values().Set("closing", closing));
}

}  // namespace

std::string HtmlStart(const std::string& title) {
  report::html::Values page;
  page.Set("page_title", title).SetMarkup("css", std::string(report::html::FileText("page.css")));
  return report::html::Render("start.mustache", page);
}

std::string HtmlArticle(const v1::Assessment& given, const ReportOptions& options, int number) {
  v1::Assessment assessment = given;
  schema::MakePrintable(&assessment);
  return report::html::AssessmentArticle(assessment, options, number);
}

std::string HtmlEnd() { return End("This supports a decision and does not replace professional judgement."); }

std::string HtmlReport(const v1::Assessment& assessment, const ReportOptions& options) {
  const std::string title =
      assessment.case_id().empty() ? "Assessment" : absl::StrCat("Assessment of case ", assessment.case_id());
  return absl::StrCat(HtmlStart(title), HtmlArticle(assessment, options, 1), HtmlEnd());
}

std::string HtmlReport(const v1::Inspection& inspection) {
  return absl::StrCat(HtmlStart(report::html::InspectionTitle(inspection)),
                      report::html::InspectionArticle(inspection), End(kInspectorsDecide));
}

std::string HtmlReport(const v1::InspectionComparison& comparison) {
  return absl::StrCat(HtmlStart(report::html::ComparisonTitle(comparison)),
                      report::html::ComparisonArticle(comparison), End(kInspectorsDecide));
}

std::string HtmlArticle(const v1::CaseAudit& audit, const ReportOptions& options, int number) {
  return report::html::AuditArticle(audit, options, number);
}

std::string HtmlReport(const v1::CaseAudit& audit, const ReportOptions& options) {
  const std::string title = audit.case_id().empty() ? "Audit" : absl::StrCat("Audit of case ", audit.case_id());
  return absl::StrCat(HtmlStart(title), HtmlArticle(audit, options, 1), End(kInspectorsDecide));
}

std::string HtmlArticle(const v1::Replay& replay, int number) {
  return report::html::ReplayArticle(replay, number);
}

std::string HtmlReport(const v1::Replay& replay) {
  return absl::StrCat(HtmlStart(absl::StrCat("Replay of case ", replay.case_id())), HtmlArticle(replay, 1),
                      HtmlEnd());
}

std::string HtmlReport(const v1::Impact& impact) {
  return absl::StrCat(HtmlStart(report::html::ImpactTitle(impact)), report::html::ImpactArticle(impact), HtmlEnd());
}

std::string HtmlReport(const v1::OversightList& list) {
  return absl::StrCat(HtmlStart(report::OversightTitle(list)), report::html::OversightArticle(list),
                      End(report::OversightProviso()));
}

}  // namespace risk
