#include "risk/evaluation/interpreter/reading.h"

#include <optional>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "google/protobuf/message.h"
#include "risk/evaluation/interpreter/explanation.h"
#include "risk/evaluation/value/field_rules.h"
#include "risk/evaluation/interpreter/scalar_field.h"
#include "risk/expression/type.h"
#include "risk/v1/answer.pb.h"
#include "risk/v1/date.pb.h"
#include "risk/v1/options.pb.h"

namespace risk::evaluation {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr char kNotRecorded[] = "not recorded";

// The practitioner's word for a number of an enum, or its name in plain letters: "asked and
// waiting".
std::string EnumText(const EnumDescriptor& type, int number) {
  const EnumValueDescriptor* value = type.FindValueByNumber(number);
  if (value == nullptr) return absl::StrCat(number);
  const std::string& wording = value->options().GetExtension(v1::value).wording();
  if (!wording.empty()) return wording;
  return absl::StrReplaceAll(absl::AsciiStrToLower(value->name()), {{"_", " "}});
}

// The number of an enum field, 0 if it is absent.
int EnumNumber(const Message& message, int field) {
  return message.GetReflection()->GetEnumValue(message,
                                               message.GetDescriptor()->FindFieldByNumber(field));
}

std::string AnswerText(const MessageRef& answer) {
  if (answer.message == nullptr) return kNotRecorded;
  int value = EnumNumber(*answer.message, v1::Answer::kValueFieldNumber);
  if (value != v1::Answer::VALUE_UNSPECIFIED) return value == v1::Answer::YES ? "yes" : "no";
  int missing = EnumNumber(*answer.message, v1::Answer::kMissingFieldNumber);
  if (missing == v1::Answer::MISSING_UNSPECIFIED) return kNotRecorded;
  return EnumText(*v1::Answer::Missing_descriptor(), missing);
}

std::string DateText(const Message& date) {
  std::optional<int> parts[3];
  for (int number = v1::Date::kYearFieldNumber; number <= v1::Date::kDayFieldNumber; ++number) {
    const FieldDescriptor* field = date.GetDescriptor()->FindFieldByNumber(number);
    if (!date.GetReflection()->HasField(date, field)) continue;
    parts[number - 1] = date.GetReflection()->GetInt32(date, field);
  }
  return parts[0].has_value() ? DaysToText(DaysOfParts(parts[0], parts[1], parts[2]))
                              : kNotRecorded;
}

std::string MessageText(const MessageRef& message) {
  if (expression::IsAnswer(message.type)) return AnswerText(message);
  if (message.message == nullptr) return kNotRecorded;
  return expression::IsDate(message.type) ? DateText(*message.message) : "recorded";
}

std::string FieldText(const Support& part) {
  const FieldDescriptor& field = *part.field;
  if (part.owner->message == nullptr) return kNotRecorded;
  const Message& message = *part.owner->message;
  const Reflection& reflection = *message.GetReflection();
  if (field.is_repeated() && part.index < 0) {
    int size = reflection.FieldSize(message, &field);
    return size == 0 ? kNotRecorded : absl::StrCat(size, " recorded");
  }
  if (!field.is_repeated() && !reflection.HasField(message, &field)) return kNotRecorded;
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
    MessageRef ref;
    ref.message = &reflection.GetMessage(message, &field);
    ref.type = field.message_type();
    return MessageText(ref);
  }
  Value value =
      field.is_repeated() ? RepeatedScalarOf(message, field, part.index) : ScalarOf(message, field);
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
    return EnumText(*field.enum_type(), static_cast<int>(value.int_range().low));
  }
  return value.ToText();
}

// Fills the parts of a provenance that are still empty from an outer one, each as a whole.
void Inherit(const v1::Provenance& outer, v1::Provenance* inner) {
  if (inner->source() == v1::Provenance::SOURCE_UNSPECIFIED &&
      outer.source() != v1::Provenance::SOURCE_UNSPECIFIED) {
    inner->set_source(outer.source());
  }
  if (!inner->has_known_on() && outer.has_known_on()) *inner->mutable_known_on() = outer.known_on();
  if (!inner->has_reference() && outer.has_reference()) inner->set_reference(outer.reference());
  if (!inner->has_recorded_by() && outer.has_recorded_by()) {
    inner->set_recorded_by(outer.recorded_by());
  }
}

// The date of a record that says from when the whole record is known; none if it has no such date.
const Message* KnownFrom(const Message& record) {
  const Reflection& reflection = *record.GetReflection();
  const auto& type = *record.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor* field = type.field(i);
    if (field->is_repeated() || field->message_type() != v1::Date::descriptor()) continue;
    if (!field->options().GetExtension(v1::field).known_from()) continue;
    if (reflection.HasField(record, field)) return &reflection.GetMessage(record, field);
  }
  return nullptr;
}

}  // namespace

v1::Provenance EffectiveProvenance(const MessageRef& message, const v1::Provenance* inherited) {
  v1::Provenance result;
  for (const MessageRef* holder = &message; holder != nullptr; holder = holder->parent) {
    if (holder->message == nullptr) continue;
    const FieldDescriptor* field = ProvenanceField(*holder->type);
    const Reflection& reflection = *holder->message->GetReflection();
    if (field != nullptr && reflection.HasField(*holder->message, field)) {
      v1::Provenance own;
      own.ParseFromString(reflection.GetMessage(*holder->message, field).SerializeAsString());
      Inherit(own, &result);
    }
    const Message* known_from = result.has_known_on() ? nullptr : KnownFrom(*holder->message);
    if (known_from != nullptr) {
      result.mutable_known_on()->ParseFromString(known_from->SerializeAsString());
    }
  }
  if (inherited != nullptr) Inherit(*inherited, &result);
  return result;
}

v1::Reading DescribeReading(const Support& part, const v1::Provenance* inherited) {
  v1::Reading reading;
  reading.set_path(PathOf(part));
  const FieldDescriptor* field = part.field != nullptr ? part.field : part.owner->field;
  if (field != nullptr) reading.set_wording(field->options().GetExtension(v1::field).wording());
  reading.set_value(part.field != nullptr ? FieldText(part) : MessageText(*part.owner));
  v1::Provenance provenance = EffectiveProvenance(*part.owner, inherited);
  if (provenance.ByteSizeLong() > 0) *reading.mutable_provenance() = std::move(provenance);
  return reading;
}

}  // namespace risk::evaluation
