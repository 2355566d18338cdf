#include "risk/rule_testing/otherwise.h"

#include <algorithm>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "risk/rule_testing/record_place.h"
#include "risk/schema/field.h"

namespace risk::rule_testing {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

namespace {

class Answers {
 public:
  explicit Answers(const v1::Otherwise& otherwise) : otherwise_(otherwise) {}

  // Whether any answer was set, here or below.
  bool Set(Message& message) {
    const Descriptor& type = *message.GetDescriptor();
    inside_.push_back(&type);
    bool is_any_set = false;
    for (int i = 0; i < type.field_count(); ++i) is_any_set |= SetField(message, *type.field(i));
    inside_.pop_back();
    return is_any_set;
  }

 private:
  // Lists are left alone, and so are a message within one of its own kind and alternatives.
  bool SetField(Message& message, const FieldDescriptor& field) {
    if (field.is_repeated() || !schema::HoldsMessages(field)) return false;
    const Reflection& reflection = *message.GetReflection();
    const bool is_there = reflection.HasField(message, &field);
    if (schema::IsAnswer(field.message_type())) {
      const v1::Answer::Value value = ValueOf(field);
      if (is_there || value == v1::Answer::VALUE_UNSPECIFIED) return false;
      v1::Answer answer;
      answer.set_value(value);
      if (otherwise_.has_provenance()) *answer.mutable_provenance() = otherwise_.provenance();
      return reflection.MutableMessage(&message, &field)
          ->ParseFromString(answer.SerializeAsString());
    }
    const bool is_inside_itself =
        std::find(inside_.begin(), inside_.end(), field.message_type()) != inside_.end();
    const bool is_alternative = field.real_containing_oneof() != nullptr && !is_there;
    if (is_inside_itself || is_alternative) return false;
    const bool is_any_set = Set(*reflection.MutableMessage(&message, &field));
    if (!is_any_set && !is_there) reflection.ClearField(&message, &field);
    return is_any_set;
  }

  v1::Answer::Value ValueOf(const FieldDescriptor& field) const {
    if (schema::IsCompletenessField(field)) {
      return otherwise_.complete() ? v1::Answer::YES : v1::Answer::VALUE_UNSPECIFIED;
    }
    return otherwise_.reassuring() ? schema::Reassuring(field) : otherwise_.answer();
  }

  const v1::Otherwise& otherwise_;
  std::vector<const Descriptor*> inside_;
};

}  // namespace

absl::Status Fill(const v1::Otherwise& otherwise, Message& record) {
  if (otherwise.is_case() == v1::Otherwise::IS_NOT_SET && !otherwise.complete()) {
    return absl::InvalidArgumentError(absl::StrCat("otherwise \"", otherwise.path(),
                                                   "\": says neither `answer` nor ",
                                                   "`reassuring` nor `complete`"));
  }
  const absl::StatusOr<std::vector<Message*>> messages = MessagesAt(otherwise.path(), record);
  if (!messages.ok()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "otherwise \"", otherwise.path(), "\": ", std::string(messages.status().message())));
  }
  for (Message* message : *messages) Answers(otherwise).Set(*message);
  return absl::OkStatus();
}

}  // namespace risk::rule_testing
