// Values of enums that a newer schema has and this one has not.
#ifndef RISK_CASE_IO_UNKNOWN_VALUES_H_
#define RISK_CASE_IO_UNKNOWN_VALUES_H_

#include <string>
#include <vector>

#include "google/protobuf/message.h"

namespace risk::case_io {

// Makes them values that are not known: clears a field, and leaves an entry of a list in its place as
// the value 0. Returns their paths.
std::vector<std::string> ForgetUnknownValues(google::protobuf::Message* message);

}  // namespace risk::case_io

#endif  // RISK_CASE_IO_UNKNOWN_VALUES_H_
