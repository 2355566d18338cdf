#include "risk/schema/wording.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "risk/schema/field.h"

namespace risk::schema {

using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;

namespace {

std::string PlainLetters(const std::string& name) {
  return absl::StrReplaceAll(absl::AsciiStrToLower(name), {{"_", " "}});
}

}  // namespace

std::string ValueWording(const EnumDescriptor& type, int number) {
  const EnumValueDescriptor* value = type.FindValueByNumber(number);
  if (value == nullptr) return absl::StrCat(number);
  const std::string& wording = NoteOf(*value).wording();
  return wording.empty() ? PlainLetters(value->name()) : wording;
}

std::string FieldWording(const FieldDescriptor& field) {
  const std::string& wording = NoteOf(field).wording();
  return wording.empty() ? PlainLetters(field.name()) : wording;
}

const std::string& AgencyName(v1::FieldNote::Agency agency) {
  const EnumValueDescriptor* value = v1::FieldNote::Agency_descriptor()->FindValueByNumber(agency);
  return NoteOf(value != nullptr ? *value : *v1::FieldNote::Agency_descriptor()->value(0))
      .in_sentence();
}

}  // namespace risk::schema
