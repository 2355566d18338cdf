// Reading a record: fields, lists, answers and dates, present or absent.
#include "absl/strings/match.h"
#include "google/protobuf/message.h"
#include "risk/evaluation/interpreter/interpreter_impl.h"
#include "risk/evaluation/interpreter/scalar_field.h"
#include "risk/expression/type.h"
#include "risk/schema/field.h"
#include "risk/v1/provenance.pb.h"

namespace risk::evaluation {
namespace {

using expression::Kind;
using expression::Node;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

bool IsWellKnown(const Descriptor& type) {
  return absl::StartsWith(type.full_name(), "google.protobuf.") &&
         expression::Type::OfMessage(&type).kind() != Kind::kMessage;
}

}  // namespace

Value Interpreter::EvalSelect(const Node& node) {
  Value holder = Eval(node.child(0));
  if (holder.is_error()) return holder;
  if (node.field == nullptr || !holder.Is(ValueKind::kMessage)) {
    if (!holder.is_decided()) return UnknownOf(node.type).WithSupport(holder.support());
    if (holder.Is(ValueKind::kMap)) {
      return Resting(Index(node, holder, Value::String(node.name)), {holder});
    }
    if (!holder.Is(ValueKind::kMessage)) return NoOverload();
  }
  const Field* field = node.field;
  if (field == nullptr) field = holder.message().type->FindFieldByName(node.name);
  if (field == nullptr || field->containing_type() != holder.message().type) {
    return Value::Error(ErrorCode::kNoSuchField, "a message has no such field");
  }
  Value value = ReadField(holder, *field);
  return node.type.Is(Kind::kMessage) ? value : Deliver(value);
}

Value Interpreter::ReadField(const Value& holder, const Field& field) {
  const MessageRef& ref = holder.message();
  if (ref.row != nullptr) {
    const Value value = ReadRow(*ref.row, field);
    return value.WithSupport(Both(holder.support(), value.support()));
  }
  if (field.is_map()) {
    Value map = ReadMap(ref, field);
    const Support* reading = Reading(&ref, &field, -1, !map.is_decided());
    return map.WithSupport(Both(holder.support(), reading));
  }
  if (field.is_repeated()) return ReadList(holder, field);
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
    Value value = ReadScalar(ref, field);
    return value.WithSupport(Both(holder.support(), value.support()));
  }
  bool is_set =
      ref.message != nullptr && ref.message->GetReflection()->HasField(*ref.message, &field);
  const Message* message = nullptr;
  if (ref.message != nullptr && (is_set || is_standard())) {
    message = &ref.message->GetReflection()->GetMessage(*ref.message, &field);
  }
  const bool keeps = evaluation().bytes_of_call() > kMuch;
  const MessageRef** const kept = keeps ? &children_[{&ref, &field}] : nullptr;
  const MessageRef* child = kept != nullptr ? *kept : nullptr;
  if (child == nullptr) {
    MessageRef* made = NewRef(message, field.message_type());
    made->parent = &ref;
    made->field = &field;
    made->is_anonymous = ref.is_anonymous;
    child = made;
    if (kept != nullptr) *kept = child;
  }
  if (IsWellKnown(*field.message_type())) {
    if (is_set) {
      return FromMessage(child).WithSupport(Reading(child, nullptr, -1, false));
    }
    if (is_standard()) {
      expression::Type type = expression::Type::OfMessage(field.message_type());
      bool is_null_when_unset = type.is_nullable() || type.Is(Kind::kDyn);
      return is_null_when_unset ? Value::Null() : FromMessage(child);
    }
    return UnknownOf(expression::Type::OfMessage(field.message_type()))
        .WithSupport(Both(holder.support(), Reading(child, nullptr, -1, true)));
  }
  return Value::Message(child).WithSupport(holder.support());
}

Value Interpreter::ReadScalar(const MessageRef& holder, const Field& field) {
  if (IsNullEnum(field)) return Value::Null();
  if (is_standard()) {
    if (holder.message != nullptr) return ScalarOf(*holder.message, field);
    return MissingScalar(field);
  }
  bool is_set = holder.message != nullptr &&
                holder.message->GetReflection()->HasField(*holder.message, &field);
  if (is_set) {
    Value value = ScalarOf(*holder.message, field);
    if (SaysSomething(field, value)) return value.WithSupport(Reading(&holder, &field, -1, false));
  }
  return MissingScalar(field).WithSupport(Reading(&holder, &field, -1, true));
}

