// A result as a message in the forms for programs.
#ifndef RISK_REPORT_MESSAGE_FORMS_H_
#define RISK_REPORT_MESSAGE_FORMS_H_

#include <string>

#include "google/protobuf/message.h"

namespace risk::report {

// The JSON form of the schema on one line, with the names of the schema and a newline at the end.
std::string JsonForm(const google::protobuf::Message& message);

// Protobuf text format, with the header comments that name the schema.
std::string TextprotoForm(const google::protobuf::Message& message);

}  // namespace risk::report

#endif  // RISK_REPORT_MESSAGE_FORMS_H_
