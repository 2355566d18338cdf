#include "risk/mutation/edition_changes.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "risk/mutation/expression_edits.h"
#include "risk/mutation/treatment.h"
#include "risk/schema/date.h"
#include "risk/textproto/literal.h"
#include "risk/textproto/scanner.h"
#include "risk/textproto/source_text.h"
#include "risk/v1/edition.pb.h"

namespace risk::mutation {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using textproto::Node;
using textproto::SourceText;

constexpr int kDeepest = 16;

class FileReader {
 public:
  FileReader(size_t file, const SourceText& source, const Vocabulary& vocabulary,
             std::vector<Change>& changes)
      : file_(file), source_(source), vocabulary_(vocabulary), changes_(changes) {}

  void Read() {
    for (const Node& rule : source_.root.children) {
      const FieldDescriptor* field = v1::RuleFile::descriptor()->FindFieldByName(std::string(rule.field));
      if (field == nullptr || !IsChanged(field->name()) || !rule.is_message()) continue;
      const Node* id = rule.Child("id");
      rule_ = id == nullptr ? "" : textproto::LiteralValue(source_.text, id->value);
      VisitField(rule, *field, {});
    }
  }

 private:
  void VisitField(const Node& node, const FieldDescriptor& field, const Scope& scope);
  Scope Inside(const Node& message, const Descriptor& type, const Scope& outside) const;
  void Bind(const Node& loop, Scope& scope) const;
  void Expression(const Node& node, bool is_condition, const Scope& scope);
  void Drop(const Node& node, const char* kind);
  void Value(const Node& node, const char* kind, std::string other);
  void Number(const Node& node, const char* kind);
  void Date(const Node& node);
  std::string StringOf(const Node* node) const {
    return node == nullptr ? "" : textproto::LiteralValue(source_.text, node->value);
  }
  std::string TextOf(size_t begin, size_t end) const {
    return source_.text.substr(begin, end - begin);
  }
  void Add(Change change, size_t begin, size_t length) {
    change.rule = rule_;
    change.file = file_;
    change.place = source_.PlaceOf(begin, length);
    changes_.push_back(std::move(change));
  }

