#include "risk/report.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "google/protobuf/message.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/json_util.h"
#include "risk/report/page.h"
#include "risk/report/sections.h"

namespace risk {

std::string TextReport(const v1::Assessment& assessment, const ReportOptions& options) {
  report::Draft draft{assessment, options, report::Page(options.width, options.colour), {}};
  if (!options.brief) report::WriteHeading(&draft);
  const bool has_instruments = assessment.instrument_size() + assessment.published_size() > 0;
  const bool has_only_instruments = has_instruments && assessment.level().empty() && assessment.missing().empty() &&
                                    assessment.finding().empty() && assessment.factor().empty();
  if (!has_only_instruments) {
    report::WriteBrief(&draft);
    if (options.brief) return draft.page.Take();
    report::WriteLevels(&draft);
    report::WriteMissing(&draft);
    report::WriteFindings(&draft);
    report::WriteFactors(&draft);
  }
  report::WriteInstruments(&draft);
  report::WritePublished(&draft);
  report::WriteNotes(&draft);
  report::WriteEnd(&draft);
  return draft.page.Take();
}

std::string TextReport(const v1::Asks& asks, const ReportOptions& options) {
  report::Page page(options.width, options.colour);
  report::WriteAsks(asks, options, &page);
  return page.Take();
}

namespace {

std::string Json(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions print;
  print.preserve_proto_field_names = true;
  std::string json;
  // Every assessment has a JSON form: it holds no Any and no maps.
  (void)google::protobuf::util::MessageToJsonString(message, &json, print);
  json += '\n';
  return json;
}

std::string Textproto(const google::protobuf::Message& message) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(message, &text);
  return absl::StrCat("# proto-file: risk/v1/assessment.proto\n# proto-message: ",
                      message.GetTypeName(), "\n\n", text);
}

}  // namespace

std::string JsonReport(const v1::Assessment& assessment) { return Json(assessment); }
std::string JsonReport(const v1::Asks& asks) { return Json(asks); }
std::string TextprotoReport(const v1::Assessment& assessment) { return Textproto(assessment); }
std::string TextprotoReport(const v1::Asks& asks) { return Textproto(asks); }

}  // namespace risk
