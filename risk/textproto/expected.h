// What a field takes, in the words of messages.
#ifndef RISK_TEXTPROTO_EXPECTED_H_
#define RISK_TEXTPROTO_EXPECTED_H_

#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "risk/textproto/scalar.h"

namespace risk::textproto {

// "a whole number", "one of LOW, MEDIUM, HIGH, VERY_HIGH".
std::string Expected(const google::protobuf::FieldDescriptor& field);

// What came instead: "text in quotes", "a number".
const char* Came(Scalar::Kind kind);

// How a value of the type is written: as a hint.
std::string HowToWrite(const google::protobuf::Descriptor& type, Form form);

// "a, b, c", cut with "…" where there are many.
std::string Listed(std::vector<std::string> names);

}  // namespace risk::textproto

#endif  // RISK_TEXTPROTO_EXPECTED_H_
