// Instruments that are made for each element: totals, functions of one element, levels of people.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "risk/assessor.h"
#include "risk/edition/edition.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"
#include "tests/assessment/demo_edition.h"

namespace risk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr char kHeader[] = R"(
  id: "people" version: "1" title: "Made up" jurisdiction: "Nowhere"
  in_force { from { year: 2020 month: 1 day: 1 } }
  level { group: CHILDREN each_instrument: "level_child" title: "Children" }
  level { group: PUBLIC instrument: "level_public" title: "Public" }
)";

constexpr char kRules[] = R"rules(
  topic: "Made up"
  fact {
    id: "some_child_in_danger"
    value: "relationships.children.exists(c, instrument.signs(c) >= 2)"
    because: "Made up." source { title: "Demo" mark: PROPOSAL }
  }
  instrument {
    id: "signs" title: "Signs about a child" combine: COUNT whole: true
    for_each { list: "relationships.children" name: "c" label: "c.id" }
    item { id: "near" title: "Near" when: "c.lives_with_subject" because: "Made up." }
    item { id: "plan" title: "Plan" when: "c.worries" because: "Made up." }
    band { id: "few" title: "Few" from: 0 }
    band { id: "both" title: "Both" from: 2 }
    because: "Made up." source { title: "Demo" mark: PROPOSAL }
  }
  instrument {
    id: "level_child" title: "Level of a child" combine: HIGHEST whole: true base: 1
    for_each { list: "relationships.children" name: "c" label: "c.id" }
    item { id: "child_near" title: "Near" when: "c.lives_with_subject" points: 2 because: "Lives there." }
    item { id: "child_signs" title: "Signs" when: "instrument.signs(c) >= 2" points: 4 because: "Both signs." }
    because: "Made up." source { title: "Demo" mark: PROPOSAL }
  }
  instrument {
    id: "level_public" title: "Level of the public" combine: HIGHEST whole: true base: 1
    item { id: "danger" title: "Danger" when: "fact.some_child_in_danger" points: 3 because: "A child." }
    because: "Made up." source { title: "Demo" mark: PROPOSAL }
  }
)rules";

EditionResult Load(const std::string& rules, const std::string& header = kHeader) {
  return Edition::Load({{"edition.textproto", header}, {"rules.textproto", rules}});
}

class EachInstrumentTest : public testing::Test {
 protected:
  EachInstrumentTest() : loaded_(Load(kRules)) {}

  v1::Assessment Assessed(const std::string& record, Detail detail = Detail::kMissing) {
    if (!loaded_.ok()) {
      ADD_FAILURE() << ToString(loaded_.problems);
      return v1::Assessment();
    }
    auto result = Assessor::Create(loaded_.edition)->Assess(Parse<v1::Case>(record),
                                                            On(kMonday, detail));
    EXPECT_TRUE(result.ok()) << result.status();
    return *result;
  }

  EditionResult loaded_;
};

constexpr char kTwoChildren[] = R"(
  relationships {
    children_complete { value: YES }
    children { id: "anna" lives_with_subject { value: YES } worries { value: YES } }
    children { id: "ben" lives_with_subject { value: NO } }
  })";

TEST_F(EachInstrumentTest, RatesPeopleOneByOneAndTheGroupIsTheHighest) {
  const v1::GroupLevel children = Assessed(kTwoChildren).level(0);
  EXPECT_EQ(children.at_least(), v1::VERY_HIGH);
  EXPECT_FALSE(children.provisional());
  ASSERT_EQ(children.of_person_size(), 2);
  const v1::PersonLevel& anna = children.of_person(0);
  EXPECT_EQ(anna.label(), "anna");
  EXPECT_EQ(anna.id(), "relationships.children[0]");
  EXPECT_EQ(anna.at_least(), v1::VERY_HIGH);
  ASSERT_EQ(anna.reason_size(), 1);
  EXPECT_EQ(anna.reason(0).rule(), "child_signs");
  const v1::PersonLevel& ben = children.of_person(1);
  EXPECT_EQ(ben.at_least(), v1::LOW);
  EXPECT_EQ(ben.could_be(), v1::LOW) << "does not live there: one sign at most";
  EXPECT_FALSE(ben.provisional());
}

