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

}  // namespace
}  // namespace risk::evaluation
