#include "tests/evaluation/random_record.h"

#include <string>

namespace risk::evaluation {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

class Filler {
 public:
  Filler(double density, std::mt19937& random) : density_(density), random_(random) {}

  void Fill(Message& message, int depth) {
    const auto* type = message.GetDescriptor();
    const bool is_provenance = type->name() == "Provenance";
    for (int i = 0; i < type->field_count(); ++i) {
      const FieldDescriptor* field = type->field(i);
      const bool is_deep = field->message_type() != nullptr && depth > 4;
      double chance = is_deep ? density_ / 4 : density_;
      if (field->name() == "provenance") chance = 0.25;
      if (is_provenance) chance = field->name() == "source" ? 0.9 : 0.1;
      if (depth > 7 || !Happens(chance)) continue;
      if (field->is_repeated()) {
        const int count = Below(4);
        for (int n = 0; n < count; ++n) Add(message, field, depth);
      } else {
        Set(message, field, depth);
      }
    }
  }

 private:
  bool Happens(double chance) { return std::uniform_real_distribution<>(0, 1)(random_) < chance; }
  int Below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  std::string Word() {
    static const char* const kLonger[] = {"a,b", " B\u00a0", "ab,,c", "\u00f1a"};
    if (Below(6) == 0) return kLonger[Below(4)];
    return Below(6) == 0 ? "" : std::string(1, static_cast<char>('a' + Below(3)));
  }
  int EnumNumber(const FieldDescriptor* field) {
    const auto* type = field->enum_type();
    if (type->name() == "Source") return Below(2) == 0 ? 13 : Below(3);
    if (Below(20) == 0) return 77;  // not declared
    return type->value(Below(type->value_count()))->number();
  }
  int32_t SmallInt(const FieldDescriptor* field) {
    if (field->name() == "year") return 2019 + Below(3);
    if (field->name() == "month") return Below(14);
    if (field->name() == "day") return Below(32);
    return Below(30) == 0 ? INT32_MAX : Below(6) - 1;
  }

  void Set(Message& message, const FieldDescriptor* field, int depth) {
    const Reflection& r = *message.GetReflection();
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_BOOL:
        return r.SetBool(&message, field, Below(2) == 0);
      case FieldDescriptor::CPPTYPE_INT32:
        return r.SetInt32(&message, field, SmallInt(field));
      case FieldDescriptor::CPPTYPE_INT64:
        return r.SetInt64(&message, field, Below(9) == 0 ? INT64_MAX : Below(6) - 2);
      case FieldDescriptor::CPPTYPE_UINT32:
        return r.SetUInt32(&message, field, Below(5));
      case FieldDescriptor::CPPTYPE_UINT64:
        return r.SetUInt64(&message, field, Below(5));
      case FieldDescriptor::CPPTYPE_FLOAT:
        return r.SetFloat(&message, field, Below(9) / 4.0f);
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return r.SetDouble(&message, field, Below(20) / 4.0 - 1);
      case FieldDescriptor::CPPTYPE_ENUM:
        return r.SetEnumValue(&message, field, EnumNumber(field));
      case FieldDescriptor::CPPTYPE_STRING:
        return r.SetString(&message, field, Word());
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return Fill(*r.MutableMessage(&message, field), depth + 1);
    }
  }

  void Add(Message& message, const FieldDescriptor* field, int depth) {
    const Reflection& r = *message.GetReflection();
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_INT64:
        return r.AddInt64(&message, field, Below(7) - 3);
      case FieldDescriptor::CPPTYPE_INT32:
        return r.AddInt32(&message, field, Below(7) - 3);
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return r.AddDouble(&message, field, Below(9) / 2.0 - 1);
      case FieldDescriptor::CPPTYPE_ENUM:
        return r.AddEnumValue(&message, field, EnumNumber(field));
      case FieldDescriptor::CPPTYPE_STRING:
        return r.AddString(&message, field, Word());
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return Fill(*r.AddMessage(&message, field), depth + 1);
      default:
        return;
    }
  }

  double density_;
  std::mt19937& random_;
};

}  // namespace

void FillAtRandom(Message& message, double density, std::mt19937& random) {
  Filler(density, random).Fill(message, 0);
}

}  // namespace risk::evaluation
