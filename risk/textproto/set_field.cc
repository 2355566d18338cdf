#include "risk/textproto/set_field.h"

#include <cfloat>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "risk/expression/utf8.h"
#include "risk/schema/date.h"
#include "risk/schema/field.h"
#include "risk/v1/answer.pb.h"

namespace risk::textproto {

using google::protobuf::Descriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

namespace {

struct Limits {
  uint64_t most_negative;  // magnitude
  uint64_t most;
};

Limits LimitsOf(FieldDescriptor::CppType type) {
  switch (type) {
    case FieldDescriptor::CPPTYPE_INT32:
      return {uint64_t{1} << 31, std::numeric_limits<int32_t>::max()};
    case FieldDescriptor::CPPTYPE_UINT32:
      return {0, std::numeric_limits<uint32_t>::max()};
    case FieldDescriptor::CPPTYPE_INT64:
      return {uint64_t{1} << 63, std::numeric_limits<int64_t>::max()};
    default:
      return {0, std::numeric_limits<uint64_t>::max()};
  }
}

// JSON may write numbers in quotes, as protobuf does with those of 64 bits.
Scalar Unquoted(const Scalar& value, Form form) {
  if (form != Form::kJson || value.kind != Scalar::Kind::kQuoted) return value;
  return ReadJsonNumber(value.text);
}

Fit SetWhole(const Scalar& value, const FieldDescriptor& field, Message& message) {
  if (value.kind != Scalar::Kind::kWhole) return Fit::kWrongType;
  const Limits limits = LimitsOf(field.cpp_type());
  if (value.overflows || value.magnitude > (value.negative ? limits.most_negative : limits.most)) {
    return Fit::kOutOfRange;
  }
  const Reflection& reflection = *message.GetReflection();
  const uint64_t bits = value.negative ? 0 - value.magnitude : value.magnitude;
  const auto set = [&](auto add, auto assign, auto number) {
    field.is_repeated() ? (reflection.*add)(&message, &field, number)
                        : (reflection.*assign)(&message, &field, number);
  };
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      set(&Reflection::AddInt32, &Reflection::SetInt32, static_cast<int32_t>(bits));
      break;
    case FieldDescriptor::CPPTYPE_UINT32:
      set(&Reflection::AddUInt32, &Reflection::SetUInt32, static_cast<uint32_t>(bits));
      break;
    case FieldDescriptor::CPPTYPE_INT64:
      set(&Reflection::AddInt64, &Reflection::SetInt64, static_cast<int64_t>(bits));
      break;
    default:
      set(&Reflection::AddUInt64, &Reflection::SetUInt64, bits);
  }
  return Fit::kFits;
}

// The number that a value stands for: in text format also inf and nan, in JSON those in quotes.
std::optional<double> NumberOf(const Scalar& value, Form form) {
  const Scalar plain = Unquoted(value, form);
  if (plain.kind == Scalar::Kind::kWhole || plain.kind == Scalar::Kind::kNumber) {
    return plain.number;
  }
  if (plain.kind != Scalar::Kind::kWord) return std::nullopt;
  std::string word = absl::AsciiStrToLower(plain.text);
  const double sign = !word.empty() && word[0] == '-' ? -1 : 1;
  if (sign < 0) word.erase(0, 1);
  if (word == "nan") return std::numeric_limits<double>::quiet_NaN();
  if (word == "inf" || word == "infinity") return sign * std::numeric_limits<double>::infinity();
  return std::nullopt;
}

Fit SetNumber(const Scalar& value, const FieldDescriptor& field, Form form, Message& message) {
  const std::optional<double> number = NumberOf(value, form);
  if (!number.has_value()) return Fit::kWrongType;
  const Reflection& reflection = *message.GetReflection();
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_DOUBLE) {
    field.is_repeated() ? reflection.AddDouble(&message, &field, *number)
                        : reflection.SetDouble(&message, &field, *number);
    return Fit::kFits;
  }
  const bool is_too_large = std::isfinite(*number) && std::fabs(*number) > FLT_MAX;
  const float near = is_too_large ? std::copysign(std::numeric_limits<float>::infinity(),
                                                  static_cast<float>(*number > 0 ? 1 : -1))
                                  : static_cast<float>(*number);
  field.is_repeated() ? reflection.AddFloat(&message, &field, near)
                      : reflection.SetFloat(&message, &field, near);
  return Fit::kFits;
}

