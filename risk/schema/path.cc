#include "risk/schema/path.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace risk::schema {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

std::string ChildPath(absl::string_view path, const FieldDescriptor& field) {
  return path.empty() ? field.name() : absl::StrCat(path, ".", field.name());
}

std::string ElementPath(absl::string_view list, int index) {
  return absl::StrCat(list, "[", index, "]");
}

std::string PlainPath(absl::string_view path) {
  std::string plain;
  bool is_inside = false;
  for (const char c : path) {
    if (c == '[') is_inside = true;
    if (!is_inside) plain += c;
    if (c == ']') is_inside = false;
  }
  return plain;
}

std::vector<const FieldDescriptor*> FieldsOf(const Descriptor& root, absl::string_view path) {
  std::vector<const FieldDescriptor*> fields;
  const Descriptor* type = &root;
  const std::string plain = PlainPath(path);
  for (const absl::string_view name : absl::StrSplit(plain, '.')) {
    const FieldDescriptor* field =
        type == nullptr ? nullptr : type->FindFieldByName(std::string(name));
    if (field == nullptr) return {};
    fields.push_back(field);
    type = field->message_type();
  }
  return fields;
}

}  // namespace risk::schema
