#include "tests/expression/conformance/content.h"

#include <cmath>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/any.pb.h"
#include "google/protobuf/duration.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/protobuf/util/message_differencer.h"
#include "risk/evaluation/value/container.h"

namespace risk::conformance {
namespace {

using evaluation::ListItem;
using evaluation::ListValue;
using evaluation::MapEntry;
using evaluation::MapValue;
using evaluation::MessageRef;
using evaluation::Value;
using evaluation::ValueKind;
using expression::Kind;
using expression::Type;
using google::protobuf::Arena;
using google::protobuf::Message;

// The message inside an Any, or null.
Message* Unpack(const google::protobuf::Any& any, Arena& arena) {
  std::string name;
  if (!google::protobuf::Any::ParseAnyTypeUrl(any.type_url(), &name)) return nullptr;
  const auto* type =
      google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(name);
  if (type == nullptr) return nullptr;
  Message* message =
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New(&arena);
  return any.UnpackTo(message) ? message : nullptr;
}

Value MakeMessage(const google::protobuf::Any& any, Arena& arena) {
  Message* message = Unpack(any, arena);
  if (message == nullptr) return Value::Unknown(ValueKind::kMessage);
  if (const auto* duration = dynamic_cast<const google::protobuf::Duration*>(message)) {
    return Value::Duration(absl::Seconds(duration->seconds()) +
                           absl::Nanoseconds(duration->nanos()));
  }
  if (const auto* time = dynamic_cast<const google::protobuf::Timestamp*>(message)) {
    return Value::Timestamp(absl::FromUnixSeconds(time->seconds()) +
                            absl::Nanoseconds(time->nanos()));
  }
  MessageRef* ref = Arena::Create<MessageRef>(&arena);
  ref->message = message;
  ref->type = message->GetDescriptor();
  return Value::Message(ref);
}

Value MakeList(const Content::ListContent& content, Arena& arena) {
  auto* items = Arena::Create<std::vector<ListItem>>(&arena);
  for (const Content& value : content.values()) items->push_back({MakeValue(value, arena)});
  ListValue* list = Arena::Create<ListValue>(&arena);
  list->items = *items;
  return Value::List(list);
}

Value MakeMap(const Content::MapContent& content, Arena& arena) {
  auto* entries = Arena::Create<std::vector<MapEntry>>(&arena);
  for (const auto& entry : content.entries()) {
    entries->push_back({MakeValue(entry.key(), arena), MakeValue(entry.value(), arena)});
  }
  evaluation::SortEntries(*entries);
  MapValue* map = Arena::Create<MapValue>(&arena);
  map->entries = *entries;
  return Value::Map(map);
}

bool SameBits(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
  return a == b && std::signbit(a) == std::signbit(b);
}

bool MatchesList(const ListValue& list, const Content::ListContent& expected) {
  if (list.is_open || list.items.size() != static_cast<size_t>(expected.values_size()))
    return false;
  for (size_t i = 0; i < list.items.size(); ++i) {
    if (!list.items[i].is_certain) return false;
    if (!Matches(list.items[i].value, expected.values(static_cast<int>(i)))) return false;
  }
  return true;
}

bool MatchesMap(const MapValue& map, const Content::MapContent& expected) {
  if (map.entries.size() != static_cast<size_t>(expected.entries_size())) return false;
  for (const auto& wanted : expected.entries()) {
    bool found = false;
    for (const MapEntry& entry : map.entries) {
      found = found || (Matches(entry.key, wanted.key()) && Matches(entry.value, wanted.value()));
    }
    if (!found) return false;
  }
  return true;
}

bool MatchesMessage(const Value& value, const google::protobuf::Any& expected) {
  Arena arena;
  Message* message = Unpack(expected, arena);
  if (message == nullptr) return false;
  if (value.Is(ValueKind::kDuration) || value.Is(ValueKind::kTimestamp)) {
    Value wanted = MakeMessage(expected, arena);
    if (wanted.kind() != value.kind()) return false;
    return value.Is(ValueKind::kDuration) ? wanted.duration() == value.duration()
                                          : wanted.time() == value.time();
  }
  if (!value.Is(ValueKind::kMessage) || value.message().message == nullptr) return false;
  const Message& actual = *value.message().message;
  return actual.GetDescriptor() == message->GetDescriptor() &&
         google::protobuf::util::MessageDifferencer::Equals(actual, *message);
}

}  // namespace

Value MakeValue(const Content& content, Arena& arena) {
  switch (content.kind_case()) {
    case Content::kBoolValue:
      return Value::Bool(content.bool_value());
    case Content::kInt64Value:
      return Value::Int(content.int64_value());
    case Content::kUint64Value:
      return Value::Uint(content.uint64_value());
    case Content::kDoubleValue:
      return Value::Double(content.double_value());
    case Content::kStringValue:
      return Value::String(content.string_value());
    case Content::kBytesValue:
      return Value::Bytes(content.bytes_value());
    case Content::kEnumValue:
      return Value::Int(content.enum_value().value());
    case Content::kObjectValue:
      return MakeMessage(content.object_value(), arena);
    case Content::kMapValue:
      return MakeMap(content.map_value(), arena);
    case Content::kListValue:
      return MakeList(content.list_value(), arena);
    case Content::kTypeValue:
      return Value::Unknown(ValueKind::kDyn);  // types are not values of the subset
    case Content::kNullValue:
    case Content::KIND_NOT_SET:
      break;
  }
  return Value::Null();
}

Type MakeType(const DeclaredType& declared) {
  switch (declared.kind_case()) {
    case DeclaredType::kPrimitive:
      break;
    case DeclaredType::kNull:
      return Type::Of(Kind::kNull);
    case DeclaredType::kListType:
      return Type::List(MakeType(declared.list_type().elem_type()));
    case DeclaredType::kMapType:
      return Type::Map(MakeType(declared.map_type().key_type()),
                       MakeType(declared.map_type().value_type()));
    case DeclaredType::kMessageType: {
      const auto* pool = google::protobuf::DescriptorPool::generated_pool();
      const auto* message = pool->FindMessageTypeByName(declared.message_type());
      return message == nullptr ? Type() : Type::OfMessage(message);
    }
    case DeclaredType::KIND_NOT_SET:
      return Type();
  }
  constexpr Kind kPrimitives[] = {Kind::kDyn,    Kind::kBool,   Kind::kInt,  Kind::kUint,
                                  Kind::kDouble, Kind::kString, Kind::kBytes};
  return Type::Of(kPrimitives[declared.primitive()]);
}

bool Matches(const Value& value, const Content& expected) {
  bool is_object = expected.kind_case() == Content::kObjectValue;
  if (is_object) return MatchesMessage(value, expected.object_value());
  if (value.is_error() || !value.is_decided()) return false;
  switch (expected.kind_case()) {
    case Content::kBoolValue:
      return value.Is(ValueKind::kBool) && value.IsTrue() == expected.bool_value();
    case Content::kInt64Value:
      return value.Is(ValueKind::kInt) && value.int_range().low == expected.int64_value();
    case Content::kUint64Value:
      return value.Is(ValueKind::kUint) && value.uint_range().low == expected.uint64_value();
    case Content::kDoubleValue:
      return value.Is(ValueKind::kDouble) &&
             SameBits(value.double_range().low, expected.double_value());
    case Content::kStringValue:
      return value.Is(ValueKind::kString) && value.text() == expected.string_value();
    case Content::kBytesValue:
      return value.Is(ValueKind::kBytes) && value.text() == expected.bytes_value();
    case Content::kListValue:
      return value.Is(ValueKind::kList) && MatchesList(value.list(), expected.list_value());
    case Content::kMapValue:
      return value.Is(ValueKind::kMap) && MatchesMap(value.map(), expected.map_value());
    case Content::kTypeValue:
      return false;  // types are not values of the subset
    case Content::kNullValue:
      return value.Is(ValueKind::kNull);
    default:
      return false;
  }
}

std::string Describe(const Value& value) {
  if (value.is_error()) return absl::StrCat("error: ", value.error_text());
  return value.ToText();
}

}  // namespace risk::conformance
