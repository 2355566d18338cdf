// Reads the JSON form of a message, reporting every problem with its line and column.
#ifndef RISK_CASE_IO_JSON_H_
#define RISK_CASE_IO_JSON_H_

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "risk/case_io/problem.h"
#include "risk/case_io/schema_walk.h"

namespace risk::case_io {

// Takes the first of the values that stand one after another in `rest`, usually one on each line.
// Only braces and quotes are looked at; the last value may be incomplete. Empty when none is left.
absl::string_view TakeJson(absl::string_view* rest);

// Compares one value, which stands at `start` of the input, with the type's fields.
void CheckJson(absl::string_view value, Position start, const google::protobuf::Descriptor* type,
               const WalkOptions& options, Problems* problems);

// Checks, and if nothing is wrong parses into `message`. Cost: two passes over the value.
void ReadJson(absl::string_view value, Position start, const WalkOptions& options,
              google::protobuf::Message* message, Problems* problems);

}  // namespace risk::case_io

#endif  // RISK_CASE_IO_JSON_H_
