#include "risk/case_io/schema_walk.h"

#include <limits>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/protobuf/descriptor.pb.h"
#include "risk/expression/utf8.h"
#include "risk/schema/field.h"
#include "risk/schema/names.h"

namespace risk::case_io {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

constexpr int kMostValuesListed = 12;

// How the value is meant to be written, for the types that are most often written as plain values.
std::string MessageHint(const Descriptor& type, Form form) {
  const bool json = form == Form::kJson;
  if (schema::IsDate(&type)) {
    return absl::StrCat(
        "a date is written ",
        json ? "{\"year\": 2021, \"month\": 6, \"day\": 3}" : "{ year: 2021 month: 6 day: 3 }",
        "; leave out the day, or the day and the month, if they are not known");
  }
  if (schema::IsAnswer(&type)) {
    return json ? "an answer is written {\"value\": \"YES\"}, {\"value\": \"NO\"} or {\"missing\": "
                  "\"NOT_ASKED\"}"
                : "an answer is written { value: YES }, { value: NO } or { missing: NOT_ASKED }";
  }
  std::vector<std::string> names = schema::FieldNames(type);
  if (names.size() > kMostValuesListed) names.resize(kMostValuesListed);
  return absl::StrCat("its fields begin with ", absl::StrJoin(names, ", "));
}

struct Limits {
  uint64_t most_negative;  // magnitude
  uint64_t most;
};

Limits WholeLimits(FieldDescriptor::CppType type) {
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

const char* Came(Scalar::Kind kind) {
  switch (kind) {
    case Scalar::kWhole:
    case Scalar::kNumber:
      return "a number";
    case Scalar::kQuoted:
      return "text in quotes";
    case Scalar::kWord:
      return "a word without quotes";
    case Scalar::kBool:
      return "true or false";
    case Scalar::kNull:
      return "null";
  }
  return "something else";
}

std::string Article(const std::string& name) {
  const bool is_vowel = absl::string_view("AEIOU").find(name[0]) != absl::string_view::npos;
  return absl::StrCat(is_vowel ? "an " : "a ", name);
}

}  // namespace

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
      return absl::StrCat(Article(field.message_type()->name()), " in braces");
    case FieldDescriptor::CPPTYPE_ENUM: {
      std::vector<std::string> names = schema::ValueNames(*field.enum_type());
      if (names.size() > kMostValuesListed) {
        names.resize(kMostValuesListed);
        names.push_back("…");
      }
      return absl::StrCat("one of ", absl::StrJoin(names, ", "));
    }
  }
  return "another value";
}

SchemaWalk::SchemaWalk(const Descriptor* type, Form form, const WalkOptions& options,
                       Problems* problems)
    : form_(form), options_(options), problems_(problems) {
  frames_.emplace_back(type);
}

bool SchemaWalk::depth_exceeded(int further) const {
  return static_cast<int>(frames_.size()) + further > options_.deepest;
}

bool SchemaWalk::Enter(const Descriptor* type, Position at) {
  if (depth_exceeded(0)) {
    Report(at, "too-deep", absl::StrCat("more than ", options_.deepest, " levels of braces"),
           "a record needs far fewer; is this the right file?");
    return false;
  }
  frames_.emplace_back(type);
  return true;
}

void SchemaWalk::Leave() { frames_.pop_back(); }

std::string SchemaWalk::Path() const {
  std::string path;
  for (const Frame& frame : frames_) {
    if (frame.field == nullptr) break;
    absl::StrAppend(&path, path.empty() ? "" : ".", frame.field->name());
    const auto element = frame.elements.find(frame.field->number());
    if (element != frame.elements.end()) absl::StrAppend(&path, "[", element->second - 1, "]");
  }
  return path;
}

void SchemaWalk::Report(Position at, std::string code, std::string message, std::string hint) {
  if (options_.locations != nullptr) return;
  problems_->Add(at, Path(), std::move(code), std::move(message), std::move(hint));
}

void SchemaWalk::Note(Position at) {
  if (options_.locations == nullptr) return;
  const auto wanted = options_.locations->find(Path());
  if (wanted != options_.locations->end() && wanted->second.line == 0) wanted->second = at;
}

