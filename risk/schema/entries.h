// How many entries the lists of a record hold.
#ifndef RISK_SCHEMA_ENTRIES_H_
#define RISK_SCHEMA_ENTRIES_H_

#include <cstddef>

#include "google/protobuf/message.h"

namespace risk::schema {

// Of all lists of messages together, those inside other entries too. Cost: linear in the record.
size_t CountEntries(const google::protobuf::Message& record);

// Whether there are more than `most`. Small records are not counted: an entry takes two bytes.
bool HasMoreEntries(const google::protobuf::Message& record, size_t most);

}  // namespace risk::schema

#endif  // RISK_SCHEMA_ENTRIES_H_