Value Interpreter::ReadElement(const MessageRef& holder, const Field& field, int index) {
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
    if (IsNullEnum(field)) return Value::Null();
    Value value = RepeatedScalarOf(*holder.message, field, index);
    bool is_missing = !is_standard() && !SaysSomething(field, value);
    if (is_missing) value = MissingScalar(field);
    return value.WithSupport(Reading(&holder, &field, index, is_missing));
  }
  MessageRef* element =
      NewRef(&holder.message->GetReflection()->GetRepeatedMessage(*holder.message, &field, index),
             field.message_type());
  element->parent = &holder;
  element->field = &field;
  element->index = index;
  return IsWellKnown(*field.message_type()) ? FromMessage(element) : Value::Message(element);
}

Value Interpreter::ReadList(const Value& holder, const Field& field) {
  const MessageRef& ref = holder.message();
  if (evaluation().bytes_of_call() <= kMuch) {
    return Value::List(ListAt(ref, field)).WithSupport(holder.support());
  }
  const auto kept = lists_.find({&ref, &field});
  if (kept != lists_.end()) return Value::List(kept->second).WithSupport(holder.support());
  const ListValue* const list = ListAt(ref, field);
  lists_[{&ref, &field}] = list;
  return Value::List(list).WithSupport(holder.support());
}

const ListValue* Interpreter::ListAt(const MessageRef& ref, const Field& field) {
  ListValue* list = New<ListValue>();
  std::vector<ListItem> items;
  if (ref.message != nullptr) {
    int size = ref.message->GetReflection()->FieldSize(*ref.message, &field);
    items.reserve(static_cast<size_t>(size));
    for (int i = 0; i < size && Step(); ++i) items.push_back({ReadElement(ref, field, i)});
  }
  list->items = CopyAll(items);
  const Support* because = nullptr;
  list->is_open = !is_standard() && !IsClosed(ref, field, &because);
  list->extent = list->is_open ? OpenList(&ref, &field) : because;
  if (list->is_open) {
    Value* unseen = New<Value>();
    *unseen = MissingScalar(field);
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      *unseen = UnknownOf(expression::Type::Message(field.message_type()));
    }
    list->unseen = unseen;
  }
  return list;
}

Value Interpreter::ReadMap(const MessageRef& holder, const Field& field) {
  if (holder.message == nullptr) return Value::Unknown(ValueKind::kMap);
  const Reflection& reflection = *holder.message->GetReflection();
  const Field& key = *field.message_type()->map_key();
  const Field& value = *field.message_type()->map_value();
  int size = reflection.FieldSize(*holder.message, &field);
  std::vector<MapEntry> entries(static_cast<size_t>(size));
  for (int i = 0; i < size; ++i) {
    MessageRef* entry =
        NewRef(&reflection.GetRepeatedMessage(*holder.message, &field, i), field.message_type());
    entry->parent = &holder;
    entry->field = &field;
    entry->index = i;
    entries[static_cast<size_t>(i)].key = ScalarOf(*entry->message, key);
    bool is_message = value.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
    entries[static_cast<size_t>(i)].value =
        is_message ? ReadField(Value::Message(entry), value) : ScalarOf(*entry->message, value);
  }
  SortEntries(entries);  // they come in an order of chance
  MapValue* map = New<MapValue>();
  map->entries = CopyAll(entries);
  return Value::Map(map);
}

Value Interpreter::Deliver(const Value& value) {
  if (!value.Is(ValueKind::kMessage)) return value;
  const MessageRef& message = value.message();
  if (schema::IsDate(message.type)) {
    Value date = ReadDate(message);
    return date.WithSupport(Both(value.support(), date.support()));
  }
  if (!schema::IsAnswer(message.type)) return value;
  if (activation_.implied != nullptr) {
    const ImpliedAnswers::Answer* implied = activation_.implied->Find(message);
    if (implied != nullptr) return ReadImplied(*implied);
  }
  Value answer = ReadAnswer(
      message, message.field != nullptr ? schema::Reassuring(*message.field) : v1::Answer::NO);
  return answer.WithSupport(Both(value.support(), answer.support()));
}

