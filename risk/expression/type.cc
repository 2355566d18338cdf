#include "risk/expression/type.h"

#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "risk/schema/field.h"

namespace risk::expression {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

const char* KindName(Kind kind) {
  switch (kind) {
    case Kind::kDyn:
      return "dyn";
    case Kind::kNull:
      return "null";
    case Kind::kBool:
      return "bool";
    case Kind::kInt:
      return "int";
    case Kind::kUint:
      return "uint";
    case Kind::kDouble:
      return "double";
    case Kind::kString:
      return "string";
    case Kind::kBytes:
      return "bytes";
    case Kind::kTimestamp:
      return "timestamp";
    case Kind::kDuration:
      return "duration";
    case Kind::kDate:
      return "date";
    case Kind::kList:
      return "list";
    case Kind::kMap:
      return "map";
    case Kind::kMessage:
      return "message";
  }
  return "";
}

// The type of one element of a field, whether or not the field is repeated.
Type OfSingle(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return Type::Of(Kind::kBool);
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_INT64:
      return Type::Of(Kind::kInt);
    case FieldDescriptor::CPPTYPE_UINT32:
    case FieldDescriptor::CPPTYPE_UINT64:
      return Type::Of(Kind::kUint);
    case FieldDescriptor::CPPTYPE_FLOAT:
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return Type::Of(Kind::kDouble);
    case FieldDescriptor::CPPTYPE_STRING:
      return Type::Of(field.type() == FieldDescriptor::TYPE_BYTES ? Kind::kBytes : Kind::kString);
    case FieldDescriptor::CPPTYPE_ENUM:
      if (field.enum_type()->full_name() == "google.protobuf.NullValue")
        return Type::Of(Kind::kNull);
      return Type::Enum(field.enum_type());
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return Type::OfMessage(field.message_type());
  }
  return Type();
}

// The wrapped kind of a wrapper message; kDyn for other messages.
Kind WrappedKind(const std::string& name) {
  if (name == "google.protobuf.BoolValue") return Kind::kBool;
  if (name == "google.protobuf.Int32Value") return Kind::kInt;
  if (name == "google.protobuf.Int64Value") return Kind::kInt;
  if (name == "google.protobuf.UInt32Value") return Kind::kUint;
  if (name == "google.protobuf.UInt64Value") return Kind::kUint;
  if (name == "google.protobuf.FloatValue") return Kind::kDouble;
  if (name == "google.protobuf.DoubleValue") return Kind::kDouble;
  if (name == "google.protobuf.StringValue") return Kind::kString;
  if (name == "google.protobuf.BytesValue") return Kind::kBytes;
  return Kind::kDyn;
}

const Type& Dyn() {
  static const Type* dyn = new Type();
  return *dyn;
}

}  // namespace

Type Type::List(Type element) {
  Type type(Kind::kList);
  type.element_ = std::make_shared<const Type>(std::move(element));
  return type;
}

Type Type::Map(Type key, Type value) {
  Type type(Kind::kMap);
  type.key_ = std::make_shared<const Type>(std::move(key));
  type.element_ = std::make_shared<const Type>(std::move(value));
  return type;
}

Type Type::Message(const Descriptor* message) {
  Type type(Kind::kMessage);
  type.message_ = message;
  return type;
}

Type Type::Enum(const EnumDescriptor* enumeration) {
  Type type(Kind::kInt);
  type.enumeration_ = enumeration;
  return type;
}

Type Type::OfMessage(const Descriptor* message) {
  if (schema::IsAnswer(message) || schema::IsDate(message)) {
    Type type(schema::IsAnswer(message) ? Kind::kBool : Kind::kDate);
    type.message_ = message;
    return type;
  }
  const std::string& name = message->full_name();
  if (Kind wrapped = WrappedKind(name); wrapped != Kind::kDyn) return Of(wrapped).AsNullable();
  if (name == "google.protobuf.Timestamp") return Of(Kind::kTimestamp);
  if (name == "google.protobuf.Duration") return Of(Kind::kDuration);
  if (name == "google.protobuf.Any" || name == "google.protobuf.Value") return Type();
  if (name == "google.protobuf.Struct") return Map(Of(Kind::kString), Type());
  if (name == "google.protobuf.ListValue") return List(Type());
  return Message(message);
}

Type Type::OfField(const FieldDescriptor& field) {
  if (field.is_map()) {
    const Descriptor* entry = field.message_type();
    return Map(OfSingle(*entry->map_key()), OfSingle(*entry->map_value()));
  }
  return field.is_repeated() ? List(OfSingle(field)) : OfSingle(field);
}

const Type& Type::element() const { return element_ ? *element_ : Dyn(); }

const Type& Type::key() const { return key_ ? *key_ : Dyn(); }

Type Type::AsMessage() const { return message_ ? Message(message_) : *this; }

Type Type::AsNullable() const {
  Type type = *this;
  type.is_nullable_ = true;
  return type;
}

std::string Type::ToString() const {
  switch (kind_) {
    case Kind::kMessage:
      return message_->full_name();
    case Kind::kList:
      return absl::StrCat("list(", element().ToString(), ")");
    case Kind::kMap:
      return absl::StrCat("map(", key().ToString(), ", ", element().ToString(), ")");
    default:
      break;
  }
  if (enumeration_ != nullptr) return enumeration_->full_name();
  if (is_nullable_) return absl::StrCat("wrapper(", KindName(kind_), ")");
  return KindName(kind_);
}

bool operator==(const Type& a, const Type& b) {
  return a.kind_ == b.kind_ && a.is_nullable_ == b.is_nullable_ && a.message_ == b.message_ &&
         a.enumeration_ == b.enumeration_ &&
         (a.element_ == b.element_ || a.element() == b.element()) &&
         (a.key_ == b.key_ || a.key() == b.key());
}

}  // namespace risk::expression
