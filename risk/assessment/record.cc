#include "risk/assessment/record.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace risk::assessment {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Counts from 1 March, so that the leap day is the last of its year.
int64_t DayNumber(int64_t year, int month, int day) {
  if (month <= 2) --year;
  const int64_t era = (year >= 0 ? year : year - 399) / 400;
  const int64_t year_of_era = year - era * 400;
  const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

int DaysInMonth(int64_t year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && is_leap ? 29 : kDays[month - 1];
}

risk::v1::Date DateOfDay(int64_t day) {
  day += 719468;
  const int64_t era = (day >= 0 ? day : day - 146096) / 146097;
  const int64_t day_of_era = day - era * 146097;
  const int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t shifted_month = (5 * day_of_year + 2) / 153;
  const int64_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  risk::v1::Date date;
  date.set_year(static_cast<int32_t>(year_of_era + era * 400 + (month <= 2 ? 1 : 0)));
  date.set_month(static_cast<int32_t>(month));
  date.set_day(static_cast<int32_t>(day_of_year - (153 * shifted_month + 2) / 5 + 1));
  return date;
}

std::optional<DayRange> DaysOf(const risk::v1::Date& date) {
  if (!date.has_year() || date.year() < 1 || date.year() > 9999) return std::nullopt;
  const int year = date.year();
  if (!date.has_month()) {
    if (date.has_day()) return std::nullopt;
    return DayRange{DayNumber(year, 1, 1), DayNumber(year, 12, 31)};
  }
  const int month = date.month();
  if (month < 1 || month > 12) return std::nullopt;
  if (!date.has_day()) {
    return DayRange{DayNumber(year, month, 1), DayNumber(year, month, DaysInMonth(year, month))};
  }
  if (date.day() < 1 || date.day() > DaysInMonth(year, month)) return std::nullopt;
  const int64_t day = DayNumber(year, month, date.day());
  return DayRange{day, day};
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
