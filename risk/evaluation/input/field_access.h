// Typed access to the fields of generated message classes, where reflection would be too slow.
//
// The functions are generated from the schema at build time, see access_generator.cc:
//   FieldAccessTable table = risk::CaseAccess();    // every field reachable from risk.v1.Case
//
// They must only be called with messages of the generated class.
#ifndef RISK_EVALUATION_INPUT_FIELD_ACCESS_H_
#define RISK_EVALUATION_INPUT_FIELD_ACCESS_H_

#include <cstdint>
#include <cstring>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace risk::evaluation {

// The functions that a kind of field has; the others are null.
struct FieldAccess {
  using Message = google::protobuf::Message;
  // Singular. Null or false if the field is not set; one without presence is set if it is not its
  // default.
  const Message* (*message)(const Message&) = nullptr;
  const Message& (*message_or_default)(const Message&) = nullptr;
  bool (*number)(const Message&, int64_t* value) = nullptr;  // of a double, its bits
  const std::string* (*text)(const Message&) = nullptr;
  // Repeated.
  int (*size)(const Message&) = nullptr;
  const Message* (*message_at)(const Message&, int index) = nullptr;
  int64_t (*number_at)(const Message&, int index) = nullptr;
  const std::string* (*text_at)(const Message&, int index) = nullptr;
};

using FieldAccessTable = absl::flat_hash_map<const google::protobuf::FieldDescriptor*, FieldAccess>;

// For the generated functions: a number as 64 bits.
template <typename T>
int64_t NumberBits(T value) {
  return static_cast<int64_t>(value);
}
inline int64_t NumberBits(double value) {
  int64_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}
inline int64_t NumberBits(float value) { return NumberBits(static_cast<double>(value)); }

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_INPUT_FIELD_ACCESS_H_
