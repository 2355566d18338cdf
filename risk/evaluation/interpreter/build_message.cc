// Message literals: Incident{kind: Incident.Kind.ASSAULT}.
//
// A field set to something undecided stays absent, and so reads as unknown.
#include <cstdint>
#include <string>

#include "absl/strings/match.h"
#include "google/protobuf/message.h"
#include "risk/evaluation/interpreter/conversion.h"
#include "risk/evaluation/interpreter/interpreter_impl.h"
#include "risk/expression/type.h"

namespace risk::evaluation {
namespace {

using expression::Node;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr int64_t kExactInDouble = int64_t{1} << 53;

bool IsNamed(const Descriptor& type, absl::string_view name) { return type.full_name() == name; }

// Fills a message from values. Methods return false for a value that does not fit.
class Builder {
 public:
  explicit Builder(Interpreter& walker) : walker_(walker) {}

  bool Set(Message* message, const FieldDescriptor& field, const Value& value) {
    if (field.is_map()) return SetMap(message, field, value);
    if (!field.is_repeated()) return SetOne(message, field, value, false);
    if (!value.Is(ValueKind::kList)) return false;
    for (const ListItem& item : value.list().items) {
      if (!SetOne(message, field, item.value, true)) return false;
    }
    return true;
  }

  // Of the well-known types, and of any message of the value's own type.
  bool Fill(Message* message, const Value& raw) {
    const Descriptor& type = *message->GetDescriptor();
    if (raw.Is(ValueKind::kMessage) && raw.message().type == &type) {
      if (raw.message().message != nullptr) message->CopyFrom(*raw.message().message);
      return true;
    }
    Value value = walker_.Deliver(raw);
    if (IsNamed(type, "google.protobuf.Any")) return FillAny(message, value);
    if (IsNamed(type, "google.protobuf.Value")) return FillJson(message, value);
    if (IsNamed(type, "google.protobuf.Struct")) return SetPart(message, 1, value);
    if (IsNamed(type, "google.protobuf.ListValue")) return SetPart(message, 1, value);
    bool is_timestamp = IsNamed(type, "google.protobuf.Timestamp");
    if (is_timestamp || IsNamed(type, "google.protobuf.Duration")) {
      if (!value.Is(is_timestamp ? ValueKind::kTimestamp : ValueKind::kDuration)) return false;
      return FillTime(message, value, is_timestamp);
    }
    return expression::Type::OfMessage(&type).is_nullable() && SetPart(message, 1, value);
  }

 private:
  bool SetPart(Message* message, int number, const Value& value) {
    return Set(message, *message->GetDescriptor()->FindFieldByNumber(number), value);
  }

  static bool FillTime(Message* message, const Value& value, bool is_timestamp) {
    absl::Duration rest;
    int64_t seconds = absl::IDivDuration(value.duration(), absl::Seconds(1), &rest);
    int64_t nanos = absl::ToInt64Nanoseconds(rest);
    if (is_timestamp && nanos < 0) {
      --seconds;
      nanos += 1000000000;
    }
    const Descriptor& type = *message->GetDescriptor();
    const Reflection& reflection = *message->GetReflection();
    reflection.SetInt64(message, type.FindFieldByNumber(1), seconds);
    reflection.SetInt32(message, type.FindFieldByNumber(2), static_cast<int32_t>(nanos));
    return true;
  }

  bool FillAny(Message* any, const Value& value) {
    const Descriptor* type = nullptr;
    if (value.Is(ValueKind::kMessage)) {
      type = value.message().type;
    } else {
      const char* name = NameInAny(value.kind());
      if (name == nullptr) return false;
      type = google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(name);
      if (type == nullptr) return false;
    }
    Message* content = walker_.NewMessage(type);
    if (!Fill(content, value)) return false;
    const Descriptor& parts = *any->GetDescriptor();
    const Reflection& reflection = *any->GetReflection();
    reflection.SetString(any, parts.FindFieldByNumber(1),
                         "type.googleapis.com/" + type->full_name());
    reflection.SetString(any, parts.FindFieldByNumber(2), content->SerializeAsString());
    return true;
  }

