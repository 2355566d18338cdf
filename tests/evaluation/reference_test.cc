// All small expressions over all small records: the range of the evaluator holds the naive
// evaluator's result for every completion, and on a complete record both give the same.
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "gtest/gtest.h"
#include "tests/evaluation/completion.h"
#include "tests/evaluation/containment.h"
#include "tests/evaluation/naive.h"
#include "tests/evaluation/small_world.h"

namespace risk::test {
namespace {

using evaluation::Value;

constexpr const char* kAtoms[] = {
    "a",
    "b",
    "fact.f",
    "true",
    "false",
    "1 / n > 0",
    "has(n)",
    "n < 1",
    "n + part.m == 3",
    "x > 0.5",
    "color == Color.RED",
    "name == 'a'",
    "name.matches('^[ab]$')",
    "name.split('a').exists(p, p == '')",
    "'' in name.split('b')",
    "name.indexOf('a') < 0",
    "name.trim().lowerAscii() == 'a'",
    "d < date('2020-06-01')",
    "years_between(d, assessed_on) >= 1",
    "add_months(d, n) > assessed_on",
    "part.c",
    "Color.RED in part.colors",
    "items.exists(i, i.hit)",
    "items.all(i, i.points > 0)",
    "items.exists_one(i, i.hit)",
    "items.filter(i, i.hit).size() >= 1",
    "sum(items.map(i, i.points)) > 1",
    "items.exists(i, i.hit && i.points > 1)",
    "items.exists(i, 1 / i.points > 0)",
    "latest(items.map(i, i.on)) > date('2020-06-01')",
    "lookup('points', name) > 1.0",
    "(fact.f ? n : 5) > 1",
};

constexpr const char* kOthers[] = {
    "n",
    "n + n",
    "-n * part.m",
    "n / part.m",
    "n % 2",
    "least(n, part.m, 1)",
    "greatest(n, 1)",
    "x * x",
    "x / (x + 2.0)",
    "double(n) * 0.5",
    "int(x * 3.0)",
    "size(name)",
    "name.indexOf('a', n)",
    "size(name.split('a'))",
    "d",
    "add_years(d, n)",
    "add_days(d, -n)",
    "days_between(d, assessed_on)",
    "months_between(d, assessed_on)",
    "years_between(assessed_on, d)",
    "earliest(items.map(i, i.on))",
    "latest(items.map(i, i.on))",
    "earliest([d, assessed_on])",
    "items.size()",
    "items.filter(i, i.hit).size()",
    "sum(items.filter(i, i.hit).map(i, i.points + 1))",
    "sum(items.map(i, 0 - i.points))",
    "lookup('points', name)",
    "a ? n : part.m",
    "a ? d : assessed_on",
    "free",
    "free - 1",
    "free * n",
    "items.filter(i, i.hit).map(i, i.points).filter(p, p > 0).size()",
    "a ? 'p' : name",
};

constexpr const char* kRecords[] = {
    "",
    "a { value: YES } b { value: YES provenance { source: SELF_REPORT } } n: 0 name: 'b'",
    "a { value: NO } b { value: NO } n: 2 x: 0 color: BLUE d { year: 2020 } part { m: 1 }",
    "provenance { source: SELF_REPORT } a { value: NO } part { c { value: YES } } items_complete { "
    "value: YES }",
    "items { hit { value: YES } points: 1 on { year: 2020 } } n: 1",
    "items { hit { value: NO } } items_complete { value: YES } color: COLOR_NOT_KNOWN part {}",
    "items { points: 2 } items { hit { value: YES } points: 0 } items_complete { value: YES } "
    "name: 'a'",
    "items { hit { value: NO provenance { source: SELF_REPORT } } points: 2 } d { year: 2020 "
    "month: 6 }",
    "items { points: 0 } items { points: 1 } x: 1 part { c { missing: DECLINED } colors: "
    "COLOR_NOT_KNOWN }",
};

class ReferenceTest : public testing::Test {
 protected:
  // Compares the evaluator with every completion; where there are more than `most_`, with that many
  // and with as many random ones.
  void CheckText(const std::string& text) {
    SmallWorld world;
    auto expression = world.Check(text);
    ASSERT_NE(expression, nullptr) << text;
    std::vector<std::string> fields = FieldsOf(*expression);
    for (const SmallRecord& record : records_) {
      Value range = Evaluate(*expression, world.Over(record), world.evaluation());
      Choices choices;
      Choose each = [&choices](int count) { return choices.Next(count); };
      bool has_more = true;
      for (int i = 0; i < most_ && has_more && !HasFailure(); ++i) {
        CheckCompletion(*expression, record, fields, range, each);
        has_more = choices.Advance();
      }
      for (int i = 0; i < most_ && has_more && !HasFailure(); ++i) {
        CheckCompletion(*expression, record, fields, range, random_);
      }
    }
    ++expressions_;
  }

