#include "risk/evaluation/interpreter/scalar_field.h"

#include <string>

#include "risk/evaluation/value/missing_number.h"
#include "risk/schema/field.h"

namespace risk::evaluation {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

Value MissingScalar(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return Value::Bool(Truth::kUnknown);
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_INT64:
    case FieldDescriptor::CPPTYPE_ENUM:
      return Value::Int(MissingInt(field));
    case FieldDescriptor::CPPTYPE_UINT32:
    case FieldDescriptor::CPPTYPE_UINT64:
      return Value::Uint(MissingUint(field));
    case FieldDescriptor::CPPTYPE_FLOAT:
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return Value::Double(MissingDouble(field));
    case FieldDescriptor::CPPTYPE_STRING:
      return Value::Unknown(field.type() == FieldDescriptor::TYPE_BYTES ? ValueKind::kBytes
                                                                        : ValueKind::kString);
    case FieldDescriptor::CPPTYPE_MESSAGE:
      break;
  }
  return Value();
}

bool IsNullEnum(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM &&
         field.enum_type()->full_name() == "google.protobuf.NullValue";
}

Value ScalarOf(const Message& message, const FieldDescriptor& field) {
  const Reflection& reflection = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return Value::Bool(reflection.GetBool(message, &field));
    case FieldDescriptor::CPPTYPE_INT32:
      return Value::Int(reflection.GetInt32(message, &field));
    case FieldDescriptor::CPPTYPE_INT64:
      return Value::Int(reflection.GetInt64(message, &field));
    case FieldDescriptor::CPPTYPE_ENUM:
      return Value::Int(reflection.GetEnumValue(message, &field));
    case FieldDescriptor::CPPTYPE_UINT32:
      return Value::Uint(uint64_t{reflection.GetUInt32(message, &field)});
    case FieldDescriptor::CPPTYPE_UINT64:
      return Value::Uint(reflection.GetUInt64(message, &field));
    case FieldDescriptor::CPPTYPE_FLOAT:
      return Value::Double(double{reflection.GetFloat(message, &field)});
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return Value::Double(reflection.GetDouble(message, &field));
    case FieldDescriptor::CPPTYPE_STRING: {
      // Both kinds of message keep texts as strings, so the reference is into the message.
      std::string unused;
      absl::string_view text = reflection.GetStringReference(message, &field, &unused);
      return field.type() == FieldDescriptor::TYPE_BYTES ? Value::Bytes(text) : Value::String(text);
    }
    case FieldDescriptor::CPPTYPE_MESSAGE:
      break;
  }
  return Value();
}

Value RepeatedScalarOf(const Message& message, const FieldDescriptor& field, int i) {
  const Reflection& reflection = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return Value::Bool(reflection.GetRepeatedBool(message, &field, i));
    case FieldDescriptor::CPPTYPE_INT32:
      return Value::Int(reflection.GetRepeatedInt32(message, &field, i));
    case FieldDescriptor::CPPTYPE_INT64:
      return Value::Int(reflection.GetRepeatedInt64(message, &field, i));
    case FieldDescriptor::CPPTYPE_ENUM:
      return Value::Int(reflection.GetRepeatedEnumValue(message, &field, i));
    case FieldDescriptor::CPPTYPE_UINT32:
      return Value::Uint(uint64_t{reflection.GetRepeatedUInt32(message, &field, i)});
    case FieldDescriptor::CPPTYPE_UINT64:
      return Value::Uint(reflection.GetRepeatedUInt64(message, &field, i));
    case FieldDescriptor::CPPTYPE_FLOAT:
      return Value::Double(double{reflection.GetRepeatedFloat(message, &field, i)});
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return Value::Double(reflection.GetRepeatedDouble(message, &field, i));
    case FieldDescriptor::CPPTYPE_STRING: {
      std::string unused;
      absl::string_view text = reflection.GetRepeatedStringReference(message, &field, i, &unused);
      return field.type() == FieldDescriptor::TYPE_BYTES ? Value::Bytes(text) : Value::String(text);
    }
    case FieldDescriptor::CPPTYPE_MESSAGE:
      break;
  }
  return Value();
}

bool SaysSomething(const FieldDescriptor& field, const Value& value) {
  return field.cpp_type() != FieldDescriptor::CPPTYPE_ENUM ||
         schema::IsKnownNumber(*field.enum_type(), static_cast<int>(value.int_range().low));
}

}  // namespace risk::evaluation