  static const char* NameInAny(ValueKind kind) {
    switch (kind) {
      case ValueKind::kNull:
        return "google.protobuf.Value";
      case ValueKind::kBool:
        return "google.protobuf.BoolValue";
      case ValueKind::kInt:
        return "google.protobuf.Int64Value";
      case ValueKind::kUint:
        return "google.protobuf.UInt64Value";
      case ValueKind::kDouble:
        return "google.protobuf.DoubleValue";
      case ValueKind::kString:
        return "google.protobuf.StringValue";
      case ValueKind::kBytes:
        return "google.protobuf.BytesValue";
      case ValueKind::kTimestamp:
        return "google.protobuf.Timestamp";
      case ValueKind::kDuration:
        return "google.protobuf.Duration";
      case ValueKind::kList:
        return "google.protobuf.ListValue";
      case ValueKind::kMap:
        return "google.protobuf.Struct";
      default:
        return nullptr;
    }
  }

  // google.protobuf.Value: null 1, number 2, string 3, bool 4, struct 5, list 6. A whole number
  // that a double cannot hold becomes a text.
  bool FillJson(Message* json, const Value& value) {
    switch (value.kind()) {
      case ValueKind::kNull:
        json->GetReflection()->SetEnumValue(json, json->GetDescriptor()->FindFieldByNumber(1), 0);
        return true;
      case ValueKind::kInt: {
        int64_t number = value.int_range().low;
        if (number > kExactInDouble || number < -kExactInDouble) {
          return SetPart(json, 3, Value::String(walker_.Copy(std::to_string(number))));
        }
        return SetPart(json, 2, Value::Double(static_cast<double>(number)));
      }
      case ValueKind::kUint: {
        uint64_t number = value.uint_range().low;
        if (number > static_cast<uint64_t>(kExactInDouble)) {
          return SetPart(json, 3, Value::String(walker_.Copy(std::to_string(number))));
        }
        return SetPart(json, 2, Value::Double(static_cast<double>(number)));
      }
      case ValueKind::kDouble:
        return SetPart(json, 2, value);
      case ValueKind::kString:
        return SetPart(json, 3, value);
      case ValueKind::kTimestamp:
        return SetPart(json, 3, Value::String(walker_.Copy(TimestampToText(value.time()))));
      case ValueKind::kDuration:
        return SetPart(json, 3, Value::String(walker_.Copy(DurationToText(value.duration()))));
      case ValueKind::kBool:
        return SetPart(json, 4, value);
      case ValueKind::kMap:
        return SetPart(json, 5, value);
      case ValueKind::kList:
        return SetPart(json, 6, value);
      default:
        return false;
    }
  }

  bool SetMap(Message* message, const FieldDescriptor& field, const Value& value) {
    if (!value.Is(ValueKind::kMap)) return false;
    if (!value.is_decided()) return true;
    const FieldDescriptor& key = *field.message_type()->map_key();
    const FieldDescriptor& content = *field.message_type()->map_value();
    for (const MapEntry& entry : value.map().entries) {
      bool is_dropped = entry.value.Is(ValueKind::kNull) && DropsNull(content);
      if (is_dropped || !walker_.Deliver(entry.value).is_decided()) continue;
      Message* added = message->GetReflection()->AddMessage(message, &field);
      if (!SetOne(added, key, entry.key, false)) return false;
      if (!SetOne(added, content, entry.value, false)) return false;
    }
    return true;
  }

  // A null leaves a message field absent, except where null is a value.
  static bool DropsNull(const FieldDescriptor& field) {
    const Descriptor* type = field.message_type();
    return type != nullptr && !IsNamed(*type, "google.protobuf.Any") &&
           !IsNamed(*type, "google.protobuf.Value");
  }

  bool SetOne(Message* message, const FieldDescriptor& field, const Value& value, bool adds) {
    const Reflection& reflection = *message->GetReflection();
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      if (value.Is(ValueKind::kNull) && DropsNull(field)) return true;
      bool has_list = value.Is(ValueKind::kList) || value.Is(ValueKind::kMap);
      if (!has_list && !value.is_decided()) return true;
      // Filled apart, since a value may be a view into the message under construction.
      Message* content = walker_.NewMessage(field.message_type());
      if (!Fill(content, value)) return false;
      (adds ? reflection.AddMessage(message, &field) : reflection.MutableMessage(message, &field))
          ->CopyFrom(*content);
      return true;
    }
    Value scalar = walker_.Deliver(value);
    return !scalar.is_decided() || SetScalar(message, field, scalar, adds);
  }

