// Dates that limit another, as the schema states them: "^made_on" is one message further out.
#ifndef RISK_SCHEMA_BOUNDS_H_
#define RISK_SCHEMA_BOUNDS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "risk/schema/days.h"

namespace risk::schema {

// The messages around a field, from the record itself to the one that holds it.
using Around = std::vector<const google::protobuf::Message*>;

// What is known of the dates at a place of FieldNote.Bound, in lists of each; placeholders and dates
// that do not exist left out.
std::vector<Days> DatesAt(const Around& around, absl::string_view place);

// Whether the place leads to dates from a field of `holder`, held by `outer` (innermost last), in a
// record of type `root`. For tests of a schema.
bool LeadsToDates(const google::protobuf::Descriptor& root,
                  const std::vector<const google::protobuf::Descriptor*>& around,
                  absl::string_view place);

}  // namespace risk::schema

#endif  // RISK_SCHEMA_BOUNDS_H_
