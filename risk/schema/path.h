// Places of a record, as people write them: "domestic_abuse.incidents[2].strangulation".
#ifndef RISK_SCHEMA_PATH_H_
#define RISK_SCHEMA_PATH_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"

namespace risk::schema {

// "person.name"; just the name at the root.
std::string ChildPath(absl::string_view path, const google::protobuf::FieldDescriptor& field);
// "children[2]".
std::string ElementPath(absl::string_view list, int index);
// The path without its elements: "domestic_abuse.incidents.strangulation".
std::string PlainPath(absl::string_view path);

// The fields of a path from `root` down, the elements left out: of "incidents[2].injury" or
// "incidents[]" two and one. Empty if the path does not fit `root`.
std::vector<const google::protobuf::FieldDescriptor*> FieldsOf(
    const google::protobuf::Descriptor& root, absl::string_view path);

}  // namespace risk::schema

#endif  // RISK_SCHEMA_PATH_H_