const FieldDescriptor* SchemaWalk::Field(absl::string_view name, Position at) {
  Frame& frame = frames_.back();
  frame.field = nullptr;
  const std::string key(name);
  const FieldDescriptor* field = frame.type->FindFieldByName(key);
  if (field == nullptr && form_ == Form::kJson) field = frame.type->FindFieldByCamelcaseName(key);
  if (field == nullptr) {
    if (!options_.allow_unknown_fields) {
      const std::string holder = Path();
      Report(at, "unknown-field",
             absl::StrCat("unknown field ", QuoteName(name), " in ",
                          holder.empty() ? frame.type->name() : holder),
             schema::DidYouMean(name, schema::FieldNames(*frame.type)));
    }
    return nullptr;
  }
  frame.field = field;
  CheckNotYetGiven(*field, at);
  if (!field->is_repeated()) Note(at);
  return field;
}

void SchemaWalk::CheckNotYetGiven(const FieldDescriptor& field, Position at) {
  Frame& frame = frames_.back();
  const bool is_new = frame.seen.insert(field.number()).second;
  if (!is_new && !(form_ == Form::kText && field.is_repeated())) {
    Report(at, "duplicate-field",
           absl::StrCat("field \"", field.name(), "\" is given more than once"),
           "keep one of them");
    return;
  }
  const auto* oneof = field.real_containing_oneof();
  if (oneof == nullptr || !is_new) return;
  const FieldDescriptor*& other = frame.oneofs[oneof->index()];
  if (other != nullptr) {
    Report(at, "duplicate-field",
           absl::StrCat("both \"", other->name(), "\" and \"", field.name(),
                        "\" are given, and only one of them can hold"),
           "keep one of them");
  }
  other = &field;
}

void SchemaWalk::Element(Position at) {
  Frame& frame = frames_.back();
  if (frame.field == nullptr) return;
  ++frame.elements[frame.field->number()];
  Note(at);
}

void SchemaWalk::WrongType(const FieldDescriptor& field, Position at, absl::string_view came) {
  Report(at, "wrong-type",
         absl::StrCat("\"", field.name(), "\" needs ", Expected(field), ", got ", came),
         field.message_type() != nullptr ? MessageHint(*field.message_type(), form_) : "");
}

void SchemaWalk::CheckScalar(const FieldDescriptor& field, const Scalar& value, Position at) {
  bool fits = false;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      break;
    case FieldDescriptor::CPPTYPE_ENUM:
      return CheckEnum(field, value, at);
    case FieldDescriptor::CPPTYPE_STRING:
      fits = value.kind == Scalar::kQuoted;
      if (fits && field.type() == FieldDescriptor::TYPE_STRING &&
          expression::FirstNotUtf8(value.text) != absl::string_view::npos) {
        Report(at, "bad-text", absl::StrCat("\"", field.name(), "\" is not UTF-8 text"),
               "write letters as they are, without octal or hexadecimal escapes");
      }
      break;
    case FieldDescriptor::CPPTYPE_BOOL:
      fits = value.kind == Scalar::kBool;
      break;
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
      fits = value.kind == Scalar::kNumber || value.kind == Scalar::kWhole;
      break;
    default:
      fits = value.kind == Scalar::kWhole;
      if (fits) CheckWhole(field, value, at);
  }
  if (!fits) WrongType(field, at, Came(value.kind));
}

void SchemaWalk::CheckWhole(const FieldDescriptor& field, const Scalar& value, Position at) {
  const Limits limits = WholeLimits(field.cpp_type());
  if (!value.overflows &&
      value.magnitude <= (value.negative ? limits.most_negative : limits.most)) {
    return;
  }
  Report(
      at, "out-of-range",
      absl::StrCat("\"", field.name(), "\" must be between ", limits.most_negative == 0 ? "" : "-",
                   limits.most_negative, " and ", limits.most));
}

void SchemaWalk::CheckEnum(const FieldDescriptor& field, const Scalar& value, Position at) {
  const EnumDescriptor& type = *field.enum_type();
  if (value.kind == Scalar::kWhole) {
    const int64_t number = value.negative ? -static_cast<int64_t>(value.magnitude & 0x7fffffff)
                                          : static_cast<int64_t>(value.magnitude & 0x7fffffff);
    const bool in_range = !value.overflows && value.magnitude <= 0x7fffffff;
    if (in_range && type.FindValueByNumber(static_cast<int>(number)) != nullptr) return;
  } else if (value.kind == Scalar::kWord || value.kind == Scalar::kQuoted) {
    if (type.FindValueByName(value.text) != nullptr) return;
  } else {
    return WrongType(field, at, Came(value.kind));
  }
  // The value itself may be personal: only the schema's own names are quoted.
  Report(at, "unknown-value",
         absl::StrCat("\"", field.name(), "\" needs ", Expected(field), ", got another value"),
         schema::DidYouMean(value.text, schema::ValueNames(type)));
}

}  // namespace risk::case_io
