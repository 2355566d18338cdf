#include "risk/impact.h"

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/assessment/demo_edition.h"

namespace risk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// The made-up edition with texts replaced.
std::shared_ptr<const Edition> Demo(const std::vector<std::pair<std::string, std::string>>& changes) {
  std::vector<RuleText> files;
  for (const char* name : {"edition", "practice", "published", "rules"}) {
    const std::string path = absl::StrCat("tests/assessment/demo/", name, ".textproto");
    std::stringstream text;
    text << std::ifstream(path).rdbuf();
    files.push_back({path, absl::StrReplaceAll(text.str(), changes)});
  }
  EditionResult result = Edition::Load(std::move(files));
  EXPECT_TRUE(result.ok()) << ToString(result.problems);
  return result.edition;
}

ImpactFinder Finder(std::shared_ptr<const Edition> after, ImpactOptions options = {}) {
  return *ImpactFinder::Create(DemoEdition(), std::move(after), std::move(options));
}

v1::CaseImpact Add(ImpactFinder& finder, const std::string& record) {
  return *finder.Add(Parse<v1::Case>(record), Parse<v1::Date>(kMonday), "case.json");
}

constexpr char kArmed[] = "case_id: 'armed' behaviour { weapons_carried { value: YES } threats_now { value: NO } }";
constexpr char kQuiet[] = "case_id: 'quiet' behaviour { weapons_carried { value: NO } threats_now { value: NO } }";

TEST(Impact, OfTheSameRulesIsNothing) {
  ImpactFinder finder = Finder(DemoEdition());
  EXPECT_FALSE(HasChanged(Add(finder, kArmed)));
  EXPECT_FALSE(HasChanged(Add(finder, "")));
  const v1::Impact impact = finder.Finish();
  EXPECT_EQ(impact.cases(), 2);
  EXPECT_EQ(impact.changed(), 0);
  EXPECT_TRUE(impact.difference().empty());
  EXPECT_TRUE(impact.result().empty());
}

TEST(Impact, NamesTheLevelTheItemAndTheCases) {
  ImpactFinder finder = Finder(Demo({{"when: \"factor.weapons\" points: 3", "when: \"factor.weapons\" points: 2"}}));
  const v1::CaseImpact armed = Add(finder, kArmed);
  ASSERT_EQ(armed.level_size(), 1);
  EXPECT_EQ(armed.level(0).group(), v1::PUBLIC);
  EXPECT_EQ(armed.level(0).at_least_before(), v1::HIGH);
  EXPECT_EQ(armed.level(0).at_least_after(), v1::MEDIUM);
  EXPECT_THAT(armed.because(), ElementsAre("weapon"));
  EXPECT_TRUE(IsLowered(armed));
  EXPECT_FALSE(IsRaised(armed));
  EXPECT_FALSE(HasChanged(Add(finder, kQuiet)));
  // Where it is not known, what it could be differs and what it is at least does not.
  const v1::CaseImpact unknown = Add(finder, "behaviour { threats_now { value: NO } stalking { value: NO } fixated { value: NO } }");
  ASSERT_EQ(unknown.level_size(), 1);
  EXPECT_EQ(unknown.level(0).could_be_before(), v1::HIGH);
  EXPECT_EQ(unknown.level(0).could_be_after(), v1::MEDIUM);
  EXPECT_FALSE(IsLowered(unknown));
  finder.Reject();
  const v1::Impact impact = finder.Finish();
  EXPECT_EQ(impact.cases(), 3);
  EXPECT_EQ(impact.changed(), 2);
  EXPECT_EQ(impact.lowered(), 1);
  EXPECT_EQ(impact.raised(), 0);
  EXPECT_EQ(impact.rejected(), 1);
  ASSERT_EQ(impact.difference_size(), 1);
  EXPECT_EQ(impact.difference(0).rule(), "weapon");
  EXPECT_EQ(impact.difference(0).kind(), v1::RuleDifference::CHANGED);
  EXPECT_EQ(impact.difference(0).cases(), 2);
  int64_t moved = 0;
  for (const v1::LevelMove& move : impact.move()) {
    if (move.before() != move.after()) moved += move.cases();
  }
  EXPECT_EQ(moved, 1);
}

