// Messages in files: rule cases and the records that they build on.
#ifndef RISK_RULE_TESTING_RECORD_FILE_H_
#define RISK_RULE_TESTING_RECORD_FILE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"

namespace risk::rule_testing {

// Reads one message of the prototype's type, in text format, JSON or wire format. Errors: kNotFound
// or kPermissionDenied if it cannot be read, else kInvalidArgument with every problem at its place.
absl::StatusOr<std::unique_ptr<google::protobuf::Message>> ReadMessage(
    const std::string& path, const google::protobuf::Message& prototype);

}  // namespace risk::rule_testing

#endif  // RISK_RULE_TESTING_RECORD_FILE_H_
