#include "risk/case_io/binary.h"

#include <algorithm>
#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/wire_format_lite.h"
#include "risk/expression/utf8.h"
#include "risk/case_io/unknown_values.h"
#include "risk/textproto/expected.h"

namespace risk::case_io {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;
using textproto::Expected;

class BinaryChecker {
 public:
  BinaryChecker(absl::string_view bytes, const RecordOptions& options, Problems* problems)
      : stream_(reinterpret_cast<const uint8_t*>(bytes.data()), static_cast<int>(bytes.size())),
        bytes_(bytes),
        options_(options),
        problems_(problems) {}

  void Check(const Descriptor* type) { Message(*type, "", static_cast<int>(bytes_.size()), 1); }

 private:
  // Each of these reads one part and returns whether reading on makes sense.
  bool Message(const Descriptor& type, const std::string& path, int end, int depth);
  bool Field(const Descriptor& type, const std::string& path, uint32_t tag, int depth,
             std::map<int, int>* elements);
  bool Unknown(uint32_t tag, const std::string& path, const Descriptor& type);
  bool Block(const FieldDescriptor& field, const std::string& path, int depth);
  bool Packed(const FieldDescriptor& field, const std::string& path, int size);
  bool Plain(const FieldDescriptor& field, const std::string& path);
  bool Truncated(const std::string& path) {
    return Report(path, "syntax", "the bytes end in the middle of a value",
                  "is the file complete, and is it a record in wire format?");
  }
  // Always false, for use as a last word.
  bool Report(const std::string& path, std::string code, std::string message,
              std::string hint = "") {
    problems_->Add({}, path, std::move(code),
                   absl::StrCat(std::move(message), ", ", path.empty() ? "" : "in ", path,
                                path.empty() ? "" : ", ", "at byte ", stream_.CurrentPosition()),
                   std::move(hint));
    return false;
  }

  CodedInputStream stream_;
  absl::string_view bytes_;
  RecordOptions options_;
  Problems* problems_;
};

bool BinaryChecker::Message(const Descriptor& type, const std::string& path, int end, int depth) {
  if (depth > options_.deepest) {
    return Report(path, "too-deep", absl::StrCat("more than ", options_.deepest, " levels"));
  }
  std::map<int, int> elements;
  while (stream_.CurrentPosition() < end) {
    const uint32_t tag = stream_.ReadTag();
    if (WireFormatLite::GetTagFieldNumber(tag) == 0) {
      return Report(path, "syntax", "expected the number of a field",
                    "is the file complete, and is it a record in wire format?");
    }
    if (!Field(type, path, tag, depth, &elements) || problems_->full()) return false;
    if (stream_.CurrentPosition() > end) return Truncated(path);
  }
  return true;
}

bool BinaryChecker::Field(const Descriptor& type, const std::string& path, uint32_t tag, int depth,
                          std::map<int, int>* elements) {
  const FieldDescriptor* field = type.FindFieldByNumber(WireFormatLite::GetTagFieldNumber(tag));
  if (field == nullptr) return Unknown(tag, path, type);
  std::string name = absl::StrCat(path, path.empty() ? "" : ".", field->name());
  const auto wire = WireFormatLite::GetTagWireType(tag);
  const auto own =
      WireFormatLite::WireTypeForFieldType(static_cast<WireFormatLite::FieldType>(field->type()));
  const bool is_packed =
      wire == WireFormatLite::WIRETYPE_LENGTH_DELIMITED && field->is_packable() && wire != own;
  const int earlier = (*elements)[field->number()]++;
  if (field->is_repeated() && !is_packed) {
    absl::StrAppend(&name, "[", earlier, "]");
  } else if (!field->is_repeated() && earlier == 1) {
    // Protobuf would merge the two, and so two people into one.
    Report(name, "duplicate-field",
           absl::StrCat("field \"", field->name(), "\" is given more than once"),
           "are these several records, one after another? give each its own file");
  }
  if (wire != own && !is_packed) {
    Report(name, "wrong-type", absl::StrCat("\"", field->name(), "\" needs ", Expected(*field)),
           "was the record written with another version of the schema?");
    return WireFormatLite::SkipField(&stream_, tag) || Truncated(name);
  }
  if (wire == WireFormatLite::WIRETYPE_LENGTH_DELIMITED) return Block(*field, name, depth);
  return Plain(*field, name);
}

bool BinaryChecker::Unknown(uint32_t tag, const std::string& path, const Descriptor& type) {
  if (!options_.allow_unknown_fields) {
    Report(path, "unknown-field",
           absl::StrCat("unknown field number ", WireFormatLite::GetTagFieldNumber(tag), " of ",
                        type.name()),
           "is it a record of a newer version? --allow-unknown-fields reads the rest");
  }
  return WireFormatLite::SkipField(&stream_, tag) || Truncated(path);
}

bool BinaryChecker::Block(const FieldDescriptor& field, const std::string& path, int depth) {
  uint32_t size;
  if (!stream_.ReadVarint32(&size)) return Truncated(path);
  const int begin = stream_.CurrentPosition();
  if (size > bytes_.size() - begin) return Truncated(path);
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
    return Message(*field.message_type(), path, begin + static_cast<int>(size), depth + 1);
  }
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_STRING) {
    return Packed(field, path, static_cast<int>(size));
  }
  if (field.type() == FieldDescriptor::TYPE_STRING &&
      expression::FirstNotUtf8(bytes_.substr(begin, size)) != absl::string_view::npos) {
    Report(path, "bad-text", absl::StrCat("\"", field.name(), "\" is not UTF-8 text"),
           "write the text as UTF-8 before encoding the record");
  }
  return stream_.Skip(static_cast<int>(size)) || Truncated(path);
}

