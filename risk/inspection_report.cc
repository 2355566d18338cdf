#include "risk/inspection_report.h"

#include "absl/strings/str_cat.h"
#include "google/protobuf/message.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/json_util.h"
#include "risk/inspection_report/forms.h"

namespace risk {
namespace {

std::string Json(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions print;
  print.preserve_proto_field_names = true;
  std::string json;
  // Every result has a JSON form: it holds no Any.
  (void)google::protobuf::util::MessageToJsonString(message, &json, print);
  json += '\n';
  return json;
}

std::string Textproto(const google::protobuf::Message& message) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(message, &text);
  return absl::StrCat("# proto-file: risk/v1/inspection.proto\n# proto-message: ",
                      message.GetTypeName(), "\n\n", text);
}

}  // namespace

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
std::string CsvReport(const v1::CaseAudit& audit, bool with_heading) {
  return inspection_report::AuditTable(audit, with_heading);
}

std::string JsonReport(const v1::Inspection& inspection) { return Json(inspection); }
std::string JsonReport(const v1::InspectionComparison& comparison) { return Json(comparison); }
std::string JsonReport(const v1::CaseAudit& audit) { return Json(audit); }
std::string TextprotoReport(const v1::Inspection& inspection) { return Textproto(inspection); }
std::string TextprotoReport(const v1::InspectionComparison& comparison) {
  return Textproto(comparison);
}
std::string TextprotoReport(const v1::CaseAudit& audit) { return Textproto(audit); }

}  // namespace risk
