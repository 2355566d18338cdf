#include "risk/rule_testing/otherwise.h"

#include <string>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "risk/rule_testing/record_place.h"
#include "risk/v1/case.pb.h"

namespace risk::rule_testing {
namespace {

using google::protobuf::TextFormat;
using testing::HasSubstr;
using v1::Answer;

v1::Case CaseOf(const std::string& text) {
  v1::Case record;
  EXPECT_TRUE(TextFormat::ParseFromString(text, &record));
  return record;
}

v1::Case Filled(const std::string& given, const std::string& otherwise) {
  v1::Case record = CaseOf(given);
  v1::Otherwise rest;
  EXPECT_TRUE(TextFormat::ParseFromString(otherwise, &rest));
  const absl::Status filled = Fill(rest, record);
  EXPECT_TRUE(filled.ok()) << filled;
  return record;
}

TEST(Otherwise, AnswersEverythingOfAMessageThatIsNotStated) {
  const v1::Case record =
      Filled("behaviour { stalking { value: YES } fixated {} }", "path: 'behaviour' answer: NO");
  EXPECT_EQ(record.behaviour().stalking().value(), Answer::YES);
  EXPECT_EQ(record.behaviour().weapons_carried().value(), Answer::NO);
  // Stated, and not answered.
  EXPECT_TRUE(record.behaviour().has_fixated());
  EXPECT_FALSE(record.behaviour().fixated().has_value());
  // Nothing outside.
  EXPECT_FALSE(record.has_domestic_abuse());
  EXPECT_FALSE(record.has_relationships());
}

TEST(Otherwise, OfAListEachElementAndNotTheListsInside) {
  const v1::Case record = Filled(
      "relationships { children { id: 'c1' lives_with_subject { value: YES } } children {} }",
      "path: 'relationships.children' answer: NO");
  EXPECT_EQ(record.relationships().children(0).lives_with_subject().value(), Answer::YES);
  EXPECT_EQ(record.relationships().children(1).lives_with_subject().value(), Answer::NO);
  EXPECT_FALSE(record.relationships().has_family_support());
  const v1::Case above =
      Filled("relationships { children {} }", "path: 'relationships' answer: NO");
  EXPECT_FALSE(above.relationships().children(0).has_lives_with_subject());
}

TEST(Otherwise, OfOneElement) {
  const v1::Case record = Filled("relationships { children {} children {} }",
                                 "path: 'relationships.children[1]' answer: NO");
  EXPECT_FALSE(record.relationships().children(0).has_lives_with_subject());
  EXPECT_TRUE(record.relationships().children(1).has_lives_with_subject());
}

TEST(Otherwise, OfTheWholeRecord) {
  const v1::Case record = Filled("", "answer: NO");
  EXPECT_EQ(record.behaviour().weapons_carried().value(), Answer::NO);
  EXPECT_EQ(record.relationships().family_support().value(), Answer::NO);
  EXPECT_FALSE(record.has_orders_complete());
  // Only what holds an answer is made.
  EXPECT_FALSE(record.has_assessment_date());
  EXPECT_FALSE(record.has_provenance());
}

// NO to "are all orders recorded?" would open the list, so `answer` leaves it alone.
TEST(Otherwise, CompletenessIsSaidApart) {
  EXPECT_FALSE(Filled("", "answer: NO").has_orders_complete());
  const v1::Case complete = Filled("", "complete: true");
  EXPECT_EQ(complete.orders_complete().value(), Answer::YES);
  EXPECT_FALSE(complete.behaviour().has_weapons_carried());
}

TEST(Otherwise, ReassuringIsWhatTheSchemaSaysIsReassuring) {
  const v1::Case record = Filled("", "path: 'relationships' reassuring: true");
  EXPECT_EQ(record.relationships().family_support().value(), Answer::YES);
  EXPECT_EQ(Filled("", "path: 'behaviour' reassuring: true").behaviour().stalking().value(),
            Answer::NO);
}

TEST(Otherwise, WithASource) {
  const v1::Case record =
      Filled("", "path: 'behaviour' answer: NO provenance { source: POLICE_RECORD }");
  EXPECT_EQ(record.behaviour().stalking().provenance().source(), v1::Provenance::POLICE_RECORD);
}

struct Refused {
  const char* otherwise;
  const char* why;
};

TEST(Otherwise, SaysWhatItCannotDo) {
  constexpr Refused kCases[] = {
      {"path: 'behaviour'", "neither `answer` nor `reassuring` nor `complete`"},
      {"path: 'behavior' answer: NO", "did you mean \"behaviour\"?"},
      {"path: 'behaviour.stalking.value' answer: NO", "\"value\" holds no messages"},
      {"path: 'relationships.children' answer: NO", "\"children\" has no elements"},
      {"path: 'relationships.children[0]' answer: NO", "\"children\" has no element 0"},
      {"path: 'behaviour[0]' answer: NO", "\"behaviour\" is no list"},
      {"path: 'relationships.children[x]' answer: NO", "not an element: \"children[x]\""},
  };
  for (const Refused& c : kCases) {
    v1::Case record;
    v1::Otherwise otherwise;
    ASSERT_TRUE(TextFormat::ParseFromString(c.otherwise, &otherwise));
    const absl::Status filled = Fill(otherwise, record);
    EXPECT_EQ(filled.code(), absl::StatusCode::kInvalidArgument) << c.otherwise;
    EXPECT_THAT(std::string(filled.message()), HasSubstr(c.why));
  }
}

TEST(ClearAt, FieldsAndElements) {
  v1::Case record = CaseOf(
      "case_id: 'x' relationships { children { id: 'a' } children { id: 'b' kind: OWN } "
      "children { id: 'c' } }");
  ASSERT_TRUE(ClearAt("relationships.children[1].kind", record).ok());
  EXPECT_FALSE(record.relationships().children(1).has_kind());
  ASSERT_TRUE(ClearAt("relationships.children[0]", record).ok());
  ASSERT_EQ(record.relationships().children_size(), 2);
  EXPECT_EQ(record.relationships().children(0).id(), "b");
  EXPECT_FALSE(ClearAt("relationships.children[2]", record).ok());
  ASSERT_TRUE(ClearAt("relationships.children", record).ok());
  EXPECT_EQ(record.relationships().children_size(), 0);
  ASSERT_TRUE(ClearAt("case_id", record).ok());
  EXPECT_FALSE(record.has_case_id());
  EXPECT_FALSE(ClearAt("caseid", record).ok());
}

}  // namespace
}  // namespace risk::rule_testing
