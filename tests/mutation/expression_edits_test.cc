#include "risk/mutation/expression_edits.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "risk/edition/edition.h"
#include "risk/mutation/vocabulary.h"
#include "risk/v1/case.pb.h"

namespace risk::mutation {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

// The expression with each change in it.
std::vector<std::string> Changed(const std::string& expression, const Scope& scope = {}) {
  static const EditionResult& demo =
      *new EditionResult(Edition::LoadDirectory("tests/mutation/demo"));
  EXPECT_TRUE(demo.ok()) << ToString(demo.problems);
  const Vocabulary vocabulary(*demo.edition);
  std::vector<std::string> changed;
  for (const ExpressionEdit& edit : EditsOf(expression, scope, vocabulary)) {
    std::string text = expression;
    changed.push_back(text.replace(edit.offset, edit.length, edit.text));
  }
  return changed;
}

TEST(ExpressionEditsTest, ChainsLoseEachOfTheirOperandsAndGetAnotherOperator) {
  EXPECT_THAT(Changed("a && b && c"),
              UnorderedElementsAre("b && c", "a  && c", "a && b ", "a || b && c", "a && b || c"));
  EXPECT_THAT(Changed("(a && b) && c"),
              UnorderedElementsAre("(b) && c", "(a ) && c", "(a && b) ", "(a || b) && c",
                                   "(a && b) || c"));
  EXPECT_THAT(Changed("a || b"), UnorderedElementsAre("a ", "b", "a && b"));
}

TEST(ExpressionEditsTest, Comparisons) {
  EXPECT_THAT(Changed("a < b"), ElementsAre("a <= b"));
  EXPECT_THAT(Changed("a >= b"), ElementsAre("a > b"));
  EXPECT_THAT(Changed("a == b"), ElementsAre("a != b"));
  EXPECT_THAT(Changed("a + b"), ElementsAre("a - b"));
}

TEST(ExpressionEditsTest, Constants) {
  EXPECT_THAT(Changed("f(12)"), ElementsAre("f(13)"));
  EXPECT_THAT(Changed("f(-12)"), ElementsAre("f(-13)"));
  EXPECT_THAT(Changed("true"), ElementsAre("false"));
  EXPECT_THAT(Changed("date('2024-02-28')"), ElementsAre("date('2024-02-29')"));
  EXPECT_THAT(Changed("'some words'"), IsEmpty());
}

TEST(ExpressionEditsTest, QuantifiersAndFilters) {
  EXPECT_THAT(Changed("l.exists(x, x)"), ElementsAre("l.all(x, x)"));
  EXPECT_THAT(Changed("l.all(x, x)"), ElementsAre("l.exists(x, x)"));
  EXPECT_THAT(Changed("l.filter(x, x)"), ElementsAre("l"));
}

TEST(ExpressionEditsTest, NegationsAndBranches) {
  EXPECT_THAT(Changed("!a"), ElementsAre("a"));
  EXPECT_THAT(Changed("fact.recent_weapon"), ElementsAre("!fact.recent_weapon"));
  EXPECT_THAT(Changed("a ? b : c"), ElementsAre("a ? c : c", "a ? b : b"));
}

TEST(ExpressionEditsTest, FieldsAndValuesBecomeTheirNeighbours) {
  const std::vector<std::string> of_list =
      Changed("offending.convictions.exists(c, c.weapon && c.kind == Offence.Kind.ROBBERY)");
  EXPECT_THAT(of_list, Contains(testing::HasSubstr("c.weapon && c.kind != ")));
  const std::vector<std::string> of_element =
      Changed("c.weapon", {{"c", v1::Case::descriptor()
                                     ->FindFieldByName("offending")
                                     ->message_type()
                                     ->FindFieldByName("convictions")
                                     ->message_type()}});
  ASSERT_EQ(of_element.size(), 1U);
  EXPECT_NE(of_element[0], "c.weapon");
  // Of a variable that nobody knows, nothing can be said.
  EXPECT_THAT(Changed("x.weapon"), IsEmpty());
}

TEST(ExpressionEditsTest, WhatCannotBeParsedHasNoChanges) { EXPECT_THAT(Changed("a &&"), IsEmpty()); }

}  // namespace
}  // namespace risk::mutation
