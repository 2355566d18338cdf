#include "risk/textproto/locate.h"

#include "absl/strings/match.h"
#include "risk/schema/path.h"
#include "risk/textproto/fill.h"

namespace risk::textproto {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

namespace {

// Whether a path that is wanted begins with `path`.
bool IsWanted(const Offsets& offsets, const std::string& path) {
  const auto next = offsets.lower_bound(path);
  return next != offsets.end() && absl::StartsWith(next->first, path);
}

void Note(const std::string& path, size_t offset, Offsets& offsets) {
  const auto wanted = offsets.find(path);
  if (wanted != offsets.end()) wanted->second = offset;
}

void LocateIn(const Node& node, const Descriptor& type, Form form, const std::string& path,
              Offsets& offsets) {
  std::map<const FieldDescriptor*, int> elements;
  for (const Node& child : node.children) {
    const FieldDescriptor* field = FieldNamed(type, child.field, form);
    if (field == nullptr) continue;
    std::string child_path = schema::ChildPath(path, *field);
    if (!IsWanted(offsets, child_path)) continue;
    const int index = elements[field]++;
    if (index == 0) Note(child_path, child.begin, offsets);
    if (field->is_repeated()) {
      child_path = schema::ElementPath(child_path, index);
      Note(child_path, child.in_list() ? child.value : child.begin, offsets);
    }
    if (child.is_message() && field->message_type() != nullptr && IsWanted(offsets, child_path)) {
      LocateIn(child, *field->message_type(), form, child_path, offsets);
    }
  }
}

}  // namespace

void Locate(const Node& root, const Descriptor& type, Form form, Offsets& offsets) {
  LocateIn(root, type, form, "", offsets);
}

}  // namespace risk::textproto
