// Messages of the protobuf library that stand for a value: times, wrappers, Any and JSON-like
// structures.
#include <memory>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "risk/evaluation/interpreter/scalar_field.h"
#include "risk/evaluation/interpreter/interpreter_impl.h"
#include "risk/expression/type.h"

namespace risk::evaluation {
namespace {

using expression::Kind;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// An own scalar field of a message, by number.
Value Part(const Message& message, int number) {
  return ScalarOf(message, *message.GetDescriptor()->FindFieldByNumber(number));
}

absl::Duration SecondsAndNanos(const Message& message) {
  return absl::Seconds(Part(message, 1).int_range().low) +
         absl::Nanoseconds(Part(message, 2).int_range().low);
}

}  // namespace

Value Interpreter::FromMessage(const MessageRef* ref) {
  const Message& message = *ref->message;
  const std::string& name = ref->type->full_name();
  if (!absl::StartsWith(name, "google.protobuf.")) return Value::Message(ref);
  if (name == "google.protobuf.Timestamp") {
    return Value::Timestamp(absl::UnixEpoch() + SecondsAndNanos(message));
  }
  if (name == "google.protobuf.Duration") return Value::Duration(SecondsAndNanos(message));
  if (name == "google.protobuf.Any") return FromAny(*ref);
  if (name == "google.protobuf.Value") return FromJson(*ref);
  if (name == "google.protobuf.Struct") {
    return ReadMap(*ref, *ref->type->FindFieldByNumber(1));
  }
  if (name == "google.protobuf.ListValue") {
    const Field& values = *ref->type->FindFieldByNumber(1);
    std::vector<ListItem> items;
    int size = message.GetReflection()->FieldSize(message, &values);
    for (int i = 0; i < size && Step(); ++i) items.push_back({ReadElement(*ref, values, i)});
    return MakeList(items, false, nullptr);
  }
  if (expression::Type::OfMessage(ref->type).is_nullable()) return Part(message, 1);
  return Value::Message(ref);
}

// A message inside an Any is parsed anew each time it is read. An Any in an Any nests as deeply as
// the bytes are long, which the parser does not see.
Value Interpreter::FromAny(const MessageRef& any) {
  if (nesting_ >= kDeepest) return TooDeep();
  absl::string_view url = Part(*any.message, 1).text();
  if (url.empty()) return Value::Null();
  std::string name(url.substr(url.rfind('/') == absl::string_view::npos ? 0 : url.rfind('/') + 1));
  const Descriptor* type = any.type->file()->pool()->FindMessageTypeByName(name);
  if (type == nullptr) {
    type = google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(name);
  }
  if (type == nullptr) {
    return Value::Error(ErrorCode::kBadConversion, "a message in an Any is of a type not known");
  }
  Message* message = NewMessage(type);
  absl::string_view bytes = Part(*any.message, 2).text();
  if (!message->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return Value::Error(ErrorCode::kBadConversion, "a message in an Any cannot be read");
  }
  MessageRef* ref = NewRef(message, type);
  ref->parent = &any;
  ref->is_anonymous = true;
  ++nesting_;
  Value value = FromMessage(ref);
  --nesting_;
  return value;
}

// google.protobuf.Value: the fields of its oneof are null, number, string, bool, struct and list.
Value Interpreter::FromJson(const MessageRef& value) {
  const Field* field = value.message->GetReflection()->GetOneofFieldDescriptor(
      *value.message, value.type->oneof_decl(0));
  if (field == nullptr || field->number() == 1) return Value::Null();
  return ReadField(Value::Message(&value), *field);
}

}  // namespace risk::evaluation
