// Reads protobuf text format, reporting every problem with its line and column.
#ifndef RISK_CASE_IO_TEXT_H_
#define RISK_CASE_IO_TEXT_H_

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "risk/case_io/problem.h"
#include "risk/case_io/schema_walk.h"

namespace risk::case_io {

// Compares the text with the type's fields: unknown and repeated fields, wrong types, values that
// an enum does not have. A mistake in the writing itself ends the comparison at that point.
void CheckText(absl::string_view text, const google::protobuf::Descriptor* type,
               const WalkOptions& options, Problems* problems);

// Checks, and if nothing is wrong parses into `message`. Cost: two passes over the text.
void ReadText(absl::string_view text, const WalkOptions& options,
              google::protobuf::Message* message, Problems* problems);

}  // namespace risk::case_io

#endif  // RISK_CASE_IO_TEXT_H_
