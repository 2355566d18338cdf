#include "risk/next.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "risk/assessor.h"
#include "risk/report.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"
#include "tests/assessment/demo_edition.h"

namespace risk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

v1::Assessment Assessed(const v1::Case& record) {
  absl::StatusOr<v1::Assessment> result = DemoAssessor().Assess(record, On(kMonday));
  EXPECT_TRUE(result.ok()) << result.status();
  return *result;
}

std::vector<std::string> Paths(const v1::Ask& ask) {
  std::vector<std::string> paths;
  for (const v1::AskItem& item : ask.item()) {
    paths.insert(paths.end(), item.path().begin(), item.path().end());
  }
  return paths;
}

// Two rules that could raise a level, on pieces a to d, and who can answer them.
constexpr char kTwoRules[] = R"(
  piece: "a" piece: "b" piece: "c"
  level {
    group: PUBLIC at_least: LOW could_be: VERY_HIGH
    could_raise { level: VERY_HIGH explanation { missing: 0 missing: 1 } }
    could_raise { level: MEDIUM explanation { missing: 2 } }
  })";

v1::Assessment With(const std::string& missing) {
  return Parse<v1::Assessment>(std::string(kTwoRules) + missing);
}

TEST(NextAsks, TheMostConsequentialConversationComesFirst) {
  const v1::Asks asks = NextAsks(With(R"(
    missing { check: "own_file" ask: PRACTITIONER path: "c" }
    missing { check: "police" ask: POLICE ask_unit: "abuse unit" path: "a" path: "b" }
  )"));
  ASSERT_EQ(asks.ask_size(), 2);
  EXPECT_EQ(asks.ask(0).agency(), v1::FieldNote::POLICE);
  EXPECT_THAT(Paths(asks.ask(0)), ElementsAre("a", "b"));
  EXPECT_THAT(Paths(asks.ask(1)), ElementsAre("c"));
}

TEST(NextAsks, APieceIsAskedForOnce) {
  const v1::Asks asks = NextAsks(With(R"(
    missing { check: "police" ask: POLICE ask_unit: "abuse unit" path: "a" path: "b" }
    missing { check: "council" ask: CHILDRENS_SERVICES ask_unit: "front door" path: "b" path: "c" }
  )"));
  ASSERT_EQ(asks.ask_size(), 2);
  EXPECT_THAT(Paths(asks.ask(0)), ElementsAre("a", "b"));
  EXPECT_THAT(Paths(asks.ask(1)), ElementsAre("c"));
}

TEST(NextAsks, AConversationThatOthersMakeNeedlessIsNotHeld) {
  // The police are worth most at first; but the other two have to be asked anyway, and bring it
  // all.
  const v1::Asks asks = NextAsks(Parse<v1::Assessment>(R"(
    piece: "a" piece: "b" piece: "c" piece: "d"
    level {
      group: PUBLIC at_least: LOW could_be: VERY_HIGH
      could_raise { level: VERY_HIGH explanation { missing: 0 missing: 1 } }
      could_raise { level: MEDIUM explanation { missing: 2 } }
      could_raise { level: MEDIUM explanation { missing: 3 } }
    }
    missing { check: "police" ask: POLICE ask_unit: "x" path: "a" path: "b" }
    missing { check: "council" ask: CHILDRENS_SERVICES ask_unit: "x" path: "a" path: "c" }
    missing { check: "court" ask: COURT_SERVICE ask_unit: "x" path: "b" path: "d" }
  )"));
  ASSERT_EQ(asks.ask_size(), 2);
  EXPECT_THAT(Paths(asks.ask(0)), ElementsAre("a", "c"));
  EXPECT_THAT(Paths(asks.ask(1)), ElementsAre("b", "d"));
}

TEST(NextAsks, WhatAnyUnitCanAnswerJoinsAConversationWithTheAgency) {
  const v1::Asks asks = NextAsks(With(R"(
    missing { title: "behaviour" ask: POLICE path: "c" }
    missing { check: "police" ask: POLICE ask_unit: "abuse unit" path: "a" path: "b"
              due { year: 2026 month: 6 day: 3 } }
    missing { check: "also" ask: POLICE ask_unit: "abuse unit" path: "b"
              due { year: 2026 month: 6 day: 1 } }
  )"));
  ASSERT_EQ(asks.ask_size(), 1);
  EXPECT_EQ(asks.ask(0).unit(), "abuse unit");
  EXPECT_EQ(asks.ask(0).due().day(), 3) << "of what is brought up";
  EXPECT_THAT(Paths(asks.ask(0)), ElementsAre("a", "b", "c"));
}

TEST(NextAsks, NothingWhenNothingCouldRaiseALevel) {
  v1::Assessment assessment = With(R"(missing { check: "police" ask: POLICE path: "z" })");
  assessment.clear_level();
  EXPECT_EQ(NextAsks(assessment).ask_size(), 0);
  EXPECT_THAT(TextReport(NextAsks(assessment), {}), HasSubstr("Every level is settled."));
}

// Answers what the first ask is about, where that is a question of yes or no.
bool AnswerNo(const v1::Ask& ask, v1::Case& record) {
  bool answered = false;
  for (const std::string& path : Paths(ask)) {
    google::protobuf::Message* message = &record;
    std::string rest = path;
    while (message != nullptr && !rest.empty()) {
      const size_t dot = rest.find('.');
      const std::string name = rest.substr(0, dot);
      rest = dot == std::string::npos ? "" : rest.substr(dot + 1);
      const auto* field = message->GetDescriptor()->FindFieldByName(
          name.substr(0, name.find("[]")) +
          (name.find("[]") == std::string::npos ? "" : "_complete"));
      if (field == nullptr || field->message_type() == nullptr || field->is_repeated()) break;
      message = message->GetReflection()->MutableMessage(message, field);
      if (!rest.empty() || field->message_type()->name() != "Answer") continue;
      const bool is_list = name.find("[]") != std::string::npos;
      static_cast<v1::Answer*>(message)->set_value(is_list ? v1::Answer::YES : v1::Answer::NO);
      answered = true;
    }
  }
  return answered;
}

TEST(NextAsks, ShortenAfterEachAnswerUntilAllIsSettled) {
  v1::Case record;
  int left = NextAsks(Assessed(record)).ask_size();
  ASSERT_GE(left, 2);
  while (left > 0) {
    const v1::Asks asks = NextAsks(Assessed(record));
    ASSERT_TRUE(AnswerNo(asks.ask(0), record)) << asks.DebugString();
    const int now = NextAsks(Assessed(record)).ask_size();
    EXPECT_LT(now, left) << asks.DebugString();
    left = now;
  }
  const v1::Assessment settled = Assessed(record);
  for (const v1::GroupLevel& level : settled.level()) EXPECT_FALSE(level.provisional());
}

TEST(NextAsks, AskSomethingOfEveryRuleThatCouldRaiseALevel) {
  const v1::Assessment assessment = Assessed(v1::Case());
  std::vector<std::string> asked;
  const v1::Asks asks = NextAsks(assessment);
  for (const v1::Ask& ask : asks.ask()) {
    for (const std::string& path : Paths(ask)) asked.push_back(path);
  }
  for (const v1::GroupLevel& level : assessment.level()) {
    for (const v1::LevelReason& reason : level.could_raise()) {
      std::vector<std::string> pieces;
      for (const int piece : reason.explanation().missing()) {
        pieces.push_back(assessment.piece(piece));
      }
      EXPECT_THAT(asked, testing::Contains(testing::AnyOfArray(pieces))) << reason.rule();
    }
  }
}

TEST(NextReport, NamesWhomToAskWhatAndWhy) {
  const v1::Asks asks = NextAsks(Assessed(v1::Case()));
  const std::string text = TextReport(asks, {});
  EXPECT_THAT(text, HasSubstr("What to ask next"));
  EXPECT_THAT(text, HasSubstr("Whom to ask: "));
  EXPECT_THAT(text, HasSubstr("Could raise "));
  EXPECT_THAT(JsonReport(asks), HasSubstr("\"ask\":[{\"agency\":"));
  EXPECT_THAT(TextprotoReport(asks), HasSubstr("# proto-message: risk.v1.Asks"));
}

}  // namespace
}  // namespace risk
