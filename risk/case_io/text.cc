#include "risk/case_io/text.h"

#include <limits>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/text_format.h"

namespace risk::case_io {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::io::Tokenizer;

// Protobuf's messages quote what came, which may be personal.
std::string WithoutQuotes(const std::string& message) {
  std::string text;
  bool inside = false;
  for (char c : message.substr(0, message.find(", got: "))) {
    if (c == '"') {
      inside = !inside;
      if (inside) absl::StrAppend(&text, "…");
    } else if (!inside) {
      text += absl::ascii_tolower(c);
    }
  }
  return std::string(absl::StripSuffix(text, "."));
}

// Words and numbers mean different things in fields of different types: TRUE may be a value of an
// enum.
void ReadAsType(const FieldDescriptor& field, Scalar* scalar) {
  const std::string& word = scalar->text;
  const std::string lower = absl::AsciiStrToLower(word);
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      if (scalar->kind == Scalar::kWhole && !scalar->negative && scalar->magnitude < 2) {
        scalar->kind = Scalar::kBool;
      }
      if (scalar->kind == Scalar::kWord && (word == "t" || word == "f")) {
        scalar->kind = Scalar::kBool;
      }
      break;
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
      if (scalar->kind == Scalar::kWord &&
          (lower == "inf" || lower == "infinity" || lower == "nan")) {
        scalar->kind = Scalar::kNumber;
      }
      break;
    default:
      break;
  }
  const bool is_bool = word == "true" || word == "True" || word == "false" || word == "False";
  if (scalar->kind == Scalar::kWord && is_bool && field.enum_type() == nullptr) {
    scalar->kind = Scalar::kBool;
  }
}

class SyntaxErrors : public google::protobuf::io::ErrorCollector {
 public:
  explicit SyntaxErrors(Problems* problems) : problems_(problems) {}

  void AddError(int line, google::protobuf::io::ColumnNumber column,
                const std::string& message) override {
    any_ = true;
    problems_->Add({line + 1, column + 1}, "", "syntax", WithoutQuotes(message));
  }

  bool any() const { return any_; }

 private:
  Problems* problems_;
  bool any_ = false;
};

class TextChecker {
 public:
  TextChecker(absl::string_view text, const Descriptor* type, const WalkOptions& options,
              Problems* problems)
      : problems_(problems),
        errors_(options.locations == nullptr ? problems : &unheard_),
        stream_(text.data(), static_cast<int>(text.size())),
        tokens_(&stream_, &errors_),
        walk_(type, Form::kText, options, problems) {
    tokens_.set_allow_f_after_float(true);
    tokens_.set_comment_style(Tokenizer::SH_COMMENT_STYLE);
    tokens_.set_require_space_after_number(false);
    tokens_.Next();
  }

  void Check() {
    while (!Is(Tokenizer::TYPE_END) && Field()) {
    }
  }

 private:
  Position At() const { return {tokens_.current().line + 1, tokens_.current().column + 1}; }
  bool Is(Tokenizer::TokenType type) const { return tokens_.current().type == type; }
  bool Is(const char* text) const { return tokens_.current().text == text; }

  // Moves on. False when there is nothing to move on to, or reading on makes no sense.
  bool Next() {
    tokens_.Next();
    return !errors_.any() && !problems_->full();
  }

  bool Take(const char* text) {
    if (!Is(text)) return false;
    tokens_.Next();
    return true;
  }

  bool Syntax(const std::string& expected) {
    if (!errors_.any()) {
      walk_.Report(At(), "syntax",
                   absl::StrCat("expected ", expected,
                                Is(Tokenizer::TYPE_END) ? ", and the text ends here" : ""));
    }
    return false;
  }

  // Each of these reads one part of the grammar and returns whether reading on makes sense.
  bool Field();
  bool Skip(int depth);
  bool SkipValue(int depth);
  bool Message(const FieldDescriptor& field);
  bool Value(const FieldDescriptor& field);
  bool List(const FieldDescriptor& field);
  bool ReadScalar(Scalar* scalar);

  Problems* problems_;
  Problems unheard_{""};
  SyntaxErrors errors_;
  google::protobuf::io::ArrayInputStream stream_;
  mutable Tokenizer tokens_;  // current() is not const
  SchemaWalk walk_;
};

bool TextChecker::Field() {
  const Position at = At();
  if (Is("[")) {
    walk_.Report(at, "unknown-field", "a name in brackets is an extension, and records have none");
    return false;
  }
  if (!Is(Tokenizer::TYPE_IDENTIFIER)) return Syntax("the name of a field");
  const std::string name = tokens_.current().text;
  if (!Next()) return false;
  const FieldDescriptor* field = walk_.Field(name, at);
  if (field == nullptr) return Skip(1);
  const bool is_message = field->message_type() != nullptr;
  const bool has_colon = Take(":");
  if (!has_colon && !Is("{") && !Is("<") && !(is_message && Is("["))) {
    return Syntax(is_message ? "\"{\" after the name of the field"
                             : "\":\" after the name of the field");
  }
  if (Is("[")) {
    if (!List(*field)) return false;
  } else {
    if (field->is_repeated()) walk_.Element(at);
    if (!Value(*field)) return false;
  }
  if (!Take(";")) Take(",");
  return !errors_.any() && !problems_->full();
}

