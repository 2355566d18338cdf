// What the schema says of a field: what it holds, its notes, and the fields that go with it. By
// descriptor and name, so for messages of any factory.
#ifndef RISK_SCHEMA_FIELD_H_
#define RISK_SCHEMA_FIELD_H_

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "risk/v1/answer.pb.h"
#include "risk/v1/options.pb.h"

namespace risk::schema {

// False for null, so that `field.message_type()` can be asked of any field.
bool IsAnswer(const google::protobuf::Descriptor* type);
bool IsDate(const google::protobuf::Descriptor* type);
bool IsProvenance(const google::protobuf::Descriptor* type);

// A singular or repeated field of messages other than dates.
bool HoldsMessages(const google::protobuf::FieldDescriptor& field);

const v1::FieldNote& NoteOf(const google::protobuf::FieldDescriptor& field);
const v1::EnumValueNote& NoteOf(const google::protobuf::EnumValueDescriptor& value);

// A number that says something: one of the values, but not zero, which is "unspecified", nor a
// value whose note says that nothing is known.
bool IsKnownNumber(const google::protobuf::EnumDescriptor& enumeration, int number);

// The answer that reassures, NO unless the field says otherwise.
v1::Answer::Value Reassuring(const google::protobuf::FieldDescriptor& field);

// The Answer beside a repeated field that says whether it is complete; null if there is none.
const google::protobuf::FieldDescriptor* CompletenessField(
    const google::protobuf::FieldDescriptor& list);

// Whether the field is such an answer.
bool IsCompletenessField(const google::protobuf::FieldDescriptor& field);

// A type's own provenance, its `id` of text, and its date with the note `known_from`; null if it
// has none.
const google::protobuf::FieldDescriptor* ProvenanceField(const google::protobuf::Descriptor& type);
const google::protobuf::FieldDescriptor* IdField(const google::protobuf::Descriptor& type);
const google::protobuf::FieldDescriptor* KnownFromField(const google::protobuf::Descriptor& type);

// What a singular message field of `message` holds; null if it is not there, or `field` is null.
const google::protobuf::Message* MessageIn(const google::protobuf::Message& message,
                                           const google::protobuf::FieldDescriptor* field);
// The date on which the service came to know the message, as its own provenance states it; null if
// it does not.
const google::protobuf::Message* StatedKnownOn(const google::protobuf::Message& message);

// A singular (`index` -1) or repeated field of a number or bool type.
double NumberIn(const google::protobuf::Message& message,
                const google::protobuf::FieldDescriptor& field, int index);

}  // namespace risk::schema

#endif  // RISK_SCHEMA_FIELD_H_
