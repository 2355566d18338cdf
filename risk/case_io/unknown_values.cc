#include "risk/case_io/unknown_values.h"

#include "risk/schema/path.h"

namespace risk::case_io {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

void Forget(Message* message, const std::string& path, std::vector<std::string>* found) {
  const Reflection& reflection = *message->GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(*message, &fields);
  for (const FieldDescriptor* field : fields) {
    const std::string at = schema::ChildPath(path, *field);
    const bool is_list = field->is_repeated();
    const int size = is_list ? reflection.FieldSize(*message, field) : 1;
    for (int i = 0; i < size; ++i) {
      const std::string element = is_list ? schema::ElementPath(at, i) : at;
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        Forget(is_list ? reflection.MutableRepeatedMessage(message, field, i)
                       : reflection.MutableMessage(message, field),
               element, found);
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
        const int number = is_list ? reflection.GetRepeatedEnumValue(*message, field, i)
                                   : reflection.GetEnumValue(*message, field);
        if (field->enum_type()->FindValueByNumber(number) != nullptr) continue;
        found->push_back(element);
        if (is_list) {
          reflection.SetRepeatedEnumValue(message, field, i, 0);
        } else {
          reflection.ClearField(message, field);
        }
      }
    }
  }
}

}  // namespace

std::vector<std::string> ForgetUnknownValues(Message* message) {
  std::vector<std::string> found;
  Forget(message, "", &found);
  return found;
}

}  // namespace risk::case_io
