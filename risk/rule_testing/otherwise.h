// Fills in what a rule case says of everything that it does not state.
#ifndef RISK_RULE_TESTING_OTHERWISE_H_
#define RISK_RULE_TESTING_OTHERWISE_H_

#include "absl/status/status.h"
#include "google/protobuf/message.h"
#include "risk/v1/case_test.pb.h"

namespace risk::rule_testing {

// Sets the answers that are not there; see risk.v1.Otherwise. An answer that is there, whatever it
// says, stays as it is.
// Errors: kInvalidArgument if it says nothing, or if its path leads nowhere (see MessagesAt).
absl::Status Fill(const v1::Otherwise& otherwise, google::protobuf::Message& record);

}  // namespace risk::rule_testing

#endif  // RISK_RULE_TESTING_OTHERWISE_H_
