#include "risk/report/json_text.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/wire_format_lite.h"
#include "google/protobuf/wrappers.pb.h"

namespace risk::report {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::io::CodedInputStream;
using google::protobuf::internal::WireFormatLite;

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
void AppendText(absl::string_view text, std::string* json) {
  if (!std::all_of(text.begin(), text.end(), IsPlain)) {
    google::protobuf::StringValue wrapper;
    wrapper.set_value(std::string(text));
    return AppendByLibrary(wrapper, json);
  }
  absl::StrAppend(json, "\"", text, "\"");
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

void AppendEnum(const FieldDescriptor& field, int number, std::string* json) {
  const EnumValueDescriptor* const value = field.enum_type()->FindValueByNumber(number);
  if (value == nullptr) {
    absl::StrAppend(json, number);
  } else {
    absl::StrAppend(json, "\"", value->name(), "\"");
  }
}

// 64 bits are more than the numbers of JSON are sure to hold.
template <typename Number>
void AppendQuoted(Number number, std::string* json) {
  absl::StrAppend(json, "\"", number, "\"");
}

template <typename To, typename From>
To Bits(From from) {
  static_assert(sizeof(To) == sizeof(From));
  To to;
  std::memcpy(&to, &from, sizeof to);
  return to;
}

// A type, by the numbers of its fields.
struct Form {
  struct Field {
    const FieldDescriptor* descriptor = nullptr;
    std::string name;            // with quotes and a colon
    const Form* form = nullptr;  // of a message
  };
  std::vector<Field> fields;
};

// Forms refer to each other, and stay.
class Forms {
 public:
  const Form* Of(const Descriptor& type) {
    const auto [known, is_new] = forms_.try_emplace(&type);
    Form& form = known->second;
    if (!is_new) return &form;
    for (int i = 0; i < type.field_count(); ++i) {
      const FieldDescriptor& field = *type.field(i);
      const size_t number = static_cast<size_t>(field.number());
      if (form.fields.size() <= number) form.fields.resize(number + 1);
      form.fields[number] = {&field, absl::StrCat("\"", field.name(), "\":"),
                             field.message_type() == nullptr ? nullptr : Of(*field.message_type())};
    }
    return &form;
  }

 private:
  std::map<const Descriptor*, Form> forms_;
};

const Form* FormOf(const Descriptor& type) {
  static std::mutex mutex;
  static Forms& forms = *new Forms;
  const std::lock_guard<std::mutex> lock(mutex);
  return forms.Of(type);
}

void AppendMessage(absl::string_view bytes, const Form& form, std::string* json);

uint64_t Varint(CodedInputStream& in) {
  uint64_t value = 0;
  in.ReadVarint64(&value);
  return value;
}
uint32_t Fixed32(CodedInputStream& in) {
  uint32_t value = 0;
  in.ReadLittleEndian32(&value);
  return value;
}
uint64_t Fixed64(CodedInputStream& in) {
  uint64_t value = 0;
  in.ReadLittleEndian64(&value);
  return value;
}

// A value that is no text, bytes or message.
void AppendNumber(const FieldDescriptor& field, CodedInputStream& in, std::string* json) {
  switch (field.type()) {
    case FieldDescriptor::TYPE_DOUBLE:
      return AppendDouble(Bits<double>(Fixed64(in)), json);
    case FieldDescriptor::TYPE_FLOAT:
      return AppendFloat(Bits<float>(Fixed32(in)), json);
    case FieldDescriptor::TYPE_BOOL:
      json->append(Varint(in) != 0 ? "true" : "false");
      return;
    case FieldDescriptor::TYPE_ENUM:
      return AppendEnum(field, static_cast<int>(Varint(in)), json);
    case FieldDescriptor::TYPE_INT32:
      return absl::StrAppend(json, static_cast<int32_t>(Varint(in)));
    case FieldDescriptor::TYPE_SINT32:
      return absl::StrAppend(json, WireFormatLite::ZigZagDecode32(static_cast<uint32_t>(Varint(in))));
    case FieldDescriptor::TYPE_UINT32:
      return absl::StrAppend(json, static_cast<uint32_t>(Varint(in)));
    case FieldDescriptor::TYPE_FIXED32:
      return absl::StrAppend(json, Fixed32(in));
    case FieldDescriptor::TYPE_SFIXED32:
      return absl::StrAppend(json, static_cast<int32_t>(Fixed32(in)));
    case FieldDescriptor::TYPE_INT64:
      return AppendQuoted(static_cast<int64_t>(Varint(in)), json);
    case FieldDescriptor::TYPE_SINT64:
      return AppendQuoted(WireFormatLite::ZigZagDecode64(Varint(in)), json);
    case FieldDescriptor::TYPE_FIXED64:
      return AppendQuoted(Fixed64(in), json);
    case FieldDescriptor::TYPE_SFIXED64:
      return AppendQuoted(static_cast<int64_t>(Fixed64(in)), json);
    default:
      return AppendQuoted(Varint(in), json);  // uint64
  }
}

// The values of one field, one after another: in a list with a comma before each but the first.
class List {
 public:
  List(const FieldDescriptor& field, std::string* json) : field_(field), json_(json) {
    if (field.is_repeated()) json->push_back('[');
  }
  void Next() {
    if (!std::exchange(is_first_, false)) json_->push_back(',');
  }
  void End() {
    if (field_.is_repeated()) json_->push_back(']');
  }

 private:
  const FieldDescriptor& field_;
  std::string* const json_;
  bool is_first_ = true;
};

// The field that a tag begins, in the way that the schema says; null for what was read of a newer schema.
const Form::Field* FieldOf(const Form& form, uint32_t tag) {
  const size_t number = static_cast<size_t>(WireFormatLite::GetTagFieldNumber(tag));
  if (number >= form.fields.size() || form.fields[number].descriptor == nullptr) return nullptr;
  const FieldDescriptor& field = *form.fields[number].descriptor;
  const WireFormatLite::WireType type = WireFormatLite::GetTagWireType(tag);
  const bool is_packed = field.is_packable() && type == WireFormatLite::WIRETYPE_LENGTH_DELIMITED;
  const bool is_known =
      is_packed || type == WireFormatLite::WireTypeForFieldType(static_cast<WireFormatLite::FieldType>(field.type()));
  return is_known ? &form.fields[number] : nullptr;
}

// `bytes` are what the library has written: fields in the order of their numbers, and last what it does not know.
void AppendMessage(absl::string_view bytes, const Form& form, std::string* json) {
  CodedInputStream in(reinterpret_cast<const uint8_t*>(bytes.data()), static_cast<int>(bytes.size()));
  const auto take = [&in, bytes] {
    int size = 0;
    in.ReadVarintSizeAsInt(&size);
    const absl::string_view taken = bytes.substr(static_cast<size_t>(in.CurrentPosition()), static_cast<size_t>(size));
    in.Skip(size);
    return taken;
  };
  json->push_back('{');
  uint32_t tag = in.ReadTag();
  const char* between = "";
  while (tag != 0) {
    const Form::Field* const found = FieldOf(form, tag);
    if (found == nullptr) {
      WireFormatLite::SkipField(&in, tag);
      tag = in.ReadTag();
      continue;
    }
    const Form::Field& field = *found;
    absl::StrAppend(json, between, field.name);
    between = ",";
    List list(*field.descriptor, json);
    for (const uint32_t first = tag; tag == first; tag = in.ReadTag()) {
      if (WireFormatLite::GetTagWireType(tag) != WireFormatLite::WIRETYPE_LENGTH_DELIMITED) {
        list.Next();
        AppendNumber(*field.descriptor, in, json);
        continue;
      }
      const absl::string_view part = take();
      if (field.form != nullptr) {
        list.Next();
        AppendMessage(part, *field.form, json);
      } else if (field.descriptor->cpp_type() != FieldDescriptor::CPPTYPE_STRING) {  // a packed list
        CodedInputStream numbers(reinterpret_cast<const uint8_t*>(part.data()), static_cast<int>(part.size()));
        while (static_cast<size_t>(numbers.CurrentPosition()) < part.size()) {
          list.Next();
          AppendNumber(*field.descriptor, numbers, json);
        }
      } else {
        list.Next();
        if (field.descriptor->type() == FieldDescriptor::TYPE_STRING) {
          AppendText(part, json);
        } else {
          absl::StrAppend(json, "\"", absl::Base64Escape(part), "\"");
        }
      }
    }
    list.End();
  }
  json->push_back('}');
}

bool CanWrite(const Descriptor& type, std::set<const Descriptor*>* seen) {
  if (!seen->insert(&type).second) return true;
  if (absl::StartsWith(type.full_name(), "google.protobuf.") || type.extension_range_count() > 0) return false;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (field.is_map() || field.type() == FieldDescriptor::TYPE_GROUP) return false;
    if (field.message_type() != nullptr && !CanWrite(*field.message_type(), seen)) return false;
  }
  return true;
}

}  // namespace

void AppendJson(const Message& message, std::string* json) {
  AppendMessage(message.SerializePartialAsString(), *FormOf(*message.GetDescriptor()), json);
}

bool CanWriteJson(const Descriptor& type) {
  std::set<const Descriptor*> seen;
  return type.file()->pool() == DescriptorPool::generated_pool() && CanWrite(type, &seen);
}

}  // namespace risk::report
