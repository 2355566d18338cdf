#include "tests/fuzz/message_mutator.h"

#include <limits>
#include <utility>

namespace risk::test {

using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

MessageMutator::MessageMutator(uint32_t seed, std::vector<std::string> words)
    : random_(seed), words_(std::move(words)) {}

void MessageMutator::Mutate(Message& message) {
  places_.clear();
  texts_.clear();
  Collect(message, 0);
  const Place place = places_[Below(places_.size())];
  const auto& type = *place.message->GetDescriptor();
  if (type.field_count() == 0) return;
  // A field that is there is worth more changes than one that is not.
  std::vector<const FieldDescriptor*> present;
  place.message->GetReflection()->ListFields(*place.message, &present);
  const bool is_present = !present.empty() && Below(2) == 0;
  const FieldDescriptor& field =
      is_present ? *present[Below(present.size())] : *type.field(Below(type.field_count()));
  if (field.is_map()) return;
  if (field.is_repeated()) return ChangeList(*place.message, field, place.depth);
  if (is_present && Below(4) == 0) return place.message->GetReflection()->ClearField(place.message, &field);
  Set(*place.message, field, place.depth);
}

void MessageMutator::Collect(Message& message, int depth) {
  places_.push_back({&message, depth});
  const Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->is_map()) continue;
    const int count = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        Collect(field->is_repeated() ? *reflection.MutableRepeatedMessage(&message, field, i)
                                     : *reflection.MutableMessage(&message, field),
                depth + 1);
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        texts_.push_back(field->is_repeated() ? reflection.GetRepeatedString(message, field, i)
                                              : reflection.GetString(message, field));
      }
    }
  }
}

void MessageMutator::ChangeList(Message& message, const Field& field, int depth) {
  const Reflection& reflection = *message.GetReflection();
  const int size = reflection.FieldSize(message, &field);
  if (size > 1 && Below(4) == 0) return reflection.SwapElements(&message, &field, Below(size), Below(size));
  if (size > 0 && Below(3) == 0) {
    reflection.SwapElements(&message, &field, Below(size), size - 1);
    return reflection.RemoveLast(&message, &field);
  }
  if (size > 0 && field.message_type() != nullptr && Below(3) == 0) {
    const Message& from = reflection.GetRepeatedMessage(message, &field, Below(size));
    Message* copy = from.New();
    copy->CopyFrom(from);
    return reflection.AddAllocatedMessage(&message, &field, copy);
  }
  Add(message, field, depth);
}

void MessageMutator::Fill(Message& message, int depth) {
  const auto& type = *message.GetDescriptor();
  if (depth >= kDeepest || type.field_count() == 0) return;
  for (int more = Below(3); more > 0; --more) {
    const FieldDescriptor& field = *type.field(Below(type.field_count()));
    if (field.is_map()) continue;
    field.is_repeated() ? Add(message, field, depth) : Set(message, field, depth);
  }
}

int64_t MessageMutator::Integer() {
  constexpr int64_t kEdges[] = {0, -1, 1, INT32_MAX, INT32_MIN, INT64_MAX, INT64_MIN, 2020, 12, 31};
  return Below(2) ? kEdges[Below(std::size(kEdges))] : Below(4000) - 100;
}

double MessageMutator::Double() {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const double kEdges[] = {0, -0.0, 1, -1, 0.1, 1e308, 5e-324, kInfinity, -kInfinity, std::numeric_limits<double>::quiet_NaN()};
  return Below(2) ? kEdges[Below(std::size(kEdges))] : Below(1000) / 8.0;
}

int MessageMutator::EnumNumber(const EnumDescriptor& type) {
  return Below(12) == 0 ? 999 : type.value(Below(static_cast<size_t>(type.value_count())))->number();
}

std::string MessageMutator::Text(const std::string& before) {
  switch (Below(6)) {
    case 0:
      if (!words_.empty()) return words_[Below(words_.size())];
      [[fallthrough]];
    case 1:
      if (!texts_.empty()) return texts_[Below(texts_.size())];
      [[fallthrough]];
    case 2: {
      static const std::string* const kOdd = new std::string[6]{"", " ", std::string("\0", 1), "\xc3\xb1", "\n\"\\{}",
                                                               "\xe2\x80\xa8"};
      return kOdd[Below(6)];
    }
    case 3:
      if (!words_.empty()) {
        std::string text = before;
        return text.insert(Below(before.size() + 1), words_[Below(words_.size())]);
      }
      return before + before;
    case 4:
      return before.substr(0, Below(before.size() + 1));
    default: {
      std::string text = before.empty() ? "a" : before;
      text[Below(text.size())] = static_cast<char>(' ' + Below(95));
      return text;
    }
  }
}

void MessageMutator::Set(Message& message, const Field& field, int depth) {
  const Reflection& r = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return r.SetBool(&message, &field, Below(2) == 1);
    case FieldDescriptor::CPPTYPE_INT32:
      return r.SetInt32(&message, &field, static_cast<int32_t>(Integer()));
    case FieldDescriptor::CPPTYPE_INT64:
      return r.SetInt64(&message, &field, Integer());
    case FieldDescriptor::CPPTYPE_UINT32:
      return r.SetUInt32(&message, &field, static_cast<uint32_t>(Integer()));
    case FieldDescriptor::CPPTYPE_UINT64:
      return r.SetUInt64(&message, &field, static_cast<uint64_t>(Integer()));
    case FieldDescriptor::CPPTYPE_FLOAT:
      return r.SetFloat(&message, &field, static_cast<float>(Double()));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return r.SetDouble(&message, &field, Double());
    case FieldDescriptor::CPPTYPE_ENUM:
      return r.SetEnumValue(&message, &field, EnumNumber(*field.enum_type()));
    case FieldDescriptor::CPPTYPE_STRING:
      return r.SetString(&message, &field, Text(r.GetString(message, &field)));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      if (depth < kDeepest) Fill(*r.MutableMessage(&message, &field), depth + 1);
      return;
  }
}

void MessageMutator::Add(Message& message, const Field& field, int depth) {
  const Reflection& r = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return r.AddBool(&message, &field, Below(2) == 1);
    case FieldDescriptor::CPPTYPE_INT32:
      return r.AddInt32(&message, &field, static_cast<int32_t>(Integer()));
    case FieldDescriptor::CPPTYPE_INT64:
      return r.AddInt64(&message, &field, Integer());
    case FieldDescriptor::CPPTYPE_UINT32:
      return r.AddUInt32(&message, &field, static_cast<uint32_t>(Integer()));
    case FieldDescriptor::CPPTYPE_UINT64:
      return r.AddUInt64(&message, &field, static_cast<uint64_t>(Integer()));
    case FieldDescriptor::CPPTYPE_FLOAT:
      return r.AddFloat(&message, &field, static_cast<float>(Double()));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return r.AddDouble(&message, &field, Double());
    case FieldDescriptor::CPPTYPE_ENUM:
      return r.AddEnumValue(&message, &field, EnumNumber(*field.enum_type()));
    case FieldDescriptor::CPPTYPE_STRING:
      return r.AddString(&message, &field, Text(texts_.empty() ? "" : texts_[Below(texts_.size())]));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      if (depth < kDeepest) Fill(*r.AddMessage(&message, &field), depth + 1);
      return;
  }
}

}  // namespace risk::test