TEST_F(EachInstrumentTest, WhatIsMissingAboutOnePersonIsNamed) {
  const v1::Assessment assessment = Assessed(R"(
    relationships {
      children_complete { value: YES }
      children { id: "anna" lives_with_subject { value: YES } }
      children { id: "ben" lives_with_subject { value: NO } }
    })");
  const v1::GroupLevel& children = assessment.level(0);
  EXPECT_EQ(children.at_least(), v1::MEDIUM);
  EXPECT_EQ(children.could_be(), v1::VERY_HIGH);
  ASSERT_EQ(children.of_person(0).could_raise_size(), 1);
  ASSERT_EQ(children.could_raise_size(), 1) << "of the group, by way of Anna";
  const v1::Explanation& why = children.could_raise(0).explanation();
  ASSERT_EQ(why.missing_size(), 1);
  EXPECT_EQ(assessment.piece(why.missing(0)), "relationships.children[0].worries");
}

TEST_F(EachInstrumentTest, AnOpenListMayHoldAnotherPerson) {
  const v1::GroupLevel children = Assessed("").level(0);
  EXPECT_EQ(children.at_least(), v1::LOW);
  EXPECT_EQ(children.could_be(), v1::VERY_HIGH);
  EXPECT_EQ(children.of_person_size(), 0);
}

TEST_F(EachInstrumentTest, TotalsAreTheHighestAndEachHasItsOwn) {
  const v1::Assessment assessment = Assessed(kTwoChildren);
  ASSERT_EQ(assessment.instrument_size(), 1);
  const v1::InstrumentResult& signs = assessment.instrument(0);
  EXPECT_EQ(signs.low(), 2);
  EXPECT_EQ(signs.high(), 2);
  EXPECT_EQ(signs.band_low(), "both");
  ASSERT_EQ(signs.of_element_size(), 2);
  EXPECT_EQ(signs.of_element(0).element(), "anna");
  EXPECT_EQ(signs.of_element(0).low(), 2);
  EXPECT_EQ(signs.of_element(1).low(), 0);
  EXPECT_EQ(signs.of_element(1).high(), 1);
  EXPECT_EQ(signs.of_element(1).item_size(), 2);
}

TEST_F(EachInstrumentTest, OneElementsTotalCanBeReadByRules) {
  EXPECT_EQ(Assessed(kTwoChildren).level(1).at_least(), v1::HIGH);
}

TEST_F(EachInstrumentTest, EvaluateGivesTheSameLevels) {
  const Assessor assessor = *Assessor::Create(loaded_.edition);
  Assessor::Workspace workspace;
  const Results& lean = **assessor.Evaluate(Parse<v1::Case>(kTwoChildren), On(kMonday), workspace);
  EXPECT_EQ(lean.levels[0].at_least, v1::VERY_HIGH);
  EXPECT_EQ(lean.levels[0].could_be, v1::VERY_HIGH);
}

std::string Problems(const EditionResult& result) { return ToString(result.problems); }

TEST(EachInstrumentErrors, LevelsNameTheRightKindOfInstrument) {
  EXPECT_THAT(Problems(Load(kRules, R"(
    id: "people" version: "1" title: "Made up" jurisdiction: "Nowhere"
    in_force { from { year: 2020 month: 1 day: 1 } }
    level { group: CHILDREN instrument: "level_child" title: "Children" }
    level { group: PUBLIC each_instrument: "level_public" title: "Public" }
  )")),
              testing::AllOf(HasSubstr("the instrument \"level_child\" is made for each element"),
                             HasSubstr("the instrument \"level_public\" is not made for each")));
}

TEST(EachInstrumentErrors, LogisticAndPolynomialsAreRefused) {
  EXPECT_THAT(Problems(Load(R"(
    topic: "Made up"
    instrument {
      id: "odds" title: "Odds" combine: LOGISTIC
      for_each { list: "relationships.children" name: "c" label: "c.id" }
      item { id: "x" title: "X" value: "c.age_years" polynomial: 1 because: "Made up." }
      because: "Made up." source { title: "Demo" mark: PROPOSAL }
    })")),
              testing::AllOf(HasSubstr("LOGISTIC cannot be made for each element"),
                             HasSubstr("an instrument made for each element has points")));
}

}  // namespace
}  // namespace risk
