#include "risk/case_io/record_reader.h"

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "risk/v1/case.pb.h"
#include "risk/v1/case_test.pb.h"

namespace risk::case_io {
namespace {

using v1::Case;

std::vector<InputMessage> Read(absl::string_view bytes, const RecordOptions& options = {}) {
  return ReadRecords(bytes, "f", Case::default_instance(), options);
}

// All problems as they are printed.
std::string ProblemsOf(absl::string_view bytes, const RecordOptions& options = {}) {
  std::string text;
  for (const InputMessage& record : Read(bytes, options)) {
    for (const InputProblem& problem : record.problems) text += problem.ToString();
  }
  return text;
}

const Case& TheCase(const std::vector<InputMessage>& records, size_t index = 0) {
  return static_cast<const Case&>(*records.at(index).message);
}

struct BadInput {
  const char* name;
  std::string bytes;
  std::string problems;
};

void PrintTo(const BadInput& input, std::ostream* out) { *out << input.name; }

class BadInputTest : public testing::TestWithParam<BadInput> {};

TEST_P(BadInputTest, SaysWhereAndWhat) {
  EXPECT_EQ(ProblemsOf(GetParam().bytes), GetParam().problems);
}

const std::string kNul(1, '\0');

INSTANTIATE_TEST_SUITE_P(
    Text, BadInputTest,
    testing::Values(
        BadInput{"unknown_fields_all_at_once",
                 "case_id: \"x\"\nperson {\n  nmae: \"y\"\n}\ndomestic_abus { a { b: [1, {}] } }\n",
                 "f:3:3: error: unknown field \"nmae\" in person [unknown-field]\n"
                 "  did you mean \"name\"?\n"
                 "f:5:1: error: unknown field \"domestic_abus\" in Case [unknown-field]\n"
                 "  did you mean \"domestic_abuse\"?\n"},
        BadInput{"wrong_types_all_at_once",
                 "case_id: 7\nperson: 3\nassessment_date: \"3.6.2021\"\n"
                 "person { sex: \"MALE\" }\n",
                 "f:1:10: error: \"case_id\" needs text in quotes, got a number [wrong-type]\n"
                 "f:2:9: error: \"person\" needs a Person in braces, got a number [wrong-type]\n"
                 "  its fields are provenance, name, born_on, sex, preferred_language, "
                 "interpreter_needed, diversity_considered, learning_needs, care_experienced, "
                 "is_parent, "
                 "adverse_childhood, motivated\n"
                 "f:3:18: error: \"assessment_date\" needs a Date in braces, got text in quotes "
                 "[wrong-type]\n"
                 "  a date is written \"2021-06-03\", or { year: 2021 month: 6 day: 3 }; leave out "
                 "the day, or the day "
                 "and the month, if they are not known\n"
                 "f:4:1: error: field \"person\" is given more than once [duplicate-field]\n"
                 "  keep one of them\n"
                 "f:4:15: error: \"sex\" needs one of MALE, FEMALE, NOT_KNOWN, got text in quotes "
                 "[wrong-type]\n"},
        BadInput{"plain_yes_for_an_answer", "person { learning_needs: true }",
                 "f:1:26: error: \"learning_needs\" needs an Answer in braces, got true or false "
                 "[wrong-type]\n"
                 "  an answer is written YES, NO, NOT_ASKED, { value: YES }, { value: NO } or { "
                 "missing: "
                 "NOT_ASKED }\n"},
        BadInput{"no_such_enum_value", "person { sex: MAEL }",
                 "f:1:15: error: \"sex\" needs one of MALE, FEMALE, NOT_KNOWN, got another value "
                 "[unknown-value]\n"
                 "  did you mean \"MALE\"?\n"},
        BadInput{"out_of_range", "assessment_date { year: 99999999999 month: -3000000000 }",
                 "f:1:25: error: \"year\" must be between -2147483648 and 2147483647 "
                 "[out-of-range]\n"
                 "f:1:44: error: \"month\" must be between -2147483648 and 2147483647 "
                 "[out-of-range]\n"},
        BadInput{
            "not_closed", "person {\n  name: \"x\"\n",
            "f:3:1: error: expected \"}\" for the one opened at line 1, and the text ends here "
            "[syntax]\n"},
        BadInput{"no_value", "case_id: }",
                 "f:1:10: error: expected a value for \"case_id\" [syntax]\n"},
        BadInput{"quote_not_closed", "case_id: \"x\ncase_id: \"y\"",
                 "f:1:12: error: string without an end on its line [syntax]\n"},
        BadInput{"list_for_a_single_field", "case_id: [\"a\", \"b\"]",
                 "f:1:10: error: \"case_id\" needs text in quotes, got a list [wrong-type]\n"},
        BadInput{"escaped_bytes_that_are_no_text", "case_id: \"\\377\"",
                 "f:1:10: error: \"case_id\" is not UTF-8 text [bad-text]\n"
                 "  write letters as they are, without octal or hexadecimal escapes\n"},
        BadInput{"latin_1", "# comment\ncase_id: \"Ren\xe9\"",
                 "f:2:14: error: the text is not UTF-8 from here on [bad-encoding]\n"
                 "  save the file as UTF-8 (it may be in Latin-1 or Windows-1252)\n"},
        BadInput{"control_character", "case_id: \"a\x01\"",
                 "f:1:12: error: a control character, which text does not contain [bad-encoding]\n"
                 "  remove it; as a binary record the file cannot be read either\n"},
        BadInput{"utf_16", std::string("\xff\xfe") + "c" + kNul,
                 "f: error: the input is UTF-16 text [bad-encoding]\n  save it as UTF-8\n"}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Json, BadInputTest,
    testing::Values(
        BadInput{
            "unknown_fields_all_at_once",
            "{\n  \"caseid\": \"x\",\n  \"person\": {\"nmae\": {\"a\": [1, {}]}, \"name\": 3}\n}",
            "f:2:3: error: unknown field \"caseid\" in Case [unknown-field]\n"
            "  did you mean \"case_id\"?\n"
            "f:3:14: error: unknown field \"nmae\" in person [unknown-field]\n"
            "  did you mean \"name\"?\n"
            "f:3:46: error: \"name\" needs text in quotes, got a number [wrong-type]\n"},
        BadInput{
            "wrong_types",
            "{\"case_id\": [1], \"decisions\": {}, \"enquiries\": 3, \"assessment_date\": null,\n"
            " \"events_complete\": \"yes\", \"assessments\": [{}]}",
            "f:1:13: error: \"case_id\" needs text in quotes, got a list [wrong-type]\n"
            "f:1:31: error: \"decisions\" needs a list in brackets [wrong-type]\n"
            "f:1:48: error: \"enquiries\" needs a list in brackets [wrong-type]\n"
            "f:2:21: error: \"events_complete\" needs an Answer in braces, got text in quotes "
            "[wrong-type]\n"
            "  an answer is written true, false, {\"value\": \"YES\"}, {\"value\": \"NO\"} or "
            "{\"missing\": "
            "\"NOT_ASKED\"}\n"},
        BadInput{"no_such_enum_value", "{\"person\": {\"sex\": \"MAEL\"}}",
                 "f:1:20: error: \"sex\" needs one of MALE, FEMALE, NOT_KNOWN, got another value "
                 "[unknown-value]\n"
                 "  did you mean \"MALE\"?\n"},
        BadInput{"given_twice", "{\"case_id\": \"x\", \"caseId\": \"x\"}",
                 "f:1:18: error: field \"case_id\" is given more than once [duplicate-field]\n"
                 "  keep one of them\n"},
        BadInput{"out_of_range", "{\"assessment_date\": {\"year\": 1e30, \"month\": 1.5}}",
                 "f:1:30: error: \"year\" must be between -2147483648 and 2147483647 "
                 "[out-of-range]\n"
                 "f:1:45: error: \"month\" needs a whole number, got a number [wrong-type]\n"},
        BadInput{"not_closed", "{\"case_id\": \"x\"",
                 "f:1:16: error: expected \",\" or \"}\" behind a field, and the text ends here "
                 "[syntax]\n"},
        BadInput{"comma_missing", "{\"case_id\": \"Rene\" \"person\": {}}",
                 "f:1:20: error: expected \",\" or \"}\" behind a field [syntax]\n"},
        BadInput{"list", "[{}]",
                 "f:1:1: error: expected a record in braces, got a list [wrong-type]\n"
                 "  for several records, write one after another, each on its own line\n"}),
    [](const auto& test) { return test.param.name; });

std::string Other(const std::string& kind) {
  return "f: error: the input is " + kind +
         ", not a record [bad-encoding]\n"
         "  a record is written in text format, JSON or wire format\n";
}

INSTANTIATE_TEST_SUITE_P(
    OtherKinds, BadInputTest,
    testing::Values(BadInput{"html", "<!DOCTYPE html>\n<html></html>", Other("HTML or XML")},
                    BadInput{"xml", "\xef\xbb\xbf\n<?xml version=\"1.0\"?>", Other("HTML or XML")},
                    BadInput{"pdf", "%PDF-1.7\n\xe2\xe3", Other("a PDF document")},
                    BadInput{"zip", "PK\x03\x04\x14", Other("a zip archive or an office document")},
                    BadInput{"gzip", "\x1f\x8b\x08", Other("compressed with gzip")}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Binary, BadInputTest,
    testing::Values(
        BadInput{"unknown_field", "\xfa\x3f\x01x",
                 "f: error: unknown field number 1023 of Case, at byte 2 [unknown-field]\n"
                 "  is it a record of a newer version? --allow-unknown-fields reads the rest\n"},
        BadInput{
            "truncated", "\x12\x05xy",
            "f: error: the bytes end in the middle of a value, in case_id, at byte 2 [syntax]\n"
            "  is the file complete, and is it a record in wire format?\n"},
        BadInput{"not_utf8", "\x12\x01\xff",
                 "f: error: \"case_id\" is not UTF-8 text, in case_id, at byte 2 [bad-text]\n"
                 "  write the text as UTF-8 before encoding the record\n"},
        BadInput{"wrong_wire_type", "\x10\x01",
                 "f: error: \"case_id\" needs text in quotes, in case_id, at byte 1 [wrong-type]\n"
                 "  was the record written with another version of the schema?\n"},
        // Protobuf would merge two records into one person with the other's past.
        BadInput{"two_records_one_after_another",
                 "\x12\x01"
                 "a\x12\x01"
                 "b",
                 "f: error: field \"case_id\" is given more than once, in case_id, at byte 4 "
                 "[duplicate-field]\n"
                 "  are these several records, one after another? give each its own file\n"},
        BadInput{"noise", std::string("\x01\x02\x03\xff\x00\x7f", 6),
                 "f: error: expected the number of a field, at byte 1 [syntax]\n"
                 "  is the file complete, and is it a record in wire format?\n"}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(Empty, BadInputTest,
                         testing::Values(BadInput{"nothing", "",
                                                  "f: error: the input is empty [empty]\n"
                                                  "  a record has at least one field\n"},
                                         BadInput{"white_space", " \n\t\n",
                                                  "f: error: the input is empty [empty]\n"
                                                  "  a record has at least one field\n"}),
                         [](const auto& test) { return test.param.name; });

TEST(RecordReader, ReadsAllThreeForms) {
  Case record;
  record.set_case_id("demo");
  record.mutable_person()->mutable_learning_needs()->set_value(v1::Answer::NO);
  for (const std::string& bytes :
       {std::string("# c\ncase_id: \"demo\" person { learning_needs { value: NO } }"),
        std::string("\xef\xbb\xbf "
                    "{\"caseId\":\"demo\",\"person\":{\"learning_needs\":{\"value\":\"NO\"}}}"),
        record.SerializeAsString()}) {
    const std::vector<InputMessage> records = Read(bytes);
    ASSERT_EQ(records.size(), 1u);
    ASSERT_NE(records[0].message, nullptr) << records[0].problems.at(0).ToString();
    EXPECT_EQ(records[0].message->SerializeAsString(), record.SerializeAsString());
  }
}

// A binary record may look like text: field 1 and a length of 32 are a line end and a blank.
TEST(RecordReader, BinaryThatLooksLikeTextIsRead) {
  Case record;
  record.mutable_provenance()->set_reference(std::string(30, 'a'));
  const std::string bytes = record.SerializeAsString();
  ASSERT_EQ(bytes.substr(0, 2), "\n ");
  const std::vector<InputMessage> records = Read(bytes);
  ASSERT_NE(records[0].message, nullptr);
  EXPECT_EQ(TheCase(records).provenance().reference(), std::string(30, 'a'));
}

TEST(RecordReader, AnEnumMayHaveAValueSpelledLikeABool) {
  const std::vector<InputMessage> records =
      ReadRecords("case { expect { rule: \"r\" outcome: TRUE } }", "f",
                  v1::CaseFile::default_instance(), RecordOptions());
  ASSERT_EQ(records.size(), 1u);
  EXPECT_TRUE(records[0].problems.empty());
}

TEST(RecordReader, OneBadJsonRecordDoesNotSpoilTheOthers) {
  const std::vector<InputMessage> records =
      Read("{\"case_id\": \"a}\"}\n{\"x\": 1}\n\n  {\"case_id\": \"c\"}\n");
  ASSERT_EQ(records.size(), 3u);
  EXPECT_EQ(TheCase(records, 0).case_id(), "a}");
  EXPECT_EQ(records[1].problems.at(0).ToString(),
            "f:2:2: error: unknown field \"x\" in Case [unknown-field]\n"
            "  its fields are provenance, case_id, assessment_date, decisions, person, sentence, "
            "offending, behaviour, relationships, domestic_abuse, safeguarding, enquiries, …\n");
  EXPECT_EQ(TheCase(records, 2).case_id(), "c");
  EXPECT_EQ(records[2].start.line, 4);
}

// The lines of a broken record are no records of their own.
TEST(RecordReader, AFragmentOfABrokenRecordIsNoRecord) {
  for (const char* bytes :
       {"{\n\"case_id\": \"a\",\n\"events\": [\n{\"provenance\": {}}\n],\n}\n",
        "{\n\"events\": [\n{\n\"id\": \"A\",\n},\n{\n\"id\": \"B\"\n}\n]\n}\n"}) {
    const std::vector<InputMessage> records = Read(bytes);
    ASSERT_EQ(records.size(), 1u) << bytes;
    EXPECT_EQ(records[0].message, nullptr);
    ASSERT_EQ(records[0].problems.size(), 1u);
    EXPECT_EQ(records[0].problems[0].code, "syntax");
  }
}

TEST(RecordReader, ABrokenLineDoesNotSwallowTheNext) {
  for (const char* broken : {"{\"case_id\": \"b\"", "{\"case_id\": \"b", "{\"case_id\": }",
                             "{\"events\": [{}}", "{\"person\": {\"name\": \"x\"}",
                             "{\"case_id\": \"b\",", "{\"case_id\": \"b\", "}) {
    const std::vector<InputMessage> records =
        Read(absl::StrCat("{\"case_id\": \"a\"}\n", broken, "\n{\"case_id\": \"c\"}\n"));
    ASSERT_EQ(records.size(), 3u) << broken;
    EXPECT_EQ(records[1].message, nullptr);
    ASSERT_NE(records[2].message, nullptr) << broken;
    EXPECT_EQ(TheCase(records, 2).case_id(), "c");
    EXPECT_EQ(records[2].start.line, 3);
  }
}

// What was read as an element of the list has a field that only records have.
TEST(RecordReader, ARecordBrokenOffInAListDoesNotSwallowTheNext) {
  const std::vector<InputMessage> records =
      Read("{\"case_id\": \"a\", \"events\": [\n{\"case_id\": \"b\"}\n{\"case_id\": \"c\"}\n");
  ASSERT_EQ(records.size(), 3u);
  ASSERT_EQ(records[0].problems.size(), 1u);
  EXPECT_EQ(records[0].problems[0].ToString(),
            "f:1:29: error: the record ends in the middle of a list [syntax]\n");
  ASSERT_NE(records[1].message, nullptr);
  EXPECT_EQ(TheCase(records, 1).case_id(), "b");
  ASSERT_NE(records[2].message, nullptr);
}

TEST(RecordReader, WhereTheRestCannotBeToldApartItSaysSo) {
  EXPECT_EQ(ProblemsOf("{\"events\": [\n{\"provenance\": {}}\n{\"provenance\": {}}\n]}\n{}"),
            "f:3:1: error: expected \",\" or \"]\" in a list [syntax]\n"
            "  the rest of the input was not read\n");
}

// Each line is read once, though none of them ends.
TEST(RecordReader, ManyBrokenLinesTakeLinearTime) {
  std::string bytes;
  for (int i = 0; i < 50'000; ++i) {
    absl::StrAppend(&bytes, "{\"case_id\":\"", i, "\",\"person\":{\"name\":\"Person\"}\n");
  }
  EXPECT_EQ(Read(bytes).size(), 50'000u);
}

TEST(RecordReader, UnknownFieldsAreLeftOutWhenAllowed) {
  RecordOptions options;
  options.allow_unknown_fields = true;
  for (const char* bytes : {"case_id: \"a\" x { y: [1, {z: 2}] } q: -3 w: \"a\" \"b\"",
                            "{\"case_id\": \"a\", \"x\": {\"y\": [1, null, {}]}}",
                            "\x12\x01"
                            "a"
                            "\xfa\x3f\x01x"}) {
    const std::vector<InputMessage> records = Read(bytes, options);
    ASSERT_NE(records[0].message, nullptr) << records[0].problems.at(0).ToString();
    EXPECT_EQ(TheCase(records).case_id(), "a");
  }
}

std::string Repeat(const std::string& part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += part;
  return text;
}

TEST(RecordReader, DepthIsLimited) {
  RecordOptions lenient;
  lenient.allow_unknown_fields = true;
  for (const std::string& bytes :
       {Repeat("x {", 100'000), "{" + Repeat("\"x\":{", 100'000), "{\"x\":" + Repeat("[", 100'000),
        "x: " + Repeat("[", 100'000)}) {
    EXPECT_NE(ProblemsOf(bytes, lenient).find("[too-deep]"), std::string::npos);
  }
}

TEST(RecordReader, SizeIsLimited) {
  RecordOptions options;
  options.most_bytes = 1 << 20;
  EXPECT_EQ(ProblemsOf(std::string((1 << 20) + 1, 'x'), options),
            "f: error: the input has more than 1 MiB [too-large]\n"
            "  put fewer records into one file\n");
}

// An enum may have a value called TRUE.
TEST(RecordReader, WordsAreReadByTheTypeOfTheirField) {
  const std::vector<InputMessage> records = ReadRecords(
      "outcome: TRUE provisional: true low: inf", "f", v1::Expectation::default_instance(), {});
  ASSERT_NE(records[0].message, nullptr) << records[0].problems.at(0).ToString();
  const auto& read = static_cast<const v1::Expectation&>(*records[0].message);
  EXPECT_EQ(read.outcome(), v1::TRUE);
  EXPECT_TRUE(read.provisional());
}

TEST(RecordReader, ProblemsAreLimited) {
  const std::vector<InputMessage> records = Read(Repeat("x: 1\n", 1000));
  EXPECT_EQ(records[0].problems.size(), 100u);
  EXPECT_EQ(records[0].problems.back().message,
            "unknown field \"x\" in Case; further problems are not listed");
}

TEST(RecordReader, MessagesQuoteNoValues) {
  for (const char* bytes :
       {"case_id: Secret", "case_id: \"Secret\" \"Secret", "person: \"Secret\"",
        "person { sex: Secret }", "{\"case_id\": Secret}", "{\"person\": {\"sex\": \"Secret\"}}",
        "{\"case_id\": \"Secret\" \"Secret\"}", "{\"Secret person\": 1}",
        "{\"case_id\": \"Secret"}) {
    const std::string problems = ProblemsOf(bytes);
    EXPECT_NE(problems, "") << bytes;
    EXPECT_EQ(problems.find("ecret"), std::string::npos) << problems;
  }
}

TEST(RecordReader, FieldsAreLocated) {
  for (const char* bytes :
       {"case_id: \"x\"\nevents { id: \"a\" }\nevents {\n  id: \"b\"\n}\n",
        "{\"case_id\": \"x\",\n\"events\": [{\"id\": \"a\"},\n{\n  \"id\": \"b\"}]}"}) {
    const std::vector<InputMessage> records = Read(bytes);
    ASSERT_NE(records[0].message, nullptr) << records[0].problems.at(0).ToString();
    std::map<std::string, Position> locations;
    locations["events[1].id"];
    locations["events[1]"];
    locations["person"];
    LocateFields(records[0], Case::descriptor(), &locations);
    EXPECT_EQ(locations["events[1].id"].line, 4);
    EXPECT_EQ(locations["events[1].id"].column, 3);
    EXPECT_EQ(locations["events[1]"].line, 3);
    EXPECT_EQ(locations["events[1]"].column, 1);
    EXPECT_EQ(locations["person"].line, 0);
  }
}

std::string Delimited(const std::vector<std::string>& ids) {
  std::string stream;
  for (const std::string& id : ids) {
    Case record;
    record.set_case_id(id);
    record.mutable_person()->mutable_born_on()->set_year(1990);
    const std::string bytes = record.SerializeAsString();
    stream += static_cast<char>(bytes.size());
    stream += bytes;
  }
  return stream;
}

TEST(RecordReader, AStreamOfLengthsAndRecords) {
  const std::string stream = Delimited({"a", "b", "c"});
  const std::vector<InputMessage> records = Read(stream);
  ASSERT_EQ(records.size(), 3u);
  for (size_t i = 0; i < records.size(); ++i) {
    ASSERT_NE(records[i].message, nullptr) << records[i].problems.at(0).ToString();
    EXPECT_EQ(TheCase(records, i).case_id(), std::string(1, static_cast<char>('a' + i)));
    EXPECT_EQ(records[i].start.line, static_cast<int>(i) + 1);
  }
  // One record of the stream may be broken; what is cut short is none.
  std::string broken = stream;
  broken[broken.size() / 2] = '\x07';
  EXPECT_EQ(Read(broken).size(), 3u);
  EXPECT_EQ(Read(stream.substr(0, stream.size() - 1))[0].message, nullptr);
}

TEST(RecordReader, TwoRecordsInARowAreNotOnePerson) {
  Case one, two;
  one.set_case_id("a");
  one.mutable_person()->set_name("A");
  two.set_case_id("b");
  two.mutable_person()->set_name("B");
  for (const InputMessage& record : Read(one.SerializeAsString() + two.SerializeAsString())) {
    EXPECT_EQ(record.message, nullptr);
    EXPECT_EQ(record.problems.at(0).code, "duplicate-field");
  }
}

TEST(RecordReader, SequencesAndFilesPutTogether) {
  for (const char* bytes : {"\x1e{\"case_id\": \"a\"}\n\x1e{\"case_id\": \"b\"}\n",
                            "\xef\xbb\xbf{\"case_id\": \"a\"}\n\xef\xbb\xbf{\"case_id\": \"b\"}\n"}) {
    const std::vector<InputMessage> records = Read(bytes);
    ASSERT_EQ(records.size(), 2u) << bytes;
    ASSERT_NE(records[1].message, nullptr) << records[1].problems.at(0).ToString();
    EXPECT_EQ(TheCase(records, 1).case_id(), "b");
  }
}

TEST(RecordReader, ARecordHasAField) {
  RecordOptions newer;
  newer.allow_unknown_fields = true;
  EXPECT_EQ(Read("{}")[0].problems.at(0).code, "empty");
  EXPECT_EQ(Read("{\"message\": \"Unauthorized\", \"status\": 401}", newer)[0].problems.at(0).code,
            "empty");
  for (const char* plain : {"null", "7", "\"text\"", "true", "-1.5e3"}) {
    EXPECT_EQ(Read(plain)[0].problems.at(0).code, "wrong-type") << plain;
  }
}

TEST(RecordReader, WhatANewerSchemaHasIsNotKnownAndNamed) {
  RecordOptions newer;
  newer.allow_unknown_fields = true;
  Case binary;
  binary.set_case_id("x");
  binary.add_orders()->set_kind(static_cast<v1::Order::Kind>(999));
  const std::string bytes = binary.SerializeAsString();
  for (const absl::string_view input :
       {absl::string_view("{\"case_id\": \"x\", \"orders\": [{\"kind\": \"NEW_ORDER\"}]}"),
        absl::string_view("case_id: \"x\" orders { kind: NEW_ORDER }"), absl::string_view(bytes)}) {
    EXPECT_EQ(Read(input)[0].problems.at(0).code, "unknown-value");
    const std::vector<InputMessage> records = Read(input, newer);
    ASSERT_NE(records[0].message, nullptr);
    EXPECT_FALSE(TheCase(records).orders(0).has_kind());
    ASSERT_EQ(records[0].left_out.size(), 1u);
    EXPECT_EQ(records[0].left_out[0], "orders[0].kind");
  }
}

TEST(RecordReader, OtherKindsAreNamed) {
  for (const char* bytes : {"---\ncase_id: T1\n", "case_id,name\nT1,Person\n", "{\\rtf1 }", "HTTP/1.1 401 No\n"}) {
    EXPECT_EQ(Read(bytes)[0].problems.at(0).code, "bad-encoding") << bytes;
  }
}

}  // namespace
}  // namespace risk::case_io
