#include "risk/evaluation/value/container.h"

#include "absl/strings/str_cat.h"

namespace risk::evaluation {

std::string PathOf(const MessageRef& message) {
  if (message.parent == nullptr || message.field == nullptr) return std::string(message.name);
  return PathOf(*message.parent, *message.field, message.index);
}

std::string PathOf(const MessageRef& message, const google::protobuf::FieldDescriptor& field,
                   int index) {
  std::string path = PathOf(message);
  absl::StrAppend(&path, path.empty() ? "" : ".", field.name());
  if (index >= 0) absl::StrAppend(&path, "[", index, "]");
  return path;
}

}  // namespace risk::evaluation
