// Finds the messages of a record by path, to change them.
#ifndef RISK_RULE_TESTING_RECORD_PLACE_H_
#define RISK_RULE_TESTING_RECORD_PLACE_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace risk::rule_testing {

// The messages at `path`: itself for the empty path, the message, all elements of a list, or one
// ("incidents[2]"). A list on the way stands for all its elements. Messages that are not there are
// made. Errors: kInvalidArgument if the schema has no such field, the field holds no messages, or
// there is no such element.
absl::StatusOr<std::vector<google::protobuf::Message*>> MessagesAt(
    absl::string_view path, google::protobuf::Message& record);

// Removes the field at `path`, or the element of a list: "incidents", "incidents[2]",
// "incidents[2].injury". Nothing happens if it is not there. Errors: as above, except that a list
// without elements is none.
absl::Status ClearAt(absl::string_view path, google::protobuf::Message& record);

}  // namespace risk::rule_testing

#endif  // RISK_RULE_TESTING_RECORD_PLACE_H_
