// Results in Protobuf's JSON form, byte for byte what `MessageToJsonString` writes with the names of the
// schema, at a fraction of its cost.
#ifndef RISK_REPORT_JSON_TEXT_H_
#define RISK_REPORT_JSON_TEXT_H_

#include <string>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace risk::report {

// Appends `message` as an object on one line. Only for types of which CanWriteJson holds.
// What was read of a newer schema is left out.
void AppendJson(const google::protobuf::Message& message, std::string* json);

// False of types that are not compiled in, or hold maps, groups, extensions or a type of Protobuf's own, some of which
// have a form of their own.
bool CanWriteJson(const google::protobuf::Descriptor& type);

}  // namespace risk::report

#endif  // RISK_REPORT_JSON_TEXT_H_