bool TextChecker::List(const FieldDescriptor& field) {
  if (!field.is_repeated()) {
    walk_.WrongType(field, At(), "a list");
    return SkipValue(1);
  }
  if (!Next()) return false;
  if (Take("]")) return true;
  while (true) {
    walk_.Element(At());
    if (!Value(field)) return false;
    if (Take("]")) return true;
    if (!Take(",")) return Syntax("\",\" or \"]\" in a list");
  }
}

bool TextChecker::Value(const FieldDescriptor& field) {
  const Position at = At();
  if (Is("{") || Is("<")) {
    if (field.message_type() != nullptr) return Message(field);
    walk_.WrongType(field, at, "braces");
    return SkipValue(1);
  }
  if (Is("[")) return Syntax("a value, not a list within a list");
  Scalar scalar;
  if (!ReadScalar(&scalar)) return false;
  ReadAsType(field, &scalar);
  const bool is_quoted_enum =
      scalar.kind == Scalar::kQuoted && field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM;
  if (is_quoted_enum) {
    walk_.WrongType(field, at, "text in quotes");
  } else {
    walk_.CheckScalar(field, scalar, at);
  }
  return !problems_->full();
}

bool TextChecker::ReadScalar(Scalar* scalar) {
  if (Is("-")) {
    scalar->negative = true;
    if (!Next()) return false;
  }
  if (Is(Tokenizer::TYPE_INTEGER)) {
    scalar->kind = Scalar::kWhole;
    scalar->overflows = !Tokenizer::ParseInteger(
        tokens_.current().text, std::numeric_limits<uint64_t>::max(), &scalar->magnitude);
  } else if (Is(Tokenizer::TYPE_FLOAT)) {
    scalar->kind = Scalar::kNumber;
  } else if (Is(Tokenizer::TYPE_IDENTIFIER)) {
    scalar->kind = Scalar::kWord;
    scalar->text = tokens_.current().text;
  } else if (Is(Tokenizer::TYPE_STRING) && !scalar->negative) {
    scalar->kind = Scalar::kQuoted;
    while (Is(Tokenizer::TYPE_STRING)) {
      Tokenizer::ParseStringAppend(tokens_.current().text, &scalar->text);
      tokens_.Next();
    }
    return !errors_.any();
  } else {
    return Syntax("a value");
  }
  tokens_.Next();
  return !errors_.any();
}

bool TextChecker::Message(const FieldDescriptor& field) {
  const bool in_angles = Is("<");
  const char* close = in_angles ? ">" : "}";
  const Position opened = At();
  if (!walk_.Enter(field.message_type(), opened) || !Next()) return false;
  while (!Is(close)) {
    if (Is(Tokenizer::TYPE_END)) {
      return Syntax(absl::StrCat("\"", close, "\" for the one opened at line ", opened.line));
    }
    if (!Field()) return false;
  }
  walk_.Leave();
  tokens_.Next();
  return !errors_.any();
}

// The value of a field that is not known, whatever it is.
bool TextChecker::Skip(int depth) {
  const bool has_colon = Take(":");
  if (!has_colon && !Is("{") && !Is("<"))
    return Syntax("\":\" or \"{\" after the name of the field");
  if (!SkipValue(depth)) return false;
  if (!Take(";")) Take(",");
  return !errors_.any() && !problems_->full();
}

bool TextChecker::SkipValue(int depth) {
  if (walk_.depth_exceeded(depth)) {
    walk_.Report(At(), "too-deep", "too many levels of braces");
    return false;
  }
  if (Take("[")) {
    if (Take("]")) return true;
    while (true) {
      if (!SkipValue(depth + 1)) return false;
      if (Take("]")) return true;
      if (!Take(",")) return Syntax("\",\" or \"]\" in a list");
    }
  }
  if (Is("{") || Is("<")) {
    const char* close = Is("<") ? ">" : "}";
    if (!Next()) return false;
    while (!Take(close)) {
      if (!Is(Tokenizer::TYPE_IDENTIFIER)) {
        return Syntax(absl::StrCat("the name of a field or \"", close, "\""));
      }
      if (!Next() || !Skip(depth + 1)) return false;
    }
    return !errors_.any();
  }
  Scalar ignored;
  return ReadScalar(&ignored);
}

}  // namespace

void CheckText(absl::string_view text, const Descriptor* type, const WalkOptions& options,
               Problems* problems) {
  TextChecker(text, type, options, problems).Check();
}

void ReadText(absl::string_view text, const WalkOptions& options,
              google::protobuf::Message* message, Problems* problems) {
  CheckText(text, message->GetDescriptor(), options, problems);
  if (!problems->empty()) return;
  google::protobuf::io::ArrayInputStream stream(text.data(), static_cast<int>(text.size()));
  google::protobuf::TextFormat::Parser parser;
  SyntaxErrors errors(problems);
  parser.RecordErrorsTo(&errors);
  parser.AllowUnknownField(options.allow_unknown_fields);
  parser.SetRecursionLimit(options.deepest + 1);
  if (!parser.Parse(&stream, message) && problems->empty()) {
    problems->Add({}, "", "syntax", "not a record in text format");
  }
}

}  // namespace risk::case_io
