// What a record may not say, and what is read as not known, as a page generated from the schema.
#ifndef RISK_INPUT_RULES_H_
#define RISK_INPUT_RULES_H_

#include <string>

#include "google/protobuf/descriptor.h"

namespace risk {

// Markdown: a table of the kinds, and one of the fields with a rule of their own, in the order of the
// schema. Reads the options of the schema only. The same schema gives the same bytes.
std::string InputRules(const google::protobuf::Descriptor& record);

}  // namespace risk

#endif  // RISK_INPUT_RULES_H_
