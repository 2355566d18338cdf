// Sets fields of messages to values of a text.
#ifndef RISK_TEXTPROTO_SET_FIELD_H_
#define RISK_TEXTPROTO_SET_FIELD_H_

#include <optional>
#include <string>

#include "google/protobuf/message.h"
#include "risk/textproto/scalar.h"

namespace risk::textproto {

enum class Fit { kFits, kWrongType, kOutOfRange, kUnknownValue, kNotUtf8 };

// Sets a field that holds no messages, or adds to it if it is repeated, unless the value does not
// fit.
Fit SetField(const Scalar& value, const google::protobuf::FieldDescriptor& field, Form form,
             google::protobuf::Message& message);

// The message that a date or an answer in short stands for, in wire format: of "2021-06-03", NO.
// Nothing for other values and types.
std::optional<std::string> ReadShort(const Scalar& value, const google::protobuf::Descriptor& type,
                                     Form form);

// "between -2147483648 and 2147483647", for fields of whole numbers.
std::string RangeOfType(const google::protobuf::FieldDescriptor& field);

}  // namespace risk::textproto

#endif  // RISK_TEXTPROTO_SET_FIELD_H_
