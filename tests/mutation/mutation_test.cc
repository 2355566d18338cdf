#include "risk/mutation/mutation.h"

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "risk/rule_testing.h"

namespace risk {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

std::string Content(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

MutationInput Demo() {
  MutationInput input;
  for (const char* name : {"edition.textproto", "weapons.textproto"}) {
    const std::string path = std::string("tests/mutation/demo/") + name;
    input.files.push_back({path, Content(path)});
  }
  const std::string path = "tests/mutation/demo/weapons_cases.textproto";
  input.cases.push_back({path, *ReadCaseFile(path)});
  return input;
}

std::vector<std::string> Lines(const MutationReport& report) {
  std::vector<std::string> lines;
  for (const Mutant& mutant : report.mutants) lines.push_back(mutant.ToString());
  return lines;
}

MutationOptions Every() {
  MutationOptions options;
  options.sample = 0;
  return options;
}

TEST(MutationTest, WhatCasesHoldIsKilledAndTheRestIsListedWithItsPlace) {
  const MutationReport report = Mutate(Demo(), Every());
  ASSERT_TRUE(report.ok()) << ToString(report.problems);
  EXPECT_EQ(report.edition, "made_up@1");
  EXPECT_EQ(report.mutants.size(), report.places);
  const std::vector<std::string> lines = Lines(report);
  const std::string file = "tests/mutation/demo/weapons.textproto:";
  // The window is held on one side only: a longer one goes unnoticed.
  EXPECT_THAT(lines, Contains(file + "5:62: survived: 5 -> 6 [parameter]"));
  // The day itself is not among the cases.
  EXPECT_THAT(lines, Contains(file + "11:21: survived: > -> >= [operator]"));
  EXPECT_THAT(lines, Contains(file + "21:31: killed: 3 -> 4 [points]"));
  // The only item: loading does not take an instrument without any.
  EXPECT_THAT(lines, Contains(file + "21:3: does not load: item { id: \"recent\" points: 3 when: "
                                     "\"fact.recent_weapon\" because: \"Used a weapon lately.\" } "
                                     "-> nothing [dropped item]"));
  EXPECT_THAT(lines, Contains(file + "10:38: killed: c.weapon && -> nothing [dropped clause]"));
  EXPECT_THAT(lines, Not(Contains(HasSubstr("Made up"))));
  EXPECT_LT(report.Score(), 100);
}

TEST(MutationTest, KeepsToFilesThatAreMeant) {
  MutationOptions options = Every();
  options.in = {"/weap"};
  EXPECT_EQ(Mutate(Demo(), options).places, Mutate(Demo(), Every()).places);
  options.in = {"practice"};
  EXPECT_EQ(Mutate(Demo(), options).places, 0U);
}

TEST(MutationTest, ThoseThatLoadingRefusesCountApart) {
  const MutationReport report = Mutate(Demo(), Every());
  const size_t all = report.Count(Mutant::Fate::kKilled) +
                     report.Count(Mutant::Fate::kSurvived) +
                     report.Count(Mutant::Fate::kDoesNotLoad);
  EXPECT_EQ(all, report.places);
  EXPECT_GT(report.Count(Mutant::Fate::kDoesNotLoad), 0U);
}

TEST(MutationTest, ASeedDrawsTheSameWhateverTheThreads) {
  MutationOptions options;
  options.sample = 12;
  options.seed = 7;
  const MutationReport one = Mutate(Demo(), options);
  options.jobs = 3;
  EXPECT_EQ(Lines(Mutate(Demo(), options)), Lines(one));
  EXPECT_EQ(one.mutants.size(), 12U);
  options.seed = 8;
  EXPECT_NE(Lines(Mutate(Demo(), options)), Lines(one));
}

TEST(MutationTest, ACaseThatFailsAlreadyIsToldAndNothingTried) {
  MutationInput input = Demo();
  input.cases[0].file.mutable_case_(0)->mutable_expect(0)->set_at_least(v1::VERY_HIGH);
  const MutationReport report = Mutate(input, Every());
  EXPECT_FALSE(report.ok());
  ASSERT_EQ(report.failed.size(), 1U);
  EXPECT_EQ(report.failed[0].name, "a day less than five years ago");
  EXPECT_TRUE(report.mutants.empty());
}

TEST(MutationTest, AnEditionWithErrorsIsNotTried) {
  MutationInput input = Demo();
  input.files.pop_back();
  const MutationReport report = Mutate(input, Every());
  EXPECT_FALSE(report.ok());
  EXPECT_FALSE(report.problems.empty());
}

TEST(MutationTest, APublishedEditionIsTriedAsADraft) {
  MutationInput input = Demo();
  const EditionResult draft = Edition::Load(input.files);
  input.files[0].text += "published: true\ncontent_hash: \"" + draft.edition->hash() + "\"\n";
  const MutationReport report = Mutate(input, Every());
  EXPECT_GT(report.Count(Mutant::Fate::kKilled), 0U);
}

}  // namespace
}  // namespace risk
