#include "risk/report.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/json_util.h"
#include "risk/report/page.h"
#include "risk/report/sections.h"

namespace risk {

std::string TextReport(const v1::Assessment& assessment, const ReportOptions& options) {
  report::Draft draft{assessment, options, report::Page(options.width, options.colour), {}};
  report::WriteHeading(&draft);
  report::WriteLevels(&draft);
  report::WriteMissing(&draft);
  report::WriteFindings(&draft);
  report::WriteFactors(&draft);
  report::WriteInstruments(&draft);
  report::WriteNotes(&draft);
  report::WriteEnd(&draft);
  return draft.page.Take();
}

std::string JsonReport(const v1::Assessment& assessment) {
  google::protobuf::util::JsonPrintOptions print;
  print.preserve_proto_field_names = true;
  std::string json;
  // Every assessment has a JSON form: it holds no Any and no maps.
  (void)google::protobuf::util::MessageToJsonString(assessment, &json, print);
  json += '\n';
  return json;
}

std::string TextprotoReport(const v1::Assessment& assessment) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(assessment, &text);
  return absl::StrCat(
      "# proto-file: risk/v1/assessment.proto\n# proto-message: risk.v1.Assessment\n\n", text);
}

}  // namespace risk
