// Names that the schema has, and which of them was probably meant.
#ifndef RISK_SCHEMA_NAMES_H_
#define RISK_SCHEMA_NAMES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"

namespace risk::schema {

std::vector<std::string> FieldNames(const google::protobuf::Descriptor& type);
// Without the zero value, which nobody writes.
std::vector<std::string> ValueNames(const google::protobuf::EnumDescriptor& type);

// `name` in quotes if it looks like a name of the schema, else a description: what stands in its
// place may be personal.
std::string QuoteName(absl::string_view name);

// The candidate nearest to `name`, if near enough to be a slip; else empty. Counts inserted,
// missing, other and swapped letters; the writing style ("domesticAbuse", "DOMESTIC_ABUSE") is no
// slip. The first of several equally near ones.
std::string Nearest(absl::string_view name, const std::vector<std::string>& candidates);

// `did you mean "…"?`, or empty when nothing is near.
std::string DidYouMean(absl::string_view name, const std::vector<std::string>& candidates);

}  // namespace risk::schema

#endif  // RISK_SCHEMA_NAMES_H_
