// Text of a record that is safe to show: on a terminal, in a log, in a page.
#ifndef RISK_SCHEMA_PRINTABLE_H_
#define RISK_SCHEMA_PRINTABLE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace risk::schema {

// The text with each control character (of ASCII and of Unicode, but tab and line feed) and each mark
// that turns the direction of the text around it replaced by U+FFFD, the replacement character.
// Letters of any script stay, those written from right to left too.
std::string Printable(absl::string_view text);

// The same for every text of a message.
void MakePrintable(google::protobuf::Message* message);

}  // namespace risk::schema

#endif  // RISK_SCHEMA_PRINTABLE_H_