  const size_t file_;
  const SourceText& source_;
  const Vocabulary& vocabulary_;
  std::vector<Change>& changes_;
  std::string rule_;
};

void FileReader::VisitField(const Node& node, const FieldDescriptor& field, const Scope& scope) {
  const Treatment treatment = TreatmentOf(field);
  switch (treatment.how) {
    case How::kExpression:
      Expression(node, false, scope);
      break;
    case How::kCondition:
      Expression(node, true, scope);
      break;
    case How::kFactValue:
      Expression(node, vocabulary_.IsBoolFact(rule_), scope);
      break;
    case How::kDrop:
      Drop(node, treatment.kind);
      break;
    case How::kNumber:
      Number(node, treatment.kind);
      break;
    case How::kFlag:
      Value(node, treatment.kind, TextOf(node.value, node.end) == "true" ? "false" : "true");
      break;
    case How::kSeverity:
      Value(node, treatment.kind, TextOf(node.value, node.end) == "URGENT" ? "IMPORTANT" : "URGENT");
      break;
    case How::kParameterName: {
      const std::string next = vocabulary_.NextName("param." + StringOf(&node));
      if (!next.empty()) Value(node, treatment.kind, absl::StrCat("\"", next.substr(6), "\""));
      break;
    }
    case How::kDate:
      Date(node);
      return;
    case How::kNothing:
      break;
  }
  if (treatment.is_left_alone || !node.is_message() || field.message_type() == nullptr) return;
  const Scope inside = Inside(node, *field.message_type(), scope);
  for (const Node& child : node.children) {
    const FieldDescriptor* its = field.message_type()->FindFieldByName(std::string(child.field));
    if (its != nullptr) VisitField(child, *its, inside);
  }
}

// With the variables that a rule or a part of it brings along.
Scope FileReader::Inside(const Node& message, const Descriptor& type, const Scope& outside) const {
  Scope scope = outside;
  if (const Node* takes = message.Child("takes"); takes != nullptr) {
    scope[StringOf(takes->Child("name"))] =
        vocabulary_.FindMessage(StringOf(takes->Child("type")));
  }
  if (const Node* each = message.Child("for_each"); each != nullptr) Bind(*each, scope);
  if (&type == v1::View::From::descriptor()) {
    for (const Node& child : message.children) {
      if (child.field == "each") Bind(child, scope);
    }
  }
  return scope;
}

void FileReader::Bind(const Node& loop, Scope& scope) const {
  const std::string name = StringOf(loop.Child("name"));
  scope[name] = vocabulary_.TypeOf(StringOf(loop.Child("list")), scope);
}

// An expression is written anew as a whole, in one pair of quotes, with the edit in it.
void FileReader::Expression(const Node& node, bool is_condition, const Scope& scope) {
  if (!node.is_string()) return;
  const std::string text = textproto::LiteralValue(source_.text, node.value);
  const std::vector<size_t> offsets = textproto::LiteralOffsets(source_.text, node.value);
  std::vector<ExpressionEdit> edits = EditsOf(text, scope, vocabulary_);
  if (is_condition) {
    for (const char* constant : {"true", "false"}) {
      if (text != constant) edits.push_back({"condition", 0, text.size(), constant});
    }
  }
  for (const ExpressionEdit& edit : edits) {
    Change change;
    change.kind = edit.kind;
    change.before = text.substr(edit.offset, edit.length);
    change.after = edit.text;
    change.begin = node.value;
    change.length = node.end - node.value;
    std::string whole = text;
    whole.replace(edit.offset, edit.length, edit.text);
    change.text = absl::StrCat("\"", absl::Utf8SafeCEscape(whole), "\"");
    if (edit.length == 0) {  // what is put in front says what follows
      const size_t end = text.find_first_of(" )&|,", edit.offset);
      change.before = text.substr(edit.offset, end - edit.offset);
      change.after = absl::StrCat(edit.text, change.before);
    }
    const size_t begin = offsets[edit.offset];
    const size_t end = offsets[std::min(edit.offset + edit.length, offsets.size() - 1)];
    Add(std::move(change), begin, end > begin ? end - begin : 1);
  }
}

void FileReader::Drop(const Node& node, const char* kind) {
  Change change;
  change.kind = kind;
  size_t begin = node.in_list() ? node.value : node.begin;
  size_t end = node.end;
  change.before = TextOf(begin, end);
  const size_t place = begin;
  if (node.in_list()) {
    const size_t next = textproto::AfterSpace(source_.text, end);
    const size_t before = source_.text.find_last_not_of(" \t\r\n", begin - 1);
    if (next < source_.text.size() && source_.text[next] == ',') {
      end = next + 1;
    } else if (before != std::string::npos && source_.text[before] == ',') {
      begin = before;
    }
  }
  change.begin = begin;
  change.length = end - begin;
  Add(std::move(change), place, node.end - place);
}

void FileReader::Value(const Node& node, const char* kind, std::string other) {
  Change change;
  change.kind = kind;
  change.before = TextOf(node.value, node.end);
  change.after = other;
  change.begin = node.value;
  change.length = node.end - node.value;
  change.text = std::move(other);
  Add(std::move(change), node.value, node.end - node.value);
}

void FileReader::Number(const Node& node, const char* kind) {
  const std::string text = TextOf(node.value, node.end);
  if (absl::StrContains(text, '.') || absl::StrContains(text, 'e')) {
    // A coefficient or a rate: another tenth of it, or something where there was nothing.
    double number = 0;
    if (!absl::SimpleAtod(text, &number)) return;
    return Value(node, kind, absl::StrCat(number == 0 ? 0.1 : number * 1.1));
  }
  int64_t number = 0;
  if (!absl::SimpleAtoi(text, &number)) return;
  // Levels end at four.
  const bool is_highest_level = number == 4 && absl::string_view(kind) == "points";
  Value(node, kind, absl::StrCat(is_highest_level ? 3 : number + 1));
}

// A day later. Dates that are less than a day, or written in parts, are left alone.
void FileReader::Date(const Node& node) {
  if (!node.is_string()) return;
  const std::optional<schema::Days> days = schema::ParseDays(StringOf(&node));
  if (!days.has_value() || days->first != days->last) return;
  Value(node, "date",
        absl::StrCat("\"", schema::DateText(schema::DateOfDay(days->first + 1)), "\""));
}

}  // namespace

std::vector<Change> ChangesOf(const std::vector<RuleText>& files, const Vocabulary& vocabulary) {
  std::vector<Change> changes;
  for (size_t i = 0; i < files.size(); ++i) {
    if (absl::EndsWith(files[i].path, "edition.textproto")) continue;
    SourceText source(files[i].path, files[i].text);
    std::vector<textproto::Flaw> flaws;
    textproto::Scan(source.text, kDeepest, source.root, flaws);
    FileReader(i, source, vocabulary, changes).Read();
  }
  return changes;
}

}  // namespace risk::mutation
