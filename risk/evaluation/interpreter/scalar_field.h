// Scalar fields of a message as values.
#ifndef RISK_EVALUATION_INTERPRETER_SCALAR_FIELD_H_
#define RISK_EVALUATION_INTERPRETER_SCALAR_FIELD_H_

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "risk/evaluation/value/value.h"

namespace risk::evaluation {

// The range of a scalar field that is absent. Of a message field: unknown.
Value MissingScalar(const google::protobuf::FieldDescriptor& field);
// The value of a field, or its default; of an element of a repeated field. Texts are views into the
// message.
Value ScalarOf(const google::protobuf::Message& message,
               const google::protobuf::FieldDescriptor& field);
Value RepeatedScalarOf(const google::protobuf::Message& message,
                       const google::protobuf::FieldDescriptor& field, int i);
// Whether a value says something: every one but the not-known numbers of an enum.
bool SaysSomething(const google::protobuf::FieldDescriptor& field, const Value& value);
// Whether the field is of the enum google.protobuf.NullValue, which is read as null.
bool IsNullEnum(const google::protobuf::FieldDescriptor& field);

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_INTERPRETER_SCALAR_FIELD_H_