TEST(Impact, FollowsAChangedRuleToWhatItReaches) {
  // The factor is read by a level, a finding and a check.
  ImpactFinder finder = Finder(Demo({{"when: \"behaviour.weapons_carried\"",
                                      "when: \"behaviour.weapons_carried || behaviour.weapon_access\""}}));
  const v1::CaseImpact impact =
      Add(finder, "behaviour { weapons_carried { value: NO } weapon_access { value: YES } threats_now { value: NO } }");
  EXPECT_TRUE(IsRaised(impact));
  ASSERT_EQ(impact.result_size(), 1);
  EXPECT_EQ(impact.result(0).id(), "armed");
  EXPECT_EQ(impact.result(0).change(), v1::CAME);
  EXPECT_THAT(impact.because(), ElementsAre("weapons"));
}

TEST(Impact, SaysWhichRulesAreNewAndGone) {
  const auto before = Demo({});
  const auto after = Demo({{"id: \"armed\"", "id: \"carries_weapon\""}});
  ImpactFinder finder = *ImpactFinder::Create(before, after);
  const v1::CaseImpact impact = Add(finder, kArmed);
  ASSERT_EQ(impact.result_size(), 2);
  const v1::Impact whole = finder.Finish();
  ASSERT_EQ(whole.difference_size(), 2);
  EXPECT_EQ(whole.difference(0).kind(), v1::RuleDifference::GONE);
  EXPECT_EQ(whole.difference(1).kind(), v1::RuleDifference::NEW);
}

TEST(Impact, ComparesTwoDaysOfOneEdition) {
  ImpactOptions options;
  options.known_before = Parse<v1::Date>("year: 2026 month: 1 day: 1");
  options.known_after = Parse<v1::Date>(kMonday);
  ImpactFinder finder = Finder(DemoEdition(), options);
  const v1::CaseImpact impact = Add(
      finder,
      "behaviour { weapons_carried { value: YES provenance { known_on { year: 2026 month: 3 day: 1 } } } threats_now { value: NO } }");
  ASSERT_EQ(impact.level_size(), 1);
  EXPECT_EQ(impact.level(0).at_least_before(), v1::LOW);
  EXPECT_EQ(impact.level(0).at_least_after(), v1::HIGH);
  EXPECT_TRUE(impact.because().empty());
}

TEST(Impact, ListsSoManyCasesAndCountsTheRest) {
  ImpactOptions options;
  options.most_cases = 2;
  ImpactFinder finder = Finder(Demo({{"points: 3 because: \"Carries weapons.\"", "points: 4 because: \"Carries weapons.\""}}), options);
  for (int i = 0; i < 5; ++i) Add(finder, kArmed);
  const v1::Impact impact = finder.Finish();
  EXPECT_EQ(impact.changed(), 5);
  EXPECT_EQ(impact.changed_case_size(), 2);
  ReportOptions report;
  const std::string text = TextReport(impact, report);
  EXPECT_THAT(text, HasSubstr("5 cases assessed, 5 changed: 5 raised, 0 lowered."));
  EXPECT_THAT(text, HasSubstr("at least HIGH to at least VERY HIGH: 5 cases"));
  EXPECT_THAT(text, HasSubstr("Because of weapon."));
  EXPECT_THAT(text, HasSubstr("and 3 more"));
  EXPECT_THAT(CsvReport(impact.changed_case(0), true),
              HasSubstr("case.json,armed,public,HIGH,HIGH,VERY_HIGH,VERY_HIGH,,weapon\r\n"));
}

}  // namespace
}  // namespace risk