bool BinaryChecker::Packed(const FieldDescriptor& field, const std::string& path, int size) {
  const int end = stream_.CurrentPosition() + size;
  while (stream_.CurrentPosition() < end) {
    if (!Plain(field, path) || problems_->full()) return false;
  }
  return stream_.CurrentPosition() == end || Truncated(path);
}

bool BinaryChecker::Plain(const FieldDescriptor& field, const std::string& path) {
  uint64_t value = 0;
  uint32_t small = 0;
  bool is_read = false;
  switch (
      WireFormatLite::WireTypeForFieldType(static_cast<WireFormatLite::FieldType>(field.type()))) {
    case WireFormatLite::WIRETYPE_FIXED32:
      is_read = stream_.ReadLittleEndian32(&small);
      break;
    case WireFormatLite::WIRETYPE_FIXED64:
      is_read = stream_.ReadLittleEndian64(&value);
      break;
    default:
      is_read = stream_.ReadVarint64(&value);
  }
  if (!is_read) return Truncated(path);
  if (field.enum_type() != nullptr && !options_.allow_unknown_fields &&
      field.enum_type()->FindValueByNumber(static_cast<int>(value)) == nullptr) {
    Report(path, "unknown-value",
           absl::StrCat("\"", field.name(), "\" needs ", Expected(field), ", got another number"),
           "is it a record of a newer version?");
  }
  return true;
}

}  // namespace

void CheckBinary(absl::string_view bytes, const Descriptor* type, const RecordOptions& options,
                 Problems* problems) {
  BinaryChecker(bytes, options, problems).Check(type);
}

void ReadBinary(absl::string_view bytes, const RecordOptions& options,
                google::protobuf::Message* message, Problems* problems,
                std::vector<std::string>* left_out) {
  CheckBinary(bytes, message->GetDescriptor(), options, problems);
  if (!problems->empty()) return;
  CodedInputStream stream(reinterpret_cast<const uint8_t*>(bytes.data()),
                          static_cast<int>(bytes.size()));
  if (!message->ParseFromCodedStream(&stream) || !stream.ConsumedEntireMessage()) {
    problems->Add({}, "", "syntax", "not a record in wire format");
  }
  // Those that were allowed are left out, as in the other forms.
  const size_t known_and_unknown = message->ByteSizeLong();
  message->DiscardUnknownFields();
  if (left_out == nullptr || !options.allow_unknown_fields) return;
  *left_out = ForgetUnknownValues(message);
  if (left_out->empty() && message->ByteSizeLong() != known_and_unknown) left_out->push_back("");
}

std::optional<DelimitedSize> SizeOfDelimited(absl::string_view bytes) {
  DelimitedSize size;
  while (size.prefix < std::min(bytes.size(), kLongestPrefix)) {
    const uint8_t byte = static_cast<uint8_t>(bytes[size.prefix]);
    size.message |= size_t{byte & 0x7Fu} << (7 * size.prefix);
    ++size.prefix;
    if ((byte & 0x80) == 0) return size;
  }
  return std::nullopt;
}

bool TakeDelimited(absl::string_view* rest, absl::string_view* message) {
  const std::optional<DelimitedSize> size = SizeOfDelimited(*rest);
  if (!size.has_value() || size->message > rest->size() - size->prefix) return false;
  *message = rest->substr(size->prefix, size->message);
  rest->remove_prefix(size->prefix + size->message);
  return true;
}

}  // namespace risk::case_io
