#include "risk/schema/entries.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "risk/schema/field.h"
#include "risk/v1/options.pb.h"

namespace risk::schema {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

namespace {

// Counts all entries; notes in `found` the first list that is longer than the schema says.
size_t Count(const Message& record, std::optional<TooMany>* found) {
  size_t count = 0;
  std::vector<const Message*> open = {&record};
  std::vector<const FieldDescriptor*> fields;
  while (!open.empty()) {
    const Message& message = *open.back();
    open.pop_back();
    const Reflection& reflection = *message.GetReflection();
    fields.clear();
    reflection.ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
      if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
      if (!field->is_repeated()) {
        open.push_back(&reflection.GetMessage(message, field));
        continue;
      }
      const int size = reflection.FieldSize(message, field);
      count += static_cast<size_t>(size);
      const risk::v1::FieldNote& note = NoteOf(*field);
      const bool is_over = note.has_at_most() && size > note.at_most();
      if (is_over && found != nullptr && !found->has_value()) {
        *found = TooMany{field->name(), static_cast<size_t>(size), static_cast<size_t>(note.at_most())};
      }
      for (int i = 0; i < size; ++i) open.push_back(&reflection.GetRepeatedMessage(message, field, i));
    }
  }
  return count;
}

}  // namespace

size_t CountEntries(const Message& record) { return Count(record, nullptr); }

std::optional<TooMany> FindTooMany(const Message& record, size_t most) {
  std::optional<TooMany> found;
  const size_t count = Count(record, &found);
  if (count > most) return TooMany{"", count, most};
  return found;
}

std::string ToText(const TooMany& found) {
  if (found.list.empty()) {
    return absl::StrCat(found.count, " entries in the lists of the case; at most ", found.most,
                        " are assessed, all lists together");
  }
  return absl::StrCat(found.count, " entries in `", found.list, "`; at most ", found.most, " are assessed");
}

bool HasMoreEntries(const Message& record, size_t most) {
  return record.ByteSizeLong() > 2 * most && CountEntries(record) > most;
}

}  // namespace risk::schema
