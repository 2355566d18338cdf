#include "risk/schema/field.h"

#include "absl/strings/string_view.h"

namespace risk::schema {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

namespace {

// A singular field of the name, if it holds what `is_kind` takes.
const FieldDescriptor* OwnField(const Descriptor& type, const char* name,
                                bool (*is_kind)(const Descriptor*)) {
  const FieldDescriptor* field = type.FindFieldByName(name);
  return field != nullptr && !field->is_repeated() && is_kind(field->message_type()) ? field
                                                                                     : nullptr;
}

}  // namespace

namespace {

// Of any pool: a message that no generated code knows has descriptors of its own. Names of another
// length are told apart without being read.
bool IsNamed(const Descriptor* type, absl::string_view name) {
  return type != nullptr && absl::string_view(type->full_name()) == name;
}

}  // namespace

bool IsAnswer(const Descriptor* type) { return IsNamed(type, "risk.v1.Answer"); }
bool IsDate(const Descriptor* type) { return IsNamed(type, "risk.v1.Date"); }
bool IsProvenance(const Descriptor* type) {
  return type != nullptr && type->full_name() == "risk.v1.Provenance";
}

bool HoldsMessages(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field.is_map() &&
         !IsDate(field.message_type());
}

const v1::FieldNote& NoteOf(const FieldDescriptor& field) {
  return field.options().GetExtension(v1::field);
}

const v1::EnumValueNote& NoteOf(const EnumValueDescriptor& value) {
  return value.options().GetExtension(v1::value);
}

bool IsKnownNumber(const EnumDescriptor& enumeration, int number) {
  if (number == 0) return false;
  const EnumValueDescriptor* value = enumeration.FindValueByNumber(number);
  return value != nullptr && !NoteOf(*value).not_known();
}

v1::Answer::Value Reassuring(const FieldDescriptor& field) {
  const v1::Answer::Value value = NoteOf(field).reassuring();
  return value == v1::Answer::VALUE_UNSPECIFIED ? v1::Answer::NO : value;
}

const FieldDescriptor* CompletenessField(const FieldDescriptor& list) {
  const v1::FieldNote& note = NoteOf(list);
  if (note.complete().empty()) return nullptr;
  return OwnField(*list.containing_type(), note.complete().c_str(), IsAnswer);
}

bool IsCompletenessField(const FieldDescriptor& field) {
  const Descriptor& type = *field.containing_type();
  for (int i = 0; i < type.field_count(); ++i) {
    if (CompletenessField(*type.field(i)) == &field) return true;
  }
  return false;
}

const FieldDescriptor* ProvenanceField(const Descriptor& type) {
  return OwnField(type, "provenance", IsProvenance);
}

const FieldDescriptor* IdField(const Descriptor& type) {
  const FieldDescriptor* id = type.FindFieldByName("id");
  const bool is_text = id != nullptr && id->cpp_type() == FieldDescriptor::CPPTYPE_STRING;
  return is_text && !id->is_repeated() ? id : nullptr;
}

const FieldDescriptor* KnownFromField(const Descriptor& type) {
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor* field = type.field(i);
    if (field->is_repeated() || !IsDate(field->message_type())) continue;
    if (NoteOf(*field).known_from()) return field;
  }
  return nullptr;
}

const Message* MessageIn(const Message& message, const FieldDescriptor* field) {
  if (field == nullptr || !message.GetReflection()->HasField(message, field)) return nullptr;
  return &message.GetReflection()->GetMessage(message, field);
}

const Message* StatedKnownOn(const Message& message) {
  const Message* provenance = MessageIn(message, ProvenanceField(*message.GetDescriptor()));
  if (provenance == nullptr) return nullptr;
  return MessageIn(*provenance, provenance->GetDescriptor()->FindFieldByName("known_on"));
}

double NumberIn(const Message& message, const FieldDescriptor& field, int index) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  const bool one = index < 0;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return one ? reflection.GetInt32(message, &field)
                 : reflection.GetRepeatedInt32(message, &field, index);
    case FieldDescriptor::CPPTYPE_INT64:
      return one ? reflection.GetInt64(message, &field)
                 : reflection.GetRepeatedInt64(message, &field, index);
    case FieldDescriptor::CPPTYPE_UINT32:
      return one ? reflection.GetUInt32(message, &field)
                 : reflection.GetRepeatedUInt32(message, &field, index);
    case FieldDescriptor::CPPTYPE_UINT64:
      return one ? reflection.GetUInt64(message, &field)
                 : reflection.GetRepeatedUInt64(message, &field, index);
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return one ? reflection.GetDouble(message, &field)
                 : reflection.GetRepeatedDouble(message, &field, index);
    case FieldDescriptor::CPPTYPE_FLOAT:
      return one ? reflection.GetFloat(message, &field)
                 : reflection.GetRepeatedFloat(message, &field, index);
    default:
      return one ? reflection.GetBool(message, &field)
                 : reflection.GetRepeatedBool(message, &field, index);
  }
}

}  // namespace risk::schema
