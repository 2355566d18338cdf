// JSON Schema (draft 2020-12) of a message type, from its descriptor.
//
//   std::cout << risk::JsonSchema(*risk::v1::Case::descriptor(), risk::JsonUse::kInput);
//
#ifndef RISK_JSON_SCHEMA_H_
#define RISK_JSON_SCHEMA_H_

#include <string>

#include "google/protobuf/descriptor.h"

namespace risk {

// What is read, or what is written: the reader takes more forms than are ever written.
enum class JsonUse { kInput, kOutput };

// Describes the JSON form with the schema's own field names, which the reader of cases takes and
// reports use. One definition for each message and enum under "$defs"; indented by two spaces, with
// a newline at the end.
//
// From the options of risk.v1 come "description" (the wording), "minimum" and "maximum", and, as
// annotations that validators ignore, "x-unit", "x-ask" (who can answer) and "x-complete" (the
// field that says whether a list is complete). No field is required: missing is a value of its own.
// For input, a date may also be text ("2021-06-03", "2021-06", "2021") and an answer true or false.
// Numbers of 64 bits and those without a limit may be text, as in the JSON form of protobuf.
std::string JsonSchema(const google::protobuf::Descriptor& type, JsonUse use);

}  // namespace risk

#endif  // RISK_JSON_SCHEMA_H_
