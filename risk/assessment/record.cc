#include "risk/assessment/record.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "risk/evaluation/value/date_arithmetic.h"

namespace risk::assessment {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

risk::v1::Date DateOfDay(int64_t day) {
  const evaluation::CivilDate civil = evaluation::CivilOf(day);
  risk::v1::Date date;
  date.set_year(civil.year);
  date.set_month(civil.month);
  date.set_day(civil.day);
  return date;
}

std::optional<DayRange> DaysOf(const risk::v1::Date& date) {
  if (!date.has_year() || (date.has_day() && !date.has_month())) return std::nullopt;
  const int year = date.year();
  const int first_month = date.has_month() ? date.month() : 1;
  const int last_month = date.has_month() ? date.month() : 12;
  if (!evaluation::IsDate(year, first_month, 1)) return std::nullopt;
  const int first_day = date.has_day() ? date.day() : 1;
  const int last_day = date.has_day() ? date.day() : evaluation::DaysInMonth(year, last_month);
  if (!evaluation::IsDate(year, last_month, last_day)) return std::nullopt;
  return DayRange{evaluation::DayOf({year, first_month, first_day}),
                  evaluation::DayOf({year, last_month, last_day})};
}

std::optional<DayRange> DaysOfMessage(const Message& message) {
  if (const auto* date = dynamic_cast<const risk::v1::Date*>(&message)) return DaysOf(*date);
  risk::v1::Date date;
  if (!date.ParseFromString(message.SerializeAsString())) return std::nullopt;
  return DaysOf(date);
}

std::string DateText(const risk::v1::Date& date) {
  if (!date.has_month()) return absl::StrFormat("%04d", date.year());
  if (!date.has_day()) return absl::StrFormat("%04d-%02d", date.year(), date.month());
  return absl::StrFormat("%04d-%02d-%02d", date.year(), date.month(), date.day());
}

bool IsDate(const Descriptor* type) {
  return type != nullptr && type->full_name() == "risk.v1.Date";
}
bool IsAnswer(const Descriptor* type) {
  return type != nullptr && type->full_name() == "risk.v1.Answer";
}
bool IsProvenance(const Descriptor* type) {
  return type != nullptr && type->full_name() == "risk.v1.Provenance";
}

bool HoldsMessages(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field.is_map() &&
         !IsDate(field.message_type());
}

const risk::v1::FieldNote& NoteOf(const FieldDescriptor& field) {
  return field.options().GetExtension(risk::v1::field);
}

const risk::v1::EnumValueNote& NoteOf(const google::protobuf::EnumValueDescriptor& value) {
  return value.options().GetExtension(risk::v1::value);
}

double NumberIn(const Message& message, const FieldDescriptor& field, int index) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  const bool one = index < 0;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return one ? reflection.GetInt32(message, &field)
                 : reflection.GetRepeatedInt32(message, &field, index);
    case FieldDescriptor::CPPTYPE_INT64:
      return one ? reflection.GetInt64(message, &field)
                 : reflection.GetRepeatedInt64(message, &field, index);
    case FieldDescriptor::CPPTYPE_UINT32:
      return one ? reflection.GetUInt32(message, &field)
                 : reflection.GetRepeatedUInt32(message, &field, index);
    case FieldDescriptor::CPPTYPE_UINT64:
      return one ? reflection.GetUInt64(message, &field)
                 : reflection.GetRepeatedUInt64(message, &field, index);
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return one ? reflection.GetDouble(message, &field)
                 : reflection.GetRepeatedDouble(message, &field, index);
    case FieldDescriptor::CPPTYPE_FLOAT:
      return one ? reflection.GetFloat(message, &field)
                 : reflection.GetRepeatedFloat(message, &field, index);
    default:
      return one ? reflection.GetBool(message, &field)
                 : reflection.GetRepeatedBool(message, &field, index);
  }
}

std::string ChildPath(absl::string_view path, const FieldDescriptor& field) {
  return path.empty() ? field.name() : absl::StrCat(path, ".", field.name());
}

std::string ElementPath(absl::string_view list, int index) {
  return absl::StrCat(list, "[", index, "]");
}

}  // namespace risk::assessment
