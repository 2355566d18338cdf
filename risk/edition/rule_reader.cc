#include "risk/edition/rule_reader.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/text_format.h"
#include "risk/expression/utf8.h"
#include "risk/schema/names.h"

namespace risk::edition {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::OneofDescriptor;

constexpr int kDeepest = 16;

std::string Listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) absl::StrAppend(&text, text.empty() ? "" : ", ", name);
  return text;
}

// What a scalar field takes, in words.
std::string Expected(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return "a text in quotes";
    case FieldDescriptor::CPPTYPE_BOOL:
      return "true or false";
    case FieldDescriptor::CPPTYPE_ENUM:
      return "a name without quotes";
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return "a message in braces";
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return "a number";
    default:
      return "a whole number";
  }
}

// Compares the fields of a file with the message they are meant for, and blanks out of `text` what
// does not fit.
class FieldChecker {
 public:
  FieldChecker(SourceText& file, Reporter& reporter)
      : file_(file), text_(file.text), reporter_(reporter) {}

  void Check(SourceNode& node, const Descriptor& type) {
    std::map<std::string, const SourceNode*> first;
    for (SourceNode& child : node.children) {
      const FieldDescriptor* field = type.FindFieldByName(child.field);
      if (field == nullptr) {
        Unknown(node, child, type);
      } else if (!IsRepeat(child, *field, first)) {
        CheckValue(child, *field);
      }
    }
    LeaveOut(node.children);
  }

  const std::string& text() const { return text_; }

 private:
  // Takes fields with a problem out of the text: of a list, the list as a whole.
  void LeaveOut(std::vector<SourceNode>& children) {
    std::set<size_t> lists;
    for (const SourceNode& child : children) {
      if (child.is_left_out && child.list_end > 0) lists.insert(child.begin);
    }
    size_t done = 0;
    for (SourceNode& child : children) {
      child.is_left_out |= child.list_end > 0 && lists.count(child.begin) > 0;
      if (!child.is_left_out) continue;
      const size_t end = std::max(child.end, child.list_end);
      for (size_t i = std::max(child.begin, done); i < end; ++i) {
        if (text_[i] != '\n') text_[i] = ' ';
      }
      done = end;
    }
  }

  void Unknown(SourceNode& parent, SourceNode& child, const Descriptor& type) {
    std::vector<std::string> names = schema::FieldNames(type);
    std::string nearest = schema::Nearest(child.field, names);
    reporter_.Error(NameOf(child), "unknown-field",
                    absl::StrCat("\"", type.name(), "\" has no field \"", child.field, "\""),
                    nearest.empty() ? absl::StrCat("fields: ", Listed(names))
                                    : absl::StrCat("did you mean \"", nearest, "\"?"));
    if (!nearest.empty()) parent.meant.push_back(nearest);
    child.is_left_out = true;
  }

  // A field that holds one value and is given two, or two of a oneof.
  bool IsRepeat(SourceNode& child, const FieldDescriptor& field,
                std::map<std::string, const SourceNode*>& first) {
    if (field.is_repeated()) return false;
    const OneofDescriptor* oneof = field.real_containing_oneof();
    auto [place, is_new] = first.emplace(oneof ? oneof->name() : field.name(), &child);
    if (is_new) return false;
    std::string message =
        oneof ? absl::StrCat("\"", child.field, "\" besides \"", place->second->field,
                             "\": only one of them can be set")
              : absl::StrCat("\"", child.field, "\" is set twice");
    reporter_.Error(NameOf(child), "repeated-field", std::move(message))
        .other.push_back(NameOf(*place->second));
    child.is_left_out = true;
    return true;
  }

  void CheckValue(SourceNode& child, const FieldDescriptor& field) {
    if (child.is_message != (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE)) {
      Wrong(child, field);
    } else if (child.is_message) {
      Check(child, *field.message_type());
    } else if (child.is_string != (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING)) {
      Wrong(child, field);
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
      CheckEnum(child, field);
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_BOOL) {
      absl::string_view value = ValueText(child);
      if (value != "true" && value != "false") Wrong(child, field);
    } else if (!child.is_string) {
      CheckNumber(child, field);
    }
  }