Value Interpreter::ReadAnswer(const MessageRef& answer, v1::Answer::Value reassuring) {
  int value = v1::Answer::VALUE_UNSPECIFIED;
  if (answer.message != nullptr) {
    const Field* field = answer.type->FindFieldByNumber(v1::Answer::kValueFieldNumber);
    value = answer.message->GetReflection()->GetEnumValue(*answer.message, field);
  }
  if (is_standard()) return Value::Bool(value == v1::Answer::YES);
  bool is_known = value == v1::Answer::YES || value == v1::Answer::NO;
  if (is_known && value == reassuring && IsSelfReported(answer)) is_known = false;
  Truth truth = !is_known                  ? Truth::kUnknown
                : value == v1::Answer::YES ? Truth::kTrue
                                           : Truth::kFalse;
  return Value::Bool(truth).WithSupport(Reading(&answer, nullptr, -1, !is_known));
}

Value Interpreter::ReadDate(const MessageRef& date) {
  std::optional<int> parts[3];
  for (int number = v1::Date::kYearFieldNumber; number <= v1::Date::kDayFieldNumber; ++number) {
    const Field* field = date.type->FindFieldByNumber(number);
    if (date.message == nullptr || !date.message->GetReflection()->HasField(*date.message, field)) {
      continue;
    }
    parts[number - 1] = date.message->GetReflection()->GetInt32(*date.message, field);
  }
  if (is_standard() && !parts[0].has_value()) {
    return Value::Error(ErrorCode::kBadConversion, "a date has no year");
  }
  Value value = Value::Date(DaysOfParts(parts[0], parts[1], parts[2]));
  return value.WithSupport(Reading(&date, nullptr, -1, !value.is_decided()));
}

bool Interpreter::IsSelfReported(const MessageRef& message) const {
  for (const MessageRef* holder = &message; holder != nullptr; holder = holder->parent) {
    if (holder->message == nullptr) continue;
    const Field* field = schema::ProvenanceField(*holder->type);
    const Reflection& reflection = *holder->message->GetReflection();
    if (field == nullptr || !reflection.HasField(*holder->message, field)) continue;
    const Message& provenance = reflection.GetMessage(*holder->message, field);
    const Field* source =
        field->message_type()->FindFieldByNumber(v1::Provenance::kSourceFieldNumber);
    int value = provenance.GetReflection()->GetEnumValue(provenance, source);
    if (value != v1::Provenance::SOURCE_UNSPECIFIED) return value == v1::Provenance::SELF_REPORT;
  }
  return activation_.provenance != nullptr &&
         activation_.provenance->source() == v1::Provenance::SELF_REPORT;
}

namespace {

// Whether a list of a message is the one that a path from the record leads to.
bool IsAtPath(const MessageRef& holder, const FieldDescriptor& list,
              const expression::FieldPath& path) {
  if (path.empty() || path.back() != &list) return false;
  const MessageRef* ref = &holder;
  for (size_t i = path.size() - 1; i > 0; --i) {
    if (ref == nullptr || ref->field != path[i - 1]) return false;
    ref = ref->parent;
  }
  return ref != nullptr && ref->parent == nullptr;
}

}  // namespace

bool Interpreter::IsClosed(const MessageRef& holder, const Field& list, const Support** because) {
  for (const expression::FieldPath& path : activation_.closed_lists) {
    if (IsAtPath(holder, list, path)) return true;
  }
  if (holder.message == nullptr) return false;
  const Field* complete = schema::CompletenessField(list);
  if (complete == nullptr) return true;
  const Reflection& reflection = *holder.message->GetReflection();
  if (!reflection.HasField(*holder.message, complete)) return false;
  MessageRef* answer =
      NewRef(&reflection.GetMessage(*holder.message, complete), complete->message_type());
  answer->parent = &holder;
  answer->field = complete;
  Value is_complete = ReadAnswer(*answer, v1::Answer::YES);
  *because = is_complete.support();
  return is_complete.IsTrue();
}

}  // namespace risk::evaluation
