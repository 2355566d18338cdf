#include "risk/schema/entries.h"

#include <vector>

#include "google/protobuf/descriptor.h"

namespace risk::schema {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

size_t CountEntries(const Message& record) {
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
      const int size = field->is_repeated() ? reflection.FieldSize(message, field) : 0;
      count += static_cast<size_t>(size);
      for (int i = 0; i < size; ++i) open.push_back(&reflection.GetRepeatedMessage(message, field, i));
      if (!field->is_repeated()) open.push_back(&reflection.GetMessage(message, field));
    }
  }
  return count;
}

bool HasMoreEntries(const Message& record, size_t most) {
  return record.ByteSizeLong() > 2 * most && CountEntries(record) > most;
}

}  // namespace risk::schema
