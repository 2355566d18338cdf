// Explanations: the clause that decided, what it read, and what is missing.
#include "risk/evaluation/interpreter/explanation.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gtest/gtest.h"
#include "risk/evaluation/value/support.h"
#include "tests/evaluation/completion.h"
#include "tests/evaluation/small_world.h"

namespace risk::test {
namespace {

using evaluation::Value;

// An explanation in one line: "TRUE: clause | path=value, … | missing … | via …".
std::string Line(const evaluation::Explained& explained) {
  const v1::Explanation& explanation = explained.explanation;
  std::vector<std::string> readings;
  for (const v1::Reading& reading : explanation.reading()) {
    readings.push_back(absl::StrCat(reading.path(), "=", reading.value()));
  }
  return absl::StrCat(v1::Outcome_Name(explanation.outcome()), ": ", explanation.clause(), " | ",
                      absl::StrJoin(readings, ", "), " | ",
                      absl::StrJoin(MissingPieces(explained.clause), ", "), " | ",
                      absl::StrJoin(explanation.via(), ", "));
}

struct Case {
  const char* text;
  const char* record;
  const char* expected;
};

class ExplanationTest : public testing::TestWithParam<Case> {};

TEST_P(ExplanationTest, Says) {
  SmallWorld world;
  SmallRecord record = Record(GetParam().record);
  auto expression = world.Check(GetParam().text);
  ASSERT_NE(expression, nullptr);
  EXPECT_EQ(Line(Explain(*expression, world.Over(record), world.evaluation())),
            GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Clause, ExplanationTest,
    testing::Values(
        Case{"a || n > 1", "a { value: YES }", "TRUE: a | a=yes |  | "},
        Case{"a || n > 1", "a { value: NO } n: 2", "TRUE: n > 1 | n=2 |  | "},
        Case{"a || n > 1", "a { value: NO } n: 1", "FALSE: a || n > 1 | a=no, n=1 |  | "},
        Case{"a && n > 1", "n: 1", "FALSE: n > 1 | n=1 |  | "},
        Case{"a && n > 1", "a { value: YES } n: 2", "TRUE: a && n > 1 | a=yes, n=2 |  | "},
        Case{"a && n > 1", "n: 2", "UNKNOWN: a |  | a | "},
        Case{"a && n > 1", "", "UNKNOWN: a && n > 1 |  | a, n | "},
        Case{"flag && (a || (b && n > 1))", "flag: true b { value: YES } n: 2",
             "TRUE: flag && (a || (b && n > 1)) | flag=yes, b=yes, n=2 |  | "},
        Case{"flag || (a || (b && n > 1))", "b { value: YES } n: 2",
             "TRUE: b && n > 1 | b=yes, n=2 |  | "},
        Case{"!(a || n > 1)", "a { value: YES }", "FALSE: a | a=yes |  | "},
        Case{"!a", "a { value: YES }", "FALSE: !a | a=yes |  | "},
        Case{"a ? n > 1 : n > 0", "a { value: YES } n: 1",
             "FALSE: a ? n > 1 : n > 0 | a=yes, n=1 |  | "},
        Case{"flag ||\n   n  > 1", "n: 2", "TRUE: n > 1 | n=2 |  | "}));

INSTANTIATE_TEST_SUITE_P(
    Readings, ExplanationTest,
    testing::Values(
        Case{"d < assessed_on", "d { year: 2020 month: 6 }",
             "TRUE: d < assessed_on | d=2020-06, assessed_on=2021-06-15 |  | "},
        Case{"color == Color.RED", "color: BLUE", "FALSE: color == Color.RED | color=blue |  | "},
        Case{"a", "a { missing: ASKED_AND_WAITING }", "UNKNOWN: a | a=asked and waiting | a | "},
        Case{"a", "a { value: NO provenance { source: SELF_REPORT } }", "UNKNOWN: a | a=no | a | "},
        Case{"d < date('2020-06-01')", "d { year: 2020 }",
             "UNKNOWN: d < date('2020-06-01') | d=2020 | d | "},
        Case{"part.c", "", "UNKNOWN: part.c |  | part.c | "},
        Case{"n + part.m > 1", "n: 1", "UNKNOWN: n + part.m > 1 | n=1 | part.m | "},
        Case{"n + part.m > 0", "n: 1", "TRUE: n + part.m > 0 | n=1 |  | "},
        Case{"size(name) > 0 && name != 'b'", "name: 'a'",
             "TRUE: size(name) > 0 && name != 'b' | name=a |  | "},
        Case{"n > param.p", "n: 2", "TRUE: n > param.p | n=2, param.p=1 |  | "},
        Case{"fact.f", "", "UNKNOWN: fact.f | fact.f=unknown | fact.f | "},
        Case{"1 / n > 0", "n: 0", "OUTCOME_UNSPECIFIED:  |  |  | "}));

INSTANTIATE_TEST_SUITE_P(
    Lists, ExplanationTest,
    testing::Values(
        Case{"items.exists(i, i.hit)", "items { hit { value: NO } } items { hit { value: YES } }",
             "TRUE: items.exists(i, i.hit) | items[1].hit=yes |  | "},
        Case{"items.exists(i, i.hit)", "items { hit { value: NO } } items {}",
             "UNKNOWN: items.exists(i, i.hit) |  | items[], items[1].hit | "},
        Case{"items.exists(i, i.hit)",
             "items { hit { value: NO } } items_complete { value: YES provenance { source: COURT } "
             "}",
             "FALSE: items.exists(i, i.hit) | items_complete=yes, items[0].hit=no |  | "},
        Case{"items.exists(i, true)", "items {}",
             "TRUE: items.exists(i, true) | items[0]=recorded |  | "},
        Case{"items.all(i, i.points > 0)", "items { points: 1 } items { points: 0 } items {}",
             "FALSE: items.all(i, i.points > 0) | items[1].points=0 |  | "},
        Case{"items.filter(i, i.hit).size() >= 2", "items { hit { value: YES } } items {}",
             "UNKNOWN: items.filter(i, i.hit).size() >= 2 | items[0].hit=yes | items[], "
             "items[1].hit | "},
        Case{"items.filter(i, i.hit).size() >= 1", "items { hit { value: YES } } items {}",
             "TRUE: items.filter(i, i.hit).size() >= 1 | items[0].hit=yes |  | "},
        Case{
            "sum(items.map(i, i.points)) > 3", "items { points: 2 } items_complete { value: YES }",
            "FALSE: sum(items.map(i, i.points)) > 3 | items[0].points=2, items_complete=yes |  | "},
        Case{"Color.RED in colors", "colors: BLUE colors: RED",
             "TRUE: Color.RED in colors | colors[1]=red |  | "},
        Case{"[a, b].exists(x, x)", "a { value: NO }", "UNKNOWN: [a, b].exists(x, x) |  | b | "},
        Case{"complete(items)", "items_complete { value: YES }",
             "TRUE: complete(items) | items_complete=yes |  | "},
        Case{"recorded(n)", "n: 1", "TRUE: recorded(n) | n=1 |  | "},
        Case{"known(n)", "", "FALSE: known(n) |  |  | "}));

TEST(ExplanationTest, GoesThroughFacts) {
  SmallWorld world;
  SmallRecord record = Record("a { value: YES } n: 2");
  auto fact = world.Check("a && n > 1");
  auto expression = world.Check("flag || fact.f");
  world.variables()[1] = Evaluate(*fact, world.Over(record), world.evaluation());
  EXPECT_EQ(Line(Explain(*expression, world.Over(record), world.evaluation())),
            "TRUE: fact.f | a=yes, n=2 |  | fact.f");
  SmallRecord less = Record("a { value: YES }");
  world.variables()[1] = Evaluate(*fact, world.Over(less), world.evaluation());
  EXPECT_EQ(Line(Explain(*expression, world.Over(less), world.evaluation())),
            "UNKNOWN: flag || fact.f |  | flag, n | fact.f");
}

TEST(ExplanationTest, ShowsWordingAndInheritedProvenance) {
  SmallWorld world;
  SmallRecord record = Record(
      "provenance { source: POLICE_RECORD known_on { year: 2020 } reference: 'log 7' }"
      "a { value: YES provenance { known_on { year: 2021 month: 2 } } }");
  auto expression = world.Check("a");
  v1::Explanation explanation =
      Explain(*expression, world.Over(record), world.evaluation()).explanation;
  ASSERT_EQ(explanation.reading_size(), 1);
  const v1::Reading& reading = explanation.reading(0);
  EXPECT_EQ(reading.wording(), "said a");
  EXPECT_EQ(reading.provenance().source(), v1::Provenance::POLICE_RECORD);
  EXPECT_EQ(reading.provenance().reference(), "log 7");
  EXPECT_EQ(reading.provenance().known_on().ShortDebugString(), "year: 2021 month: 2");
}

TEST(ExplanationTest, ListsAreCutAtALimit) {
  SmallWorld world;
  SmallRecord record = Record("items_complete { value: YES }");
  for (int i = 0; i < 1000; ++i) record.add_items()->set_points(1);
  auto expression = world.Check("items.all(i, i.points == 1)");
  v1::Explanation explanation =
      Explain(*expression, world.Over(record), world.evaluation(), 10).explanation;
  EXPECT_EQ(explanation.outcome(), v1::TRUE);
  EXPECT_EQ(explanation.reading_size(), 10);
}

TEST(ExplanationTest, ElementBoundByTheCallerKeepsItsPlace) {
  SmallWorld world;
  SmallRecord record =
      Record("provenance { source: SELF_REPORT } items {} items { hit { value: NO } }");
  expression::FieldPath list = {SmallRecord::descriptor()->FindFieldByName("items")};
  auto expression = world.Check("items.exists(i, i.hit)");
  const expression::Node& hit = *expression->root().predicate();
  std::vector<Value> bound = {ElementOf(record, list, 1, world.evaluation())};
  evaluation::Activation activation = world.Over(record);
  activation.bound = bound;
  Value value = EvaluateNode(hit, 1, activation, world.evaluation());
  EXPECT_EQ(value.truth(), evaluation::Truth::kUnknown);
  EXPECT_EQ(MissingPieces(value), std::vector<std::string>{"items[1].hit"});
}

// Whatever is undecided rests on something, and filling in all the rest does not decide it.
TEST(ExplanationTest, MissingPiecesAreEnough) {
  unsigned state = 99;
  Choose choose = [&state](int count) {
    state = state * 1664525u + 1013904223u;
    return static_cast<int>((state >> 16) % static_cast<unsigned>(count));
  };
  constexpr const char* kTexts[] = {"a && (b || n > 1)",
                                    "(a ? n : part.m) > 0",
                                    "n + part.m > 2 || part.c",
                                    "!(flag && b) || x > 0.5",
                                    "[a, b, flag].all(x, x || n == 2)",
                                    "years_between(d, assessed_on) > n",
                                    "name in ['a', 'b'] && a",
                                    "(a || part.c) == b",
                                    "lookup('points', name) > x",
                                    "Color.RED in part.colors || color == Color.RED",
                                    "least(n, part.m) == 1 && (a || b)",
                                    "has(n) && has(part.m)"};
  for (const char* text : kTexts) {
    SmallWorld world;
    auto expression = world.Check(text);
    for (int i = 0; i < 100; ++i) {
      SmallRecord record = RandomRecord(choose);
      record.clear_provenance();  // Complete would drop it
      Value value = Evaluate(*expression, world.Over(record), world.evaluation());
      std::vector<std::string> missing = MissingPieces(value);
      EXPECT_EQ(missing.empty(), value.is_decided())
          << text << " over " << record.ShortDebugString();
      if (missing.empty()) continue;
      std::vector<std::string> others;
      for (const char* field : {"a", "b", "n", "x", "color", "d", "name", "flag"}) {
        if (std::find(missing.begin(), missing.end(), field) == missing.end())
          others.push_back(field);
      }
      SmallRecord filled = Complete(record, others, 0, choose);
      EXPECT_FALSE(Evaluate(*expression, world.Over(filled), world.evaluation()).is_decided())
          << text << " over " << record.ShortDebugString() << " rests on "
          << absl::StrJoin(missing, ", ") << " but is decided over " << filled.ShortDebugString();
    }
  }
}

}  // namespace
}  // namespace risk::test
