#include "risk/report/json_text.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/wrappers.pb.h"

namespace risk::report {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// The text that the library writes for a value of one of its wrappers.
void AppendByLibrary(const Message& wrapper, std::string* json) {
  std::string text;
  (void)google::protobuf::util::MessageToJsonString(wrapper, &text);
  json->append(text);
}

bool IsPlain(char c) {
  return c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '<' && c != '>';
}

// What needs an escape, or may be no UTF-8, is left to the library.
void AppendText(const std::string& text, std::string* json) {
  if (!std::all_of(text.begin(), text.end(), IsPlain)) {
    google::protobuf::StringValue wrapper;
    wrapper.set_value(text);
    return AppendByLibrary(wrapper, json);
  }
  json->push_back('"');
  json->append(text);
  json->push_back('"');
}

// Whole numbers of up to fifteen digits are written without a point or an exponent.
void AppendDouble(double number, std::string* json) {
  constexpr double kMostWhole = 1e15;
  const bool is_whole = std::abs(number) < kMostWhole && number == std::trunc(number);
  if (is_whole && !(number == 0 && std::signbit(number))) {
    absl::StrAppend(json, static_cast<int64_t>(number));
    return;
  }
  google::protobuf::DoubleValue wrapper;
  wrapper.set_value(number);
  AppendByLibrary(wrapper, json);
}

void AppendFloat(float number, std::string* json) {
  google::protobuf::FloatValue wrapper;
  wrapper.set_value(number);
  AppendByLibrary(wrapper, json);
}

// 64 bits are more than the numbers of JSON are sure to hold.
template <typename Number>
void AppendQuoted(Number number, std::string* json) {
  absl::StrAppend(json, "\"", number, "\"");
}

void AppendEnum(const FieldDescriptor& field, int number, std::string* json) {
  const EnumValueDescriptor* const value = field.enum_type()->FindValueByNumber(number);
  if (value == nullptr) {
    absl::StrAppend(json, number);
  } else {
    absl::StrAppend(json, "\"", value->name(), "\"");
  }
}

void AppendString(const FieldDescriptor& field, const std::string& text, std::string* json) {
  if (field.type() == FieldDescriptor::TYPE_STRING) return AppendText(text, json);
  absl::StrAppend(json, "\"", absl::Base64Escape(text), "\"");
}

// `index` -1: of a singular field.
void AppendValue(const Message& message, const FieldDescriptor& field, int index, std::string* json) {
  const Reflection& r = *message.GetReflection();
  const FieldDescriptor* const f = &field;
  const bool is_one = index < 0;
  std::string buffer;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return AppendJson(is_one ? r.GetMessage(message, f) : r.GetRepeatedMessage(message, f, index), json);
    case FieldDescriptor::CPPTYPE_STRING:
      return AppendString(field,
                          is_one ? r.GetStringReference(message, f, &buffer)
                                 : r.GetRepeatedStringReference(message, f, index, &buffer),
                          json);
    case FieldDescriptor::CPPTYPE_ENUM:
      return AppendEnum(field, is_one ? r.GetEnumValue(message, f) : r.GetRepeatedEnumValue(message, f, index),
                        json);
    case FieldDescriptor::CPPTYPE_BOOL:
      json->append((is_one ? r.GetBool(message, f) : r.GetRepeatedBool(message, f, index)) ? "true" : "false");
      return;
    case FieldDescriptor::CPPTYPE_INT32:
      absl::StrAppend(json, is_one ? r.GetInt32(message, f) : r.GetRepeatedInt32(message, f, index));
      return;
    case FieldDescriptor::CPPTYPE_UINT32:
      absl::StrAppend(json, is_one ? r.GetUInt32(message, f) : r.GetRepeatedUInt32(message, f, index));
      return;
    case FieldDescriptor::CPPTYPE_INT64:
      return AppendQuoted(is_one ? r.GetInt64(message, f) : r.GetRepeatedInt64(message, f, index), json);
    case FieldDescriptor::CPPTYPE_UINT64:
      return AppendQuoted(is_one ? r.GetUInt64(message, f) : r.GetRepeatedUInt64(message, f, index), json);
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return AppendDouble(is_one ? r.GetDouble(message, f) : r.GetRepeatedDouble(message, f, index), json);
    case FieldDescriptor::CPPTYPE_FLOAT:
      return AppendFloat(is_one ? r.GetFloat(message, f) : r.GetRepeatedFloat(message, f, index), json);
  }
}

bool CanWrite(const Descriptor& type, std::set<const Descriptor*>* seen) {
  if (!seen->insert(&type).second) return true;
  if (absl::StartsWith(type.full_name(), "google.protobuf.") || type.extension_range_count() > 0) return false;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (field.is_map()) return false;
    if (field.message_type() != nullptr && !CanWrite(*field.message_type(), seen)) return false;
  }
  return true;
}

}  // namespace

void AppendJson(const Message& message, std::string* json) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  json->push_back('{');
  const char* between = "\"";
  for (const FieldDescriptor* field : fields) {
    absl::StrAppend(json, between, field->name(), "\":");
    between = ",\"";
    if (!field->is_repeated()) {
      AppendValue(message, *field, -1, json);
      continue;
    }
    json->push_back('[');
    const int size = message.GetReflection()->FieldSize(message, field);
    for (int i = 0; i < size; ++i) {
      if (i > 0) json->push_back(',');
      AppendValue(message, *field, i, json);
    }
    json->push_back(']');
  }
  json->push_back('}');
}

bool CanWriteJson(const Descriptor& type) {
  std::set<const Descriptor*> seen;
  return CanWrite(type, &seen);
}

}  // namespace risk::report
