// What stands in a record though nothing is known settles nothing, in any field of the schema.
#include "risk/evidence.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "risk/schema/bounds.h"
#include "risk/schema/field.h"
#include "risk/schema/not_known.h"
#include "risk/v1/case.pb.h"

namespace risk {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::TextFormat;

v1::Date Day(int year, int month, int day) {
  v1::Date date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

v1::Case CaseOf(const std::string& text) {
  v1::Case record;
  EXPECT_TRUE(TextFormat::ParseFromString(text, &record)) << text;
  return record;
}

std::string CodesOf(const std::vector<v1::Note>& notes) {
  std::string codes;
  for (const v1::Note& note : notes) absl::StrAppend(&codes, codes.empty() ? "" : " ", note.code());
  return codes;
}

// The message in the record, made if it is not there.
using Holder = std::function<Message&()>;

// Calls `visit` for each field of each kind of message in a case, with a record and the message in it
// that holds the field.
void ForEachField(
    const std::function<void(v1::Case&, const Holder&, const FieldDescriptor&, bool as_written)>& visit) {
  std::set<std::string> seen;
  const std::function<void(const Descriptor&, std::vector<const FieldDescriptor*>, bool)> walk =
      [&](const Descriptor& type, std::vector<const FieldDescriptor*> way, bool as_written) {
        if (!seen.insert(type.full_name()).second) return;
        for (int i = 0; i < type.field_count(); ++i) {
          const FieldDescriptor& field = *type.field(i);
          v1::Case record;
          const auto find = [&record, &way]() -> Message& {
            Message* holder = &record;
            for (const FieldDescriptor* step : way) {
              const google::protobuf::Reflection& reflection = *holder->GetReflection();
              holder = !step->is_repeated()                           ? reflection.MutableMessage(holder, step)
                       : reflection.FieldSize(*holder, step) > 0 ? reflection.MutableRepeatedMessage(holder, step, 0)
                                                                 : reflection.AddMessage(holder, step);
            }
            return *holder;
          };
          const bool is_as_written = as_written || schema::NoteOf(field).as_written();
          visit(record, find, field, is_as_written);
          if (!schema::HoldsMessages(field)) continue;
          std::vector<const FieldDescriptor*> further = way;
          further.push_back(&field);
          walk(*field.message_type(), further, is_as_written);
        }
      };
  walk(*v1::Case::descriptor(), {}, false);
}

constexpr const char* kFillers[] = {
    "", " ", "\t\n", "-", "--", "?", "...", "n/a", "N/A", "N.A.", "Not known", "NOT KNOWN.", "unknown",
    "Unknown force", "TBC", "tbc - chase", "T.B.C.", "t.b.a", "To be confirmed", "not recorded", "None",
    "null", "NULL", "nil", "\xE2\x80\x93", "\xC2\xA0", "Not yet known", "awaited", "Don't know", "xxx",
    "force not known", "Police (TBC)", "N/A - no partner", "xxxxx", "0000", "888", "n/a n/a", "NotKnown", "n o n e",
    "Click or tap here to enter text.", "[insert force]", "no reply yet", "refused to say", "&nbsp; unknown",
    "00/00/0000", "heb ei gofnodi", "\xEF\xBC\xB5\xEF\xBC\xAE\xEF\xBC\xAB", "unknwon", "\xE2\x9C\x93"};

TEST(Evidence, NoFillerIsKeptInAnyTextOfTheSchema) {
  int fields = 0;
  ForEachField([&](v1::Case& record, const Holder& find, const FieldDescriptor& field, bool as_written) {
    if (field.type() != FieldDescriptor::TYPE_STRING) return;
    ++fields;
    const bool is_id = &field == schema::IdField(*field.containing_type()) ||
                       schema::NoteOf(field).refers_to_size() > 0;
    for (const char* filler : kFillers) {
      if (is_id && !schema::Fillers(*v1::Case::descriptor()).IsNoId(filler)) continue;
      Message& holder = find();
      if (field.is_repeated()) {
        holder.GetReflection()->ClearField(&holder, &field);
        holder.GetReflection()->AddString(&holder, &field, filler);
        holder.GetReflection()->AddString(&holder, &field, filler);
      } else {
        holder.GetReflection()->SetString(&holder, &field, filler);
      }
      const std::string codes = CodesOf(KeepEvidence(Day(2026, 6, 1), &record));
      const Message& kept = find();
      if (as_written) {
        EXPECT_EQ(codes, "") << field.full_name();
      } else if (field.is_repeated()) {
        // An empty list may mean "all", and two that are not known may differ.
        ASSERT_EQ(kept.GetReflection()->FieldSize(kept, &field), 2);
        EXPECT_NE(kept.GetReflection()->GetRepeatedString(kept, &field, 0),
                  kept.GetReflection()->GetRepeatedString(kept, &field, 1))
            << field.full_name();
        EXPECT_EQ(codes, "filler-text") << field.full_name() << " " << filler;
      } else {
        EXPECT_FALSE(kept.GetReflection()->HasField(kept, &field))
            << field.full_name() << " \"" << filler << "\"";
        EXPECT_EQ(codes, "filler-text") << field.full_name();
      }
    }
  });
  EXPECT_GT(fields, 90);
}

TEST(Evidence, NoPlaceholderIsKeptInAnyDateOfTheSchema) {
  int fields = 0;
  ForEachField([&](v1::Case& record, const Holder& find, const FieldDescriptor& field, bool as_written) {
    if (!schema::IsDate(field.message_type()) || as_written) return;
    ++fields;
    for (const v1::Date& placeholder :
         {Day(1900, 1, 1), Day(1900, 6, 30), Day(9999, 12, 31), Day(1753, 1, 1), Day(1, 1, 1)}) {
      Message& holder = find();
      if (field.is_repeated()) {
        holder.GetReflection()->ClearField(&holder, &field);
        holder.GetReflection()->AddMessage(&holder, &field)->CopyFrom(placeholder);
      } else {
        holder.GetReflection()->MutableMessage(&holder, &field)->CopyFrom(placeholder);
      }
      EXPECT_EQ(CodesOf(KeepEvidence(Day(2026, 6, 1), &record)), "placeholder-date")
          << field.full_name();
      const Message& kept = find();
      if (field.is_repeated()) {
        EXPECT_EQ(kept.GetReflection()->GetRepeatedMessage(kept, &field, 0).ByteSizeLong(), 0u);
      } else {
        EXPECT_FALSE(kept.GetReflection()->HasField(kept, &field)) << field.full_name();
      }
    }
  });
  EXPECT_GT(fields, 90);
}

TEST(Evidence, AMessageThatSaysNothingIsNone) {
  v1::Case record;
  record.mutable_sentence();
  record.mutable_domestic_abuse()->mutable_suspected();
  record.mutable_relationships()->add_people();
  EXPECT_EQ(CodesOf(KeepEvidence(Day(2026, 6, 1), &record)), "");
  EXPECT_FALSE(record.has_sentence());
  EXPECT_FALSE(record.has_domestic_abuse());
  EXPECT_EQ(record.relationships().people_size(), 1);
}

TEST(Evidence, WhoeverAbusedThePersonIsSomebodyElse) {
  v1::Case record = CaseOf(R"(domestic_abuse {
    incidents { victim: "subject" }
    incidents { victim: "subject" abusers: "p1" }
    incidents { victim: "p1" } })");
  EXPECT_EQ(CodesOf(KeepEvidence(Day(2026, 6, 1), &record)), "");
  ASSERT_EQ(record.domestic_abuse().incidents(0).abusers_size(), 1);
  EXPECT_NE(record.domestic_abuse().incidents(0).abusers(0), "subject");
  EXPECT_EQ(record.domestic_abuse().incidents(1).abusers_size(), 1);
  EXPECT_EQ(record.domestic_abuse().incidents(2).abusers_size(), 0);
}

TEST(Evidence, TextThatSaysSomethingIsKept) {
  const schema::Fillers fillers(*v1::Case::descriptor());
  for (const char* id : {"x", "p1", "na", "test", "U"}) EXPECT_FALSE(fillers.IsNoId(id)) << id;
  for (const char* id : {"", " ", "-", "N/A", "unknown", "not known", "none"}) {
    EXPECT_TRUE(fillers.IsNoId(id)) << id;
  }
  for (const char* text : {"Northshire", "p1", "A3", "1", "\xC5\xB5", "O'Neill", "Nancy", "Nada Smith",
                           "None of the partners was seen", "Nottingham", "The police of Northshire",
                           "McDonald", "not before 9 pm", "12", "No 10 Police Street", "Anyford", "\xF0\x9F\x8F\xA0",
                           "Unknown to services until the call-out of 3 May, when he was arrested"}) {
    EXPECT_FALSE(fillers.IsFiller(text)) << text;
  }
}

struct Kind {
  const char* name;
  const char* before;
  const char* after;
  const char* codes;
};

constexpr Kind kKinds[] = {
    {"AnswerWithoutSource", "offending { ever { robbery { value: NO } } }",
     "offending { ever { robbery { } } }", "no-source"},
    {"AnswerWithoutSourceThatRaises", "offending { ever { robbery { value: YES } } }",
     "offending { ever { robbery { value: YES } } }", ""},
    {"SourceAround", "offending { provenance { source: POLICE_RECORD } ever { robbery { value: NO } } }",
     "offending { provenance { source: POLICE_RECORD } ever { robbery { value: NO } } }", ""},
    {"ProvenanceThatNamesNoSource",
     "offending { provenance { reference: 'p. 3' } ever { robbery { value: NO } } }",
     "offending { provenance { reference: 'p. 3' } ever { robbery { } } }", "no-source"},
    {"TheServicesOwnAnswer", "supervision { whereabouts_known { value: YES } }",
     "supervision { whereabouts_known { value: YES } }", ""},
    {"CountAndCompleteList",
     "offending { provenance { source: POLICE_RECORD } conviction_count: 26 convictions { } "
     "convictions_complete { value: YES } }",
     "offending { provenance { source: POLICE_RECORD } conviction_count: 26 convictions { } }",
     "count-and-list"},
    {"CountAndListThatAgree",
     "offending { provenance { source: POLICE_RECORD } conviction_count: 1 convictions { } convictions { } "
     "convictions_complete { value: YES } }",
     "offending { provenance { source: POLICE_RECORD } conviction_count: 1 convictions { } convictions { } "
     "convictions_complete { value: YES } }",
     ""},
    {"OnePersonTwice",
     "relationships { people { id: 'p1' name: 'A' born_on { year: 1990 } } people { id: 'p2' name: 'A' "
     "born_on { year: 1990 } } }",
     "relationships { people { id: 'p1' name: 'A' born_on { year: 1990 } } people { id: 'p2' name: 'A' "
     "born_on { year: 1990 } } }",
     "same-record"},
    {"TwoPeople",
     "relationships { people { id: 'p1' name: 'A' } people { id: 'p2' name: 'A' } }",
     "relationships { people { id: 'p1' name: 'A' } people { id: 'p2' name: 'A' } }", ""},
    {"EndedAndInForce",
     "registrations { active { value: YES } ended_on { year: 2020 } }",
     "registrations { active { value: YES } ended_on { year: 2020 } }", "ended-in-force"},
};

TEST(Evidence, Kinds) {
  for (const Kind& kind : kKinds) {
    v1::Case record = CaseOf(kind.before);
    EXPECT_EQ(CodesOf(KeepEvidence(Day(2026, 6, 1), &record)), kind.codes) << kind.name;
    EXPECT_EQ(record.ShortDebugString(), CaseOf(kind.after).ShortDebugString()) << kind.name;
  }
}

TEST(Evidence, ASecondTimeFindsNothingMoreToTakeOut) {
  v1::Case record = CaseOf("enquiries { to: 'N/A' places: '' made_on { year: 1900 } }");
  EXPECT_EQ(CodesOf(KeepEvidence(Day(2026, 6, 1), &record)), "filler-text placeholder-date");
  const std::string once = record.SerializeAsString();
  KeepEvidence(Day(2026, 6, 1), &record);
  EXPECT_EQ(record.SerializeAsString(), once);
}

// A place in an option that leads nowhere would check nothing, in silence.
TEST(Evidence, EveryPlaceInTheSchemaLeadsToDates) {
  int bounds = 0;
  std::set<std::string> seen;
  const std::function<void(const Descriptor&, std::vector<const Descriptor*>)> walk =
      [&](const Descriptor& type, std::vector<const Descriptor*> around) {
        around.push_back(&type);
        if (!seen.insert(type.full_name()).second) return;
        for (int i = 0; i < type.field_count(); ++i) {
          const FieldDescriptor& field = *type.field(i);
          const v1::FieldNote& note = schema::NoteOf(field);
          for (const auto* list : {&note.not_before(), &note.not_after()}) {
            for (const v1::FieldNote::Bound& bound : *list) {
              ++bounds;
              EXPECT_TRUE(schema::IsDate(field.message_type())) << field.full_name();
              EXPECT_TRUE(
                  schema::LeadsToDates(*v1::Case::descriptor(), around, bound.date()))
                  << field.full_name() << ": " << bound.date();
            }
          }
          for (const std::string& name : {note.counts(), note.ended_by()}) {
            EXPECT_TRUE(name.empty() || type.FindFieldByName(name) != nullptr) << field.full_name();
          }
          if (schema::HoldsMessages(field)) walk(*field.message_type(), around);
        }
      };
  walk(*v1::Case::descriptor(), {});
  EXPECT_GT(bounds, 60);
}

}  // namespace
}  // namespace risk
