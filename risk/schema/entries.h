// How many entries the lists of a record hold.
#ifndef RISK_SCHEMA_ENTRIES_H_
#define RISK_SCHEMA_ENTRIES_H_

#include <cstddef>
#include <optional>
#include <string>

#include "google/protobuf/message.h"

namespace risk::schema {

// Of all lists of messages together, those inside other entries too. Cost: linear in the record.
size_t CountEntries(const google::protobuf::Message& record);

// A list, or all lists together, that hold more entries than are assessed.
struct TooMany {
  std::string list;  // its name; empty: all together
  size_t count = 0;
  size_t most = 0;
};

// "1200 entries in the lists of the case; at most 1000 are assessed, all lists together"
std::string ToText(const TooMany& found);

// What a record may not hold, by the limits of the schema for each list and `most` for all. Validate and
// whoever assesses ask the same. Cost: linear in the record.
std::optional<TooMany> FindTooMany(const google::protobuf::Message& record, size_t most);

// Whether there are more than `most`. Small records are not counted: an entry takes two bytes.
bool HasMoreEntries(const google::protobuf::Message& record, size_t most);

}  // namespace risk::schema

#endif  // RISK_SCHEMA_ENTRIES_H_
