// The practitioner's words for what the schema names.
#ifndef RISK_SCHEMA_WORDING_H_
#define RISK_SCHEMA_WORDING_H_

#include <string>

#include "google/protobuf/descriptor.h"
#include "risk/v1/options.pb.h"

namespace risk::schema {

// The wording of a value of an enum, or its name in plain letters: "child protection plan", "asked
// and waiting". A number that is none of them stands for itself.
std::string ValueWording(const google::protobuf::EnumDescriptor& type, int number);

// The wording of a field, or its name in plain letters.
std::string FieldWording(const google::protobuf::FieldDescriptor& field);

// As the object of "ask": "the police", "children's services"; empty for none.
const std::string& AgencyName(v1::FieldNote::Agency agency);

}  // namespace risk::schema

#endif  // RISK_SCHEMA_WORDING_H_
