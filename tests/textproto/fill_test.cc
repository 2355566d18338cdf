#include "risk/textproto/fill.h"

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "risk/textproto/json_scanner.h"
#include "risk/textproto/scanner.h"
#include "risk/v1/case_test.pb.h"
#include "risk/v1/edition.pb.h"
#include "tests/assessment/random_case.h"

namespace risk::textproto {
namespace {

using google::protobuf::Message;
using google::protobuf::TextFormat;

// The flaws, one a line: "offset code: message (hint)".
std::string Read(const std::string& text, Form form, Message& message,
                 FillOptions options = FillOptions()) {
  Node root;
  std::vector<Flaw> flaws;
  form == Form::kJson ? ScanJson(text, 64, root, flaws) : Scan(text, 64, root, flaws);
  options.form = form;
  Fill(text, root, options, message, flaws);
  std::string all;
  for (const Flaw& flaw : flaws) {
    absl::StrAppend(&all, flaw.begin, " ", flaw.code, ": ", flaw.message,
                    flaw.hint.empty() ? "" : " (" + flaw.hint + ")", "\n");
  }
  return all;
}

bool ParsesAsTextFormat(const std::string& text, Message& message) {
  struct Silent : google::protobuf::io::ErrorCollector {
    void AddError(int, int, const std::string&) override {}
  } silent;
  TextFormat::Parser parser;
  parser.RecordErrorsTo(&silent);
  return parser.ParseFromString(text, &message);
}

TEST(Fill, ReadsWhatProtobufWrites) {
  RandomCase random(7);
  for (int i = 0; i < 200; ++i) {
    const v1::Case record = random.Make(i % 10 / 10.0);
    std::string text;
    ASSERT_TRUE(TextFormat::PrintToString(record, &text));
    v1::Case read;
    ASSERT_EQ(Read(text, Form::kText, read), "");
    EXPECT_EQ(read.SerializeAsString(), record.SerializeAsString());
    for (bool with_schema_names : {true, false}) {
      google::protobuf::util::JsonPrintOptions print;
      print.preserve_proto_field_names = with_schema_names;
      std::string json;
      ASSERT_TRUE(google::protobuf::util::MessageToJsonString(record, &json, print).ok());
      v1::Case from_json;
      ASSERT_EQ(Read(json, Form::kJson, from_json), "");
      EXPECT_EQ(from_json.SerializeAsString(), record.SerializeAsString());
    }
  }
}

// Texts with random changes: what TextFormat reads, we read, and to the same message.
TEST(Fill, ReadsWhateverTextFormatReads) {
  const std::string kSeeds[] = {
      "case { name: 'a' given { person { sex: MALE, name: \"x\\n\" 'y' } } expect { low: 1.5 } }",
      "case { expect { rule: \"r\" outcome: TRUE low: -2e3f high: inf provisional: true "
      "element: ['a', 'b'] group: STAFF } } # c\nassessed_on < year: 0x7ea month: 06; day: 1 >",
      "case [ { clear: [] }, { nothing_open: 1 } ] edition: ''",
  };
  const std::string kBytes = "{}[]<>:;,.'\"\\#-+ \n0123456789abcdefxnt_TRUE";
  std::mt19937_64 random(11);
  int read_by_both = 0;
  for (int i = 0; i < 60'000; ++i) {
    std::string text = kSeeds[i % 3];
    for (int changes = static_cast<int>(random() % 3) + 1; changes > 0; --changes) {
      const size_t at = random() % text.size();
      switch (random() % 3) {
        case 0:
          text.erase(at, 1);
          break;
        case 1:
          text[at] = kBytes[random() % kBytes.size()];
          break;
        default:
          text.insert(at, 1, kBytes[random() % kBytes.size()]);
      }
    }
    v1::CaseFile expected;
    if (!ParsesAsTextFormat(text, expected)) continue;
    v1::CaseFile actual;
    ASSERT_EQ(Read(text, Form::kText, actual), "") << text;
    ASSERT_EQ(actual.SerializeAsString(), expected.SerializeAsString()) << text;
    ++read_by_both;
  }
  EXPECT_GT(read_by_both, 2000);
}

struct Short {
  Form form;
  const char* text;
  const char* same;  // in the form of protobuf; empty: not read
};

TEST(Fill, DatesAndAnswersInShort) {
  const Short kCases[] = {
      {Form::kText, "assessment_date: '2024-02-03'", "assessment_date{year:2024 month:2 day:3}"},
      {Form::kText, "assessment_date: '2024-02'", "assessment_date { year: 2024 month: 2 }"},
      {Form::kText, "assessment_date: '2024'", "assessment_date { year: 2024 }"},
      {Form::kText, "assessment_date: '2024-02-31'", "assessment_date{year:2024 month:2 day:31}"},
      {Form::kText, "assessment_date: '3.2.2024'", ""},
      {Form::kText, "assessment_date: '24-02-03'", ""},
      {Form::kText, "assessment_date: ' 2024'", ""},
      {Form::kText, "assessment_date: 2024", ""},
      {Form::kText, "events_complete: YES", "events_complete { value: YES }"},
      {Form::kText, "events_complete: NO", "events_complete { value: NO }"},
      {Form::kText, "events_complete: DECLINED", "events_complete { missing: DECLINED }"},
      {Form::kText, "events_complete: true", ""},
      {Form::kText, "events_complete: 'YES'", ""},
      {Form::kJson, R"({"assessment_date": "2024-02-03"})",
       "assessment_date { year: 2024 month: 2 day: 3 }"},
      {Form::kJson, R"({"assessmentDate": "2024"})", "assessment_date { year: 2024 }"},
      {Form::kJson, R"({"assessment_date": 2024})", ""},
      {Form::kJson, R"({"events_complete": true})", "events_complete { value: YES }"},
      {Form::kJson, R"({"events_complete": false})", "events_complete { value: NO }"},
      {Form::kJson, R"({"events_complete": null})", "person {}"},
      {Form::kJson, R"({"events_complete": "true"})", ""},
      {Form::kJson, R"({"events_complete": 1})", ""},
  };
  for (const Short& c : kCases) {
    v1::Case read;
    const std::string flaws = Read(c.text, c.form, read);
    v1::Case same;
    ASSERT_TRUE(TextFormat::ParseFromString(c.same, &same));
    if (same.has_person()) same.Clear();
    EXPECT_EQ(read.SerializeAsString(), same.SerializeAsString()) << c.text;
    EXPECT_EQ(flaws.empty(), *c.same != '\0') << c.text << flaws;
  }
}

TEST(Fill, ADateInShortStandsInListsToo) {
  v1::Calendar calendar;
  EXPECT_EQ(
      Read("holiday: ['2024-12-25', { year: 2024 month: 12 day: 26 }] covers { from: '2024' }",
           Form::kText, calendar),
      "");
  ASSERT_EQ(calendar.holiday_size(), 2);
  EXPECT_EQ(calendar.holiday(0).day(), 25);
  EXPECT_EQ(calendar.holiday(1).day(), 26);
  EXPECT_FALSE(calendar.covers().from().has_month());
}

TEST(Fill, QuotesWhatCameOnlyIfItMay) {
  const std::string text = "case { expect { outcome: PERHAPS rul: 'x' } }";
  v1::CaseFile file;
  EXPECT_EQ(Read(text, Form::kText, file),
            "25 unknown-value: \"outcome\" needs one of FALSE, UNKNOWN, TRUE, got another value\n"
            "33 unknown-field: unknown field \"rul\" in case[0].expect[0] (did you mean "
            "\"rule\"?)\n");
  FillOptions options;
  options.may_quote = true;
  EXPECT_EQ(Read(text, Form::kText, file, options),
            "25 unknown-value: \"outcome\" needs one of FALSE, UNKNOWN, TRUE, got PERHAPS\n"
            "33 unknown-field: unknown field \"rul\" in Expectation (did you mean \"rule\"?)\n");
}

// Later checks look up the elements of the message in the tree, by their index.
TEST(Fill, WhatDoesNotFitIsInNeitherTheMessageNorTheTree) {
  const std::string text = "case { name: 'a' } case: 3 case { name: 'b' nme: 'c' }";
  Node root;
  std::vector<Flaw> flaws;
  ASSERT_TRUE(Scan(text, 8, root, flaws));
  v1::CaseFile file;
  Fill(text, root, {}, file, flaws);
  EXPECT_EQ(flaws.size(), 2u);
  ASSERT_EQ(file.case__size(), 2);
  EXPECT_EQ(file.case_(1).name(), "b");
  EXPECT_EQ(root.Child("case", 1)->Child("name")->value, text.find("'b'"));
  EXPECT_EQ(root.Child("case", 2), nullptr);
}

TEST(Fill, AListIsJudgedOnce) {
  v1::CaseFile file;
  EXPECT_EQ(Read("{\"case\": [{}], \"case\": [{}, {}, {}]}", Form::kJson, file),
            "15 duplicate-field: field \"case\" is given more than once (keep one of them)\n");
  EXPECT_EQ(Read("edition: ['a', 'b', 'c']", Form::kText, file),
            "9 wrong-type: \"edition\" needs text in quotes, got a list\n");
  EXPECT_EQ(Read("edition: []", Form::kText, file),
            "9 wrong-type: \"edition\" needs text in quotes, got a list\n");
  EXPECT_EQ(Read("xyzxyz: [1, 2]", Form::kText, file),
            "0 unknown-field: unknown field \"xyzxyz\" in CaseFile (its fields are edition, "
            "assessed_on, base, case)\n");
}

TEST(Fill, AlternativesAndRepeatsNameBothPlaces) {
  const std::string text = "id: 'a' value { int: 1 text: 'b' } id: 'c'";
  Node root;
  std::vector<Flaw> flaws;
  ASSERT_TRUE(Scan(text, 8, root, flaws));
  v1::Parameter parameter;
  Fill(text, root, {}, parameter, flaws);
  ASSERT_EQ(flaws.size(), 2u);
  EXPECT_EQ(flaws[0].other_begin, text.find("int"));
  EXPECT_EQ(flaws[1].other_begin, 0u);
  EXPECT_EQ(parameter.id(), "a");
  EXPECT_EQ(parameter.value(0).int_(), 1);
}

}  // namespace
}  // namespace risk::textproto
