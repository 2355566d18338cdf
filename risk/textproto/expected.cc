#include "risk/textproto/expected.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "risk/schema/field.h"
#include "risk/schema/names.h"

namespace risk::textproto {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

namespace {

constexpr size_t kMostListed = 12;

std::string WithArticle(const std::string& name) {
  const bool is_vowel = absl::string_view("AEIOU").find(name[0]) != absl::string_view::npos;
  return absl::StrCat(is_vowel ? "an " : "a ", name);
}

}  // namespace

std::string Listed(std::vector<std::string> names) {
  if (names.size() > kMostListed) {
    names.resize(kMostListed);
    names.push_back("…");
  }
  return absl::StrJoin(names, ", ");
}

std::string Expected(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_INT64:
    case FieldDescriptor::CPPTYPE_UINT32:
    case FieldDescriptor::CPPTYPE_UINT64:
      return "a whole number";
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
      return "a number";
    case FieldDescriptor::CPPTYPE_BOOL:
      return "true or false";
    case FieldDescriptor::CPPTYPE_STRING:
      return "text in quotes";
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return absl::StrCat(WithArticle(field.message_type()->name()), " in braces");
    case FieldDescriptor::CPPTYPE_ENUM:
      return absl::StrCat("one of ", Listed(schema::ValueNames(*field.enum_type())));
  }
  return "another value";
}

const char* Came(Scalar::Kind kind) {
  switch (kind) {
    case Scalar::Kind::kWhole:
    case Scalar::Kind::kNumber:
      return "a number";
    case Scalar::Kind::kQuoted:
      return "text in quotes";
    case Scalar::Kind::kWord:
      return "a word without quotes";
    case Scalar::Kind::kNull:
      return "null";
  }
  return "something else";
}

std::string HowToWrite(const Descriptor& type, Form form) {
  const bool is_json = form == Form::kJson;
  if (schema::IsDate(&type)) {
    return absl::StrCat(
        "a date is written \"2021-06-03\", or ",
        is_json ? "{\"year\": 2021, \"month\": 6, \"day\": 3}" : "{ year: 2021 month: 6 day: 3 }",
        "; leave out the day, or the day and the month, if they are not known");
  }
  if (schema::IsAnswer(&type)) {
    return is_json ? "an answer is written true, false, {\"value\": \"YES\"}, {\"value\": \"NO\"} "
                     "or {\"missing\": \"NOT_ASKED\"}"
                   : "an answer is written YES, NO, NOT_ASKED, { value: YES }, { value: NO } or { "
                     "missing: NOT_ASKED }";
  }
  return absl::StrCat("its fields are ", Listed(schema::FieldNames(type)));
}

}  // namespace risk::textproto
