// Every word of the vocabulary that could tell of an act stands in the table of roads: a new kind of
// offence, a new question or a new list of the record fails here until it does.
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "gtest/gtest.h"
#include "risk/schema/field.h"
#include "risk/v1/case.pb.h"
#include "tests/edition/road_table.h"

namespace risk {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

std::string WordOf(const std::string& full_name) { return std::string(absl::StripPrefix(full_name, "risk.v1.")); }

// The words of the vocabulary that records of the table use: "Offence.kind", "Offence.Kind.ARSON".
void AddWords(const Message& message, std::set<std::string>& words, std::set<const Descriptor*>& types) {
  const auto& reflection = *message.GetReflection();
  types.insert(message.GetDescriptor());
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    words.insert(WordOf(field->full_name()));
    if (schema::IsAnswer(field->message_type()) || schema::IsDate(field->message_type()) ||
        schema::IsProvenance(field->message_type())) {
      continue;
    }
    const int count = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      if (field->message_type() != nullptr) {
        AddWords(field->is_repeated() ? reflection.GetRepeatedMessage(message, field, i)
                                      : reflection.GetMessage(message, field),
                 words, types);
      } else if (field->enum_type() != nullptr) {
        const auto* value = field->is_repeated() ? reflection.GetRepeatedEnum(message, field, i)
                                                 : reflection.GetEnum(message, field);
        words.insert(absl::StrCat(WordOf(field->enum_type()->full_name()), ".", value->name()));
      }
    }
  }
}

// The answers and values that the types have, and the lists of messages in all of a case.
void AddWordsOf(const Descriptor& type, const std::set<const Descriptor*>& telling, std::set<const Descriptor*>& seen,
                std::set<std::string>& words) {
  if (!seen.insert(&type).second) return;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    const bool is_answer = schema::IsAnswer(field.message_type());
    const bool is_list = field.is_repeated() && field.message_type() != nullptr;
    const bool tells = telling.count(&type) > 0;
    if (is_list || (tells && is_answer && !schema::IsCompletenessField(field))) words.insert(WordOf(field.full_name()));
    if (tells && field.enum_type() != nullptr) {
      for (int k = 0; k < field.enum_type()->value_count(); ++k) {
        const auto& value = *field.enum_type()->value(k);
        if (!schema::IsKnownNumber(*field.enum_type(), value.number())) continue;
        words.insert(absl::StrCat(WordOf(field.enum_type()->full_name()), ".", value.name()));
      }
    }
    if (field.message_type() != nullptr && !is_answer) AddWordsOf(*field.message_type(), telling, seen, words);
  }
}

TEST(Vocabulary, EveryWordTellsOfAnActOrIsSaidToTellOfNone) {
  std::set<std::string> used;
  std::set<const Descriptor*> types;
  for (const Telling& telling : Tellings()) AddWords(telling.told, used, types);
  std::set<std::string> words;
  std::set<const Descriptor*> seen;
  AddWordsOf(*v1::Case::descriptor(), types, seen, words);
  std::set<const std::string*> needless;
  for (const test::Silent& silent : Table().silent()) {
    for (const std::string& what : silent.what()) needless.insert(&what);
  }
  for (const std::string& word : words) {
    bool is_silent = false;
    for (const test::Silent& silent : Table().silent()) {
      for (const std::string& what : silent.what()) {
        if (!Names(what, word) || (used.count(word) > 0 && absl::EndsWith(what, "*"))) continue;
        is_silent = true;
        needless.erase(&what);
      }
    }
    EXPECT_FALSE(is_silent && used.count(word) > 0) << word << " is used; take it out of silent.textproto";
    EXPECT_TRUE(is_silent || used.count(word) > 0) << word << ": say how it tells of an act, or that it tells of none";
  }
  for (const std::string* what : needless) ADD_FAILURE() << *what << " is no word of the vocabulary that tells of no act";
}

}  // namespace
}  // namespace risk