  void CheckCompletion(const expression::CheckedExpression& expression, const SmallRecord& record,
                       const std::vector<std::string>& fields, const Value& range,
                       const Choose& choose) {
    SmallRecord completed = Complete(record, fields, 2, choose);
    NaiveWorld naive = NaiveWorldOver(completed, choose);
    NaiveValue expected = EvaluateNaively(expression.root(), naive);
    ++completions_;
    EXPECT_TRUE(Holds(range, expected))
        << expression.text() << "\n  over " << record.ShortDebugString() << "\n  gives "
        << range.ToText() << "\n  but " << Show(expected) << " over "
        << completed.ShortDebugString();
  }

  void SetUp() override {
    for (const char* record : kRecords) records_.push_back(Record(record));
  }
  void TearDown() override {
    RecordProperty("expressions", expressions_);
    RecordProperty("completions", completions_);
  }

  std::vector<SmallRecord> records_;
  std::mt19937 generator_{7};
  const Choose random_ = [this](int count) {
    return static_cast<int>(generator_() % static_cast<unsigned>(count));
  };
  int most_ = 1000;
  int expressions_ = 0;
  int completions_ = 0;
};

TEST_F(ReferenceTest, SingleOperations) {
  for (const char* atom : kAtoms) CheckText(atom);
  for (const char* other : kOthers) CheckText(other);
}

TEST_F(ReferenceTest, PairsOfConditions) {
  most_ = 20;
  for (const char* const& left : kAtoms) {
    for (const char* const& right : kAtoms) {
      bool is_ahead = &left < &right;
      CheckText(absl::Substitute(is_ahead ? "($0) && !($1)" : "($0) || ($1)", left, right));
      if (HasFailure()) return;
    }
  }
}

TEST_F(ReferenceTest, ConditionsUnderQuantifiersAndChoices) {
  most_ = 30;
  for (const char* atom : kAtoms) {
    CheckText(absl::Substitute("items.exists(j, j.hit && ($0))", atom));
    CheckText(absl::Substitute("items.all(j, j.points < 2 || ($0))", atom));
    CheckText(absl::Substitute("items.filter(j, j.hit || ($0)).size()", atom));
    CheckText(absl::Substitute("($0) ? n : part.m + 1", atom));
    CheckText(absl::Substitute("($0) ? d : add_days(d, 1)", atom));
    CheckText(absl::Substitute("($0) == a", atom));
    CheckText(absl::Substitute("[1, 2].exists(k, k == n && ($0))", atom));
  }
}

// With nothing missing a result is one value, and it is what two-valued logic gives.
TEST_F(ReferenceTest, CompleteRecordsGiveOneValue) {
  SmallWorld world;
  std::vector<std::string> texts(std::begin(kAtoms), std::end(kAtoms));
  texts.insert(texts.end(), std::begin(kOthers), std::end(kOthers));
  for (const std::string& text : texts) {
    auto expression = world.Check(text);
    for (int i = 0; i < 40; ++i) {
      const SmallRecord& record = records_[static_cast<size_t>(i) % records_.size()];
      SmallRecord completed = Complete(record, {}, 2, random_);
      NaiveWorld naive = NaiveWorldOver(completed, random_);
      world.variables()[1] = Value::Bool(naive.variables[1].truth);
      NaiveValue expected = EvaluateNaively(expression->root(), naive);
      evaluation::Activation activation = world.Over(completed);
      Value unknown_mode = Evaluate(*expression, activation, world.evaluation());
      EXPECT_TRUE(IsExactly(unknown_mode, expected))
          << text << " gives " << unknown_mode.ToText() << " not " << Show(expected) << " over "
          << completed.ShortDebugString();
      activation.missing_fields = evaluation::MissingFields::kStandard;
      Value standard = Evaluate(*expression, activation, world.evaluation());
      EXPECT_TRUE(IsExactly(standard, expected)) << text << " gives " << standard.ToText();
    }
  }
}

}  // namespace
}  // namespace risk::test
