#include "risk/evaluation/interpreter/reading.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "google/protobuf/message.h"
#include "risk/evaluation/interpreter/explanation.h"
#include "risk/evaluation/interpreter/scalar_field.h"
#include "risk/expression/type.h"
#include "risk/schema/date.h"
#include "risk/schema/field.h"
#include "risk/schema/wording.h"
#include "risk/v1/answer.pb.h"
#include "risk/v1/date.pb.h"

namespace risk::evaluation {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr char kNotRecorded[] = "not recorded";

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
  return schema::ValueWording(*v1::Answer::Missing_descriptor(), missing);
}

std::string DateText(const Message& message) {
  const v1::Date date = schema::DateIn(message);
  return date.has_year() ? DaysToText(schema::PossibleDays(date)) : kNotRecorded;
}

std::string MessageText(const MessageRef& message) {
  if (schema::IsAnswer(message.type)) return AnswerText(message);
  if (message.message == nullptr) return kNotRecorded;
  return schema::IsDate(message.type) ? DateText(*message.message) : "recorded";
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
    return schema::ValueWording(*field.enum_type(), static_cast<int>(value.int_range().low));
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

}  // namespace

v1::Provenance EffectiveProvenance(const MessageRef& message, const v1::Provenance* inherited) {
  v1::Provenance result;
  for (const MessageRef* holder = &message; holder != nullptr; holder = holder->parent) {
    if (holder->message == nullptr) continue;
    const Message& record = *holder->message;
    const Message* provenance = schema::MessageIn(record, schema::ProvenanceField(*holder->type));
    if (provenance != nullptr) {
      const auto* const own = google::protobuf::DynamicCastToGenerated<v1::Provenance>(provenance);
      v1::Provenance read;
      if (own == nullptr) read.ParseFromString(provenance->SerializeAsString());
      Inherit(own != nullptr ? *own : read, &result);
    }
    const Message* known_from = schema::MessageIn(record, schema::KnownFromField(*holder->type));
    if (known_from != nullptr && !result.has_known_on()) {
      *result.mutable_known_on() = schema::DateIn(*known_from);
    }
  }
  if (inherited != nullptr) Inherit(*inherited, &result);
  return result;
}

const v1::Reading* Readings::Of(const Support& part) {
  const Message* const message = part.owner->message;
  std::unique_ptr<const v1::Reading>* kept = nullptr;
  if (message == nullptr) {
    kept = &by_path_.try_emplace(PathOf(part)).first->second;
    if (*kept == nullptr) *kept = Describe(part);
    return kept->get();
  }
  const auto [place, is_new] = read_.try_emplace(Place(message, part.field, part.index));
  if (is_new) place->second = Describe(part);
  return place->second.get();
}

std::unique_ptr<const v1::Reading> Readings::Describe(const Support& part) const {
  std::string text = part.field != nullptr ? FieldText(part) : MessageText(*part.owner);
  if (part.is_missing && text == kNotRecorded) return nullptr;
  auto reading = std::make_unique<v1::Reading>();
  reading->set_path(PathOf(part));
  reading->set_value(std::move(text));
  const FieldDescriptor* field = part.field != nullptr ? part.field : part.owner->field;
  if (field != nullptr) reading->set_wording(schema::NoteOf(*field).wording());
  v1::Provenance provenance = EffectiveProvenance(*part.owner, inherited_);
  if (provenance.ByteSizeLong() > 0) *reading->mutable_provenance() = std::move(provenance);
  return reading;
}

}  // namespace risk::evaluation
