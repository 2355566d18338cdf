// Expressions that would use up time or memory end in an error instead.
#include <string>

#include "gtest/gtest.h"
#include "risk/evaluation/interpreter/evaluation.h"
#include "risk/evaluation/interpreter/interpreter.h"
#include "risk/expression/checker.h"

namespace risk::evaluation {
namespace {

std::string Repeat(const std::string& part, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += part;
  return out;
}

struct BudgetCase {
  std::string name;
  std::string text;
};

TEST(BudgetTest, EndsInAnError) {
  const std::string ten = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]";
  const BudgetCase kCases[] = {
      {"nested quantifiers", Repeat(ten + ".all(i, ", 12) + "true" + Repeat(")", 12)},
      {"a text that grows",
       "['aaaaaaaa']" + Repeat(".map(t, t + t + t + t + t + t + t + t + t)", 11)},
      {"bytes that grow",
       "[b'aaaaaaaa']" + Repeat(".map(t, t + t + t + t + t + t + t + t + t)", 11)},
      {"a list that grows", "[[1, 2]]" + Repeat(".map(t, t + t + t + t + t + t + t + t + t)", 11)},
      {"comparing lists of lists",
       "[[1, 1]]" + Repeat(".map(t, [t, t, t, t, t, t, t, t])", 11) + ".all(t, t == t)"},
  };
  for (const BudgetCase& test : kCases) {
    expression::CheckResult checked = expression::Check(test.text, expression::Environment());
    ASSERT_TRUE(checked.ok()) << test.name << " " << checked.diagnostics[0].message;
    Evaluation evaluation;
    Value value = Evaluate(*checked.expression, Activation(), evaluation);
    EXPECT_EQ(value.error_code(), ErrorCode::kTooExpensive) << test.name;
    EXPECT_LT(evaluation.arena().SpaceAllocated(), 512u << 20) << test.name;
  }
}

// Former bug: each key was compared with each other one.
TEST(BudgetTest, MapsTakeStepsInProportion) {
  const auto map_of = [](int size) {
    std::string map = "{";
    for (int i = 0; i < size; ++i) map += std::to_string(i) + ": 1, ";
    return map + "'last': 1}";
  };
  const std::string map = map_of(6000), half = map_of(2500);
  for (const std::string& text : {map + ".size() == 6001", map + "[5999] == 1", "!('none' in " + map + ")",
                                  map + ".all(k, k == 'last' || k >= 0)", half + " == " + half}) {
    expression::CheckResult checked = expression::Check(text, expression::Environment());
    ASSERT_TRUE(checked.ok()) << checked.diagnostics[0].message;
    EvaluationOptions options;
    options.max_steps = 120'000;
    Evaluation evaluation(options);
    EXPECT_TRUE(Evaluate(*checked.expression, Activation(), evaluation).IsTrue()) << text.substr(text.size() - 40);
  }
}

// A search takes steps in proportion to the text, and a pattern that is no literal those of reading it.
TEST(BudgetTest, SearchesTakeStepsInProportion) {
  const std::string text = "'" + std::string(6000, 'a') + "'";
  const struct {
    std::string text;
    int64_t enough;
  } kCases[] = {
      {text + ".matches('^(a|b)*$')", 20'000},
      {text + ".split('').all(p, p == 'a')", 60'000},
      {"['a+', 'b', 'a+', 'b'].all(p, " + text + ".matches(p) == (p != 'b'))", 200'000},
  };
  for (const auto& test : kCases) {
    expression::CheckResult checked = expression::Check(test.text, expression::Environment());
    ASSERT_TRUE(checked.ok()) << checked.diagnostics[0].message;
    EvaluationOptions options;
    options.max_steps = test.enough;
    Evaluation enough(options);
    EXPECT_TRUE(Evaluate(*checked.expression, Activation(), enough).IsTrue()) << test.text.substr(test.text.size() - 40);
    options.max_steps = 500;
    Evaluation too_few(options);
    EXPECT_EQ(Evaluate(*checked.expression, Activation(), too_few).error_code(), ErrorCode::kTooExpensive);
  }
}

}  // namespace
}  // namespace risk::evaluation