  void CheckEnum(SourceNode& child, const FieldDescriptor& field) {
    std::string value(ValueText(child));
    if (field.enum_type()->FindValueByName(value) != nullptr) return;
    std::vector<std::string> names = schema::ValueNames(*field.enum_type());
    std::string hint = schema::DidYouMean(value, names);
    if (hint.empty()) hint = schema::DidYouMean(absl::AsciiStrToUpper(value), names);
    if (hint.empty()) hint = absl::StrCat("values: ", Listed(names));
    reporter_.Error(ValueOf(child), "unknown-value",
                    absl::StrCat("\"", field.name(), "\" has no value ", value), std::move(hint));
    child.is_left_out = true;
  }

  void CheckNumber(SourceNode& child, const FieldDescriptor& field) {
    absl::string_view value = ValueText(child);
    bool is_whole = field.cpp_type() != FieldDescriptor::CPPTYPE_DOUBLE;
    const std::string word = absl::AsciiStrToLower(absl::StripPrefix(value, "-"));
    if (!is_whole && (word == "inf" || word == "infinity" || word == "nan")) return;
    bool has_digit = false;
    for (char c : value) has_digit |= absl::ascii_isdigit(static_cast<unsigned char>(c));
    if (!has_digit || (is_whole && absl::StrContains(value, '.'))) Wrong(child, field);
  }

  void Wrong(SourceNode& child, const FieldDescriptor& field) {
    reporter_.Error(ValueOf(child), "wrong-value",
                    absl::StrCat("\"", field.name(), "\" takes ", Expected(field)));
    child.is_left_out = true;
  }

  absl::string_view ValueText(const SourceNode& node) const {
    return absl::string_view(file_.text).substr(node.value, node.end - node.value);
  }
  Place NameOf(const SourceNode& node) const { return At(&file_, &node).Name(); }
  Place ValueOf(const SourceNode& node) const { return At(&file_, &node).Value(); }

  SourceText& file_;
  std::string text_;
  Reporter& reporter_;
};

// Keeps the first error; TextFormat stops there.
class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, int column, const std::string& message) override {
    if (is_set) return;
    is_set = true;
    line_ = line;
    column_ = column;
    text = message;
    if (!text.empty()) text[0] = absl::ascii_tolower(static_cast<unsigned char>(text[0]));
    while (!text.empty() && text.back() == '.') text.pop_back();
  }

  // TextFormat counts lines and columns from 0 and widens tabs to multiples of 8.
  Place PlaceIn(const SourceText& file) const {
    size_t line = std::min<size_t>(std::max(line_, 0), file.line_starts.size() - 1);
    size_t at = file.line_starts[line];
    for (int column = 0; column < column_ && at < file.text.size() && file.text[at] != '\n'; ++at) {
      column += file.text[at] == '\t' ? 8 - column % 8 : 1;
    }
    return file.PlaceOf(at, 1);
  }

  bool is_set = false;
  std::string text;

 private:
  int line_ = 0;
  int column_ = 0;
};

}  // namespace

bool ReadRules(SourceText& file, google::protobuf::Message& message, Reporter& reporter) {
  if (const size_t bad = expression::FirstNotUtf8(file.text); bad != absl::string_view::npos) {
    Place place = file.PlaceOf(bad, 1);
    place.excerpt.clear();
    reporter.Error(std::move(place), "bad-utf8", "the file is not UTF-8 text",
                   "save it with the encoding UTF-8");
    return false;
  }
  std::optional<ScanError> error = Scan(file.text, kDeepest, file.root);
  if (error && error->code != "syntax") {
    reporter.Error(file.PlaceOf(error->offset, 1), error->code, error->message);
    return false;
  }
  FieldChecker checker(file, reporter);
  if (!error) checker.Check(file.root, *message.GetDescriptor());

  FirstError first;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&first);
  parser.SetRecursionLimit(kDeepest + 1);
  bool is_read = parser.ParseFromString(checker.text(), &message);
  if (error && (!first.is_set || file.LineOf(error->offset) <= first.PlaceIn(file).line)) {
    reporter.Error(file.PlaceOf(error->offset, 1), error->code, error->message);
  } else if (first.is_set) {
    reporter.Error(first.PlaceIn(file), "syntax", first.text);
  }
  return is_read && !error;
}

}  // namespace risk::edition
