// The range of a number that is not recorded, from the schema. Both evaluators read by these rules.
//
// All take a field or an enum whose options are known to the generated code
// (risk/v1/options.proto). Cost: a look-up in the options each; keep the answer rather than asking
// per record.
#ifndef RISK_EVALUATION_VALUE_MISSING_NUMBER_H_
#define RISK_EVALUATION_VALUE_MISSING_NUMBER_H_

#include "google/protobuf/descriptor.h"
#include "risk/evaluation/value/interval.h"

namespace risk::evaluation {

// The range of a missing value: limits of the field's options, of its type, and for an enum the
// smallest and the largest number that says something. Fractional limits of whole numbers are
// rounded inwards.
IntRange MissingInt(const google::protobuf::FieldDescriptor& field);  // int32, int64, sint…, enum
UintRange MissingUint(const google::protobuf::FieldDescriptor& field);  // uint32, fixed64, …
DoubleRange MissingDouble(const google::protobuf::FieldDescriptor& field);

// The smallest and largest number of an enum whose value is known.
IntRange KnownNumbers(const google::protobuf::EnumDescriptor& enumeration);
}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_VALUE_MISSING_NUMBER_H_
