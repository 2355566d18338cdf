// Walks every message and enum that a case can hold and checks what the rest of the library relies
// on: presence, wording, provenance, completeness answers, and names that rules can use.

#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "risk/v1/case.pb.h"
#include "risk/v1/options.pb.h"

namespace risk::v1 {
namespace {

using ::google::protobuf::Descriptor;
using ::google::protobuf::EnumDescriptor;
using ::google::protobuf::EnumValueDescriptor;
using ::google::protobuf::FieldDescriptor;

// What a case is made of, apart from the messages that every record shares.
struct Vocabulary {
  std::map<std::string, const Descriptor*> messages;
  std::map<std::string, const EnumDescriptor*> enums;
};

bool IsShared(const Descriptor& message) {
  return &message == Answer::descriptor() || &message == Date::descriptor() ||
         &message == Provenance::descriptor();
}

void Collect(const Descriptor& message, Vocabulary* vocabulary) {
  if (!vocabulary->messages.emplace(message.full_name(), &message).second) return;
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    if (field.enum_type() != nullptr) {
      vocabulary->enums.emplace(field.enum_type()->full_name(), field.enum_type());
    }
    if (field.message_type() != nullptr && !IsShared(*field.message_type())) {
      Collect(*field.message_type(), vocabulary);
    }
  }
}

const Vocabulary& CaseVocabulary() {
  static const Vocabulary* const vocabulary = [] {
    auto* made = new Vocabulary;
    Collect(*Case::descriptor(), made);
    return made;
  }();
  return *vocabulary;
}

std::vector<const FieldDescriptor*> AllFields() {
  std::vector<const FieldDescriptor*> fields;
  for (const auto& [name, message] : CaseVocabulary().messages) {
    for (int i = 0; i < message->field_count(); ++i) fields.push_back(message->field(i));
  }
  return fields;
}

const FieldNote& NoteOf(const FieldDescriptor& field) {
  return field.options().GetExtension(risk::v1::field);
}

bool IsA(const FieldDescriptor& field, const Descriptor* message) {
  return field.message_type() == message;
}

TEST(SchemaTest, EveryFieldHasWording) {
  for (const FieldDescriptor* field : AllFields()) {
    EXPECT_FALSE(NoteOf(*field).wording().empty()) << field->full_name();
  }
}

TEST(SchemaTest, EveryScalarHasPresence) {
  for (const FieldDescriptor* field : AllFields()) {
    if (!field->is_repeated()) EXPECT_TRUE(field->has_presence()) << field->full_name();
  }
}

// What an official tool is asked with says yes, no or nothing, and no reason for nothing.
bool IsOfficialRequest(const Descriptor& message) {
  return absl::EndsWith(message.file()->name(), "_inputs.proto");
}

TEST(SchemaTest, YesOrNoIsAnAnswer) {
  for (const FieldDescriptor* field : AllFields()) {
    if (IsOfficialRequest(*field->containing_type())) continue;
    EXPECT_NE(field->cpp_type(), FieldDescriptor::CPPTYPE_BOOL) << field->full_name();
  }
}

TEST(SchemaTest, EveryRecordCarriesItsProvenanceFirst) {
  for (const auto& [name, message] : CaseVocabulary().messages) {
    const FieldDescriptor* field = message->FindFieldByName("provenance");
    ASSERT_NE(field, nullptr) << name;
    EXPECT_EQ(field->number(), 1) << name;
    EXPECT_TRUE(IsA(*field, Provenance::descriptor())) << name;
  }
}

TEST(SchemaTest, FieldNumbersHaveNoGaps) {
  for (const auto& [name, message] : CaseVocabulary().messages) {
    for (int number = 1; number <= message->field_count(); ++number) {
      EXPECT_NE(message->FindFieldByNumber(number), nullptr) << name << " " << number;
    }
  }
}

TEST(SchemaTest, CompletenessIsAnAnswerBesideTheList) {
  for (const FieldDescriptor* field : AllFields()) {
    if (NoteOf(*field).complete().empty()) continue;
    const FieldDescriptor* complete =
        field->containing_type()->FindFieldByName(NoteOf(*field).complete());
    EXPECT_TRUE(field->is_repeated()) << field->full_name();
    ASSERT_NE(complete, nullptr) << field->full_name();
    EXPECT_TRUE(IsA(*complete, Answer::descriptor())) << complete->full_name();
    EXPECT_EQ(NoteOf(*complete).reassuring(), Answer::YES) << complete->full_name();
    EXPECT_EQ(complete->name(), field->name() + "_complete");
  }
}

TEST(SchemaTest, OptionsFitTheKindOfField) {
  for (const auto& [name, message] : CaseVocabulary().messages) {
    int known_from = 0;
    for (int i = 0; i < message->field_count(); ++i) {
      const FieldDescriptor& field = *message->field(i);
      const FieldNote& note = NoteOf(field);
      const bool is_date = IsA(field, Date::descriptor());
      const bool is_number = field.cpp_type() == FieldDescriptor::CPPTYPE_INT32 ||
                             field.cpp_type() == FieldDescriptor::CPPTYPE_DOUBLE;
      known_from += note.known_from();
      if (note.known_from() || note.may_be_future()) EXPECT_TRUE(is_date) << field.full_name();
      if (is_number) EXPECT_FALSE(note.unit().empty()) << field.full_name();
      const bool is_list = field.is_repeated() && field.message_type() != nullptr;
      if (!note.unit().empty() || note.has_at_least()) EXPECT_TRUE(is_number) << field.full_name();
      if (note.has_at_most()) EXPECT_TRUE(is_number || is_list) << field.full_name();
      if (note.reassuring() != Answer::VALUE_UNSPECIFIED) {
        EXPECT_TRUE(IsA(field, Answer::descriptor())) << field.full_name();
      }
    }
    EXPECT_LE(known_from, 1) << name;
  }
}

TEST(SchemaTest, ReferencesNameRecordsWithAnId) {
  for (const FieldDescriptor* field : AllFields()) {
    for (const std::string& target : NoteOf(*field).refers_to()) {
      EXPECT_EQ(field->cpp_type(), FieldDescriptor::CPPTYPE_STRING) << field->full_name();
      if (absl::ascii_islower(target[0])) continue;
      const auto found = CaseVocabulary().messages.find(absl::StrCat("risk.v1.", target));
      ASSERT_NE(found, CaseVocabulary().messages.end()) << field->full_name() << " " << target;
      EXPECT_NE(found->second->FindFieldByName("id"), nullptr) << target;
    }
  }
}

// Rules write `Offence.Kind.ROBBERY`: messages are top-level, and zero says that nothing was
// stated.
TEST(SchemaTest, EnumsStartUnspecified) {
  for (const auto& [name, descriptor] : CaseVocabulary().enums) {
    const EnumValueDescriptor* zero = descriptor->FindValueByNumber(0);
    ASSERT_NE(zero, nullptr) << name;
    EXPECT_TRUE(absl::EndsWith(zero->name(), "_UNSPECIFIED")) << name;
    for (int i = 0; i < descriptor->value_count(); ++i) {
      const EnumValueDescriptor& value = *descriptor->value(i);
      EXPECT_EQ(absl::EndsWith(value.name(), "NOT_KNOWN"),
                value.options().GetExtension(risk::v1::value).not_known())
          << value.full_name();
    }
  }
}

TEST(SchemaTest, MessagesAreNotNested) {
  for (const auto& [name, message] : CaseVocabulary().messages) {
    EXPECT_EQ(message->containing_type(), nullptr) << name;
  }
}

TEST(SchemaTest, NamesCanBeWrittenInRules) {
  const std::set<std::string> reserved = {
      "as",       "break",   "const",  "continue", "else", "false", "for",
      "function", "if",      "import", "in",       "let",  "loop",  "namespace",
      "null",     "package", "return", "true",     "var",  "void",  "while"};
  for (const FieldDescriptor* field : AllFields()) {
    EXPECT_EQ(reserved.count(field->name()), 0u) << field->full_name();
  }
  const std::set<std::string> taken = {"assessed_on", "band", "check",      "fact",  "factor",
                                       "finding",     "id",   "instrument", "level", "param"};
  for (int i = 0; i < Case::descriptor()->field_count(); ++i) {
    const std::string& name = Case::descriptor()->field(i)->name();
    EXPECT_EQ(taken.count(name), 0u) << name;
  }
}

// Collects errors with their position.
class Errors : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, int column, const std::string& message) override {
    absl::StrAppend(&text, line + 1, ":", column + 1, ": ", message, "\n");
  }
  std::string text;
};

TEST(SchemaTest, SampleCaseParsesAndIsSmall) {
  std::ifstream file("tests/proto/sample_case.textproto");
  ASSERT_TRUE(file.good());
  std::stringstream text;
  text << file.rdbuf();
  Errors errors;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&errors);
  Case sample;
  ASSERT_TRUE(parser.ParseFromString(text.str(), &sample)) << errors.text;
  EXPECT_EQ(sample.relationships().people(1).id(), sample.domestic_abuse().incidents(0).victim());
  EXPECT_LE(sample.ByteSizeLong(), 600u);
}

}  // namespace
}  // namespace risk::v1