Fit SetBool(const Scalar& value, const FieldDescriptor& field, Form form, Message& message) {
  const std::string& word = value.text;
  bool is_true = word == "true";
  bool is_false = word == "false";
  if (form == Form::kText) {
    const bool is_digit = value.kind == Scalar::Kind::kWhole && !value.negative;
    is_true |= word == "True" || word == "t" || (is_digit && value.magnitude == 1);
    is_false |= word == "False" || word == "f" || (is_digit && value.magnitude == 0);
  }
  if (value.kind == Scalar::Kind::kQuoted || is_true == is_false) return Fit::kWrongType;
  const Reflection& reflection = *message.GetReflection();
  field.is_repeated() ? reflection.AddBool(&message, &field, is_true)
                      : reflection.SetBool(&message, &field, is_true);
  return Fit::kFits;
}

Fit SetString(const Scalar& value, const FieldDescriptor& field, Form form, Message& message) {
  if (value.kind != Scalar::Kind::kQuoted) return Fit::kWrongType;
  std::string text = value.text;
  if (field.type() == FieldDescriptor::TYPE_STRING) {
    if (!expression::IsUtf8(text)) return Fit::kNotUtf8;
  } else if (form == Form::kJson && !absl::Base64Unescape(value.text, &text)) {
    return Fit::kWrongType;
  }
  const Reflection& reflection = *message.GetReflection();
  field.is_repeated() ? reflection.AddString(&message, &field, std::move(text))
                      : reflection.SetString(&message, &field, std::move(text));
  return Fit::kFits;
}

// By name, in JSON in quotes, or by number.
Fit SetEnum(const Scalar& value, const FieldDescriptor& field, Form form, Message& message) {
  const Scalar::Kind name = form == Form::kJson ? Scalar::Kind::kQuoted : Scalar::Kind::kWord;
  const EnumValueDescriptor* found = nullptr;
  if (value.kind == name) {
    found = field.enum_type()->FindValueByName(value.text);
  } else if (value.kind != Scalar::Kind::kWhole) {
    return Fit::kWrongType;
  } else if (!value.overflows && value.magnitude <= INT32_MAX) {
    const int number = static_cast<int>(value.magnitude);
    found = field.enum_type()->FindValueByNumber(value.negative ? -number : number);
  }
  if (found == nullptr) return Fit::kUnknownValue;
  const Reflection& reflection = *message.GetReflection();
  field.is_repeated() ? reflection.AddEnum(&message, &field, found)
                      : reflection.SetEnum(&message, &field, found);
  return Fit::kFits;
}

}  // namespace

Fit SetField(const Scalar& value, const FieldDescriptor& field, Form form, Message& message) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return Fit::kWrongType;
    case FieldDescriptor::CPPTYPE_ENUM:
      return SetEnum(value, field, form, message);
    case FieldDescriptor::CPPTYPE_STRING:
      return SetString(value, field, form, message);
    case FieldDescriptor::CPPTYPE_BOOL:
      return SetBool(value, field, form, message);
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
      return SetNumber(value, field, form, message);
    default:
      return SetWhole(Unquoted(value, form), field, message);
  }
}

std::optional<std::string> ReadShort(const Scalar& value, const Descriptor& type, Form form) {
  if (schema::IsDate(&type) && value.kind == Scalar::Kind::kQuoted) {
    const std::optional<v1::Date> date = schema::ParseDate(value.text);
    return date.has_value() ? std::optional<std::string>(date->SerializeAsString()) : std::nullopt;
  }
  if (!schema::IsAnswer(&type) || value.kind != Scalar::Kind::kWord) return std::nullopt;
  v1::Answer answer;
  v1::Answer::Value yes_or_no;
  v1::Answer::Missing missing;
  if (form == Form::kJson && value.IsBool()) {
    answer.set_value(value.text == "true" ? v1::Answer::YES : v1::Answer::NO);
  } else if (form == Form::kText && v1::Answer::Value_Parse(value.text, &yes_or_no)) {
    answer.set_value(yes_or_no);
  } else if (form == Form::kText && v1::Answer::Missing_Parse(value.text, &missing)) {
    answer.set_missing(missing);
  } else {
    return std::nullopt;
  }
  return answer.SerializeAsString();
}

std::string RangeOfType(const FieldDescriptor& field) {
  const Limits limits = LimitsOf(field.cpp_type());
  return absl::StrCat("between ", limits.most_negative == 0 ? "" : "-", limits.most_negative,
                      " and ", limits.most);
}

}  // namespace risk::textproto
