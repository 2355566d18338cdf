#include "risk/report/message_forms.h"

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/text_format.h"
#include "risk/report/json_text.h"

namespace risk::report {

std::string JsonForm(const google::protobuf::Message& message) {
  std::string json;
  AppendJson(message, &json);
  json += '\n';
  return json;
}

std::string TextprotoForm(const google::protobuf::Message& message) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(message, &text);
  return absl::StrCat("# proto-file: ", message.GetDescriptor()->file()->name(),
                      "\n# proto-message: ", message.GetTypeName(), "\n\n", text);
}

}  // namespace risk::report
