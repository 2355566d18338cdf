// What the schema says about reading a field that is absent, or that states that nothing is known.
// Both evaluators read records by these rules.
//
// All take a field or an enum whose options are known to the generated code
// (risk/v1/options.proto). Cost: a look-up in the options each; keep the answer rather than asking
// per record.
#ifndef RISK_EVALUATION_VALUE_FIELD_RULES_H_
#define RISK_EVALUATION_VALUE_FIELD_RULES_H_

#include "google/protobuf/descriptor.h"
#include "risk/evaluation/value/interval.h"
#include "risk/v1/answer.pb.h"

namespace risk::evaluation {

// The range of a missing value: limits of the field's options, of its type, and for an enum the
// smallest and the largest number that says something. Fractional limits of whole numbers are
// rounded inwards.
IntRange MissingInt(const google::protobuf::FieldDescriptor& field);  // int32, int64, sint…, enum
UintRange MissingUint(const google::protobuf::FieldDescriptor& field);  // uint32, fixed64, …
DoubleRange MissingDouble(const google::protobuf::FieldDescriptor& field);

// The smallest and largest number of an enum whose value is known.
IntRange KnownNumbers(const google::protobuf::EnumDescriptor& enumeration);
// Whether a number is a value of the enum that says something: not 0, not marked `not_known`, and
// declared.
bool IsKnownNumber(const google::protobuf::EnumDescriptor& enumeration, int number);

// The answer of this field that reassures and needs more than self-report. NO unless stated.
v1::Answer::Value Reassuring(const google::protobuf::FieldDescriptor& field);

// The sibling Answer that says whether a list is complete; null if the list has none and is
// therefore closed when its message is present. `list` is a repeated field.
const google::protobuf::FieldDescriptor* CompletenessField(
    const google::protobuf::FieldDescriptor& list);

// Field `provenance` of a message type (number 1, of type risk.v1.Provenance); null if it has none.
const google::protobuf::FieldDescriptor* ProvenanceField(const google::protobuf::Descriptor& type);

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_VALUE_FIELD_RULES_H_