  static bool SetScalar(Message* message, const FieldDescriptor& field, const Value& value,
                        bool adds) {
    const Reflection& r = *message->GetReflection();
    const FieldDescriptor* f = &field;
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_BOOL:
        if (!value.Is(ValueKind::kBool)) return false;
        adds ? r.AddBool(message, f, value.IsTrue()) : r.SetBool(message, f, value.IsTrue());
        return true;
      case FieldDescriptor::CPPTYPE_INT32:
      case FieldDescriptor::CPPTYPE_ENUM:
      case FieldDescriptor::CPPTYPE_INT64:
        return value.Is(ValueKind::kInt) && SetInt(message, f, value.int_range().low, adds);
      case FieldDescriptor::CPPTYPE_UINT32:
      case FieldDescriptor::CPPTYPE_UINT64:
        return value.Is(ValueKind::kUint) && SetUint(message, f, value.uint_range().low, adds);
      case FieldDescriptor::CPPTYPE_FLOAT: {
        if (!value.Is(ValueKind::kDouble)) return false;
        float number = static_cast<float>(value.double_range().low);
        adds ? r.AddFloat(message, f, number) : r.SetFloat(message, f, number);
        return true;
      }
      case FieldDescriptor::CPPTYPE_DOUBLE: {
        if (!value.Is(ValueKind::kDouble)) return false;
        double number = value.double_range().low;
        adds ? r.AddDouble(message, f, number) : r.SetDouble(message, f, number);
        return true;
      }
      case FieldDescriptor::CPPTYPE_STRING: {
        bool is_bytes = field.type() == FieldDescriptor::TYPE_BYTES;
        if (!value.Is(is_bytes ? ValueKind::kBytes : ValueKind::kString)) return false;
        std::string text(value.text());
        adds ? r.AddString(message, f, text) : r.SetString(message, f, text);
        return true;
      }
      case FieldDescriptor::CPPTYPE_MESSAGE:
        break;
    }
    return false;
  }

  static bool SetInt(Message* message, const FieldDescriptor* f, int64_t number, bool adds) {
    const Reflection& r = *message->GetReflection();
    if (f->cpp_type() == FieldDescriptor::CPPTYPE_INT64) {
      adds ? r.AddInt64(message, f, number) : r.SetInt64(message, f, number);
      return true;
    }
    if (number < INT32_MIN || number > INT32_MAX) return false;
    int32_t small = static_cast<int32_t>(number);
    if (f->cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
      adds ? r.AddEnumValue(message, f, small) : r.SetEnumValue(message, f, small);
    } else {
      adds ? r.AddInt32(message, f, small) : r.SetInt32(message, f, small);
    }
    return true;
  }

  static bool SetUint(Message* message, const FieldDescriptor* f, uint64_t number, bool adds) {
    const Reflection& r = *message->GetReflection();
    if (f->cpp_type() == FieldDescriptor::CPPTYPE_UINT64) {
      adds ? r.AddUInt64(message, f, number) : r.SetUInt64(message, f, number);
      return true;
    }
    if (number > UINT32_MAX) return false;
    uint32_t small = static_cast<uint32_t>(number);
    adds ? r.AddUInt32(message, f, small) : r.SetUInt32(message, f, small);
    return true;
  }

  Interpreter& walker_;
};

}  // namespace

google::protobuf::Message* Interpreter::NewMessage(const Descriptor* type) {
  return evaluation().factory().GetPrototype(type)->New(&evaluation().arena());
}

Value Interpreter::BuildMessage(const Node& node) {
  const Descriptor* type = node.type.message();
  if (!node.fields.empty()) type = node.fields[0]->containing_type();
  if (type == nullptr) {
    type = google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(node.name);
  }
  if (type == nullptr) return NoOverload();
  Message* message = NewMessage(type);
  Builder builder(*this);
  const Support* support = nullptr;
  for (size_t i = 0; i < node.fields.size(); ++i) {
    Value value = Eval(node.child(i));
    if (value.is_error()) return value;
    support = Both(support, value.support());
    if (!builder.Set(message, *node.fields[i], value)) {
      return Value::Error(ErrorCode::kBadConversion, "a value does not fit the field of a message");
    }
  }
  MessageRef* ref = NewRef(message, type);
  ref->is_anonymous = true;
  return FromMessage(ref).WithSupport(support);
}

}  // namespace risk::evaluation
