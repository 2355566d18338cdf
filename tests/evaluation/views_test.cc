// Views: random questions about the rows of random diaries. Both evaluators agree, and no completion
// of a diary leaves the range that was reported.
#include <cstdlib>
#include <iostream>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "risk/evaluation/value/support.h"
#include "risk/expression/checker.h"
#include "tests/evaluation/containment.h"
#include "tests/evaluation/diary_world.h"
#include "tests/evaluation/missing_paths.h"
#include "tests/evaluation/naive.h"

namespace risk::test {
namespace {

using diary::Diary;
using evaluation::Value;

class Question {
 public:
  explicit Question(const Choose& choose) : choose_(choose) {}

  std::string Any() {
    const std::string view = choose_(3) ? "view.all" : "view.late";
    const std::string some = absl::StrCat(view, ".filter(r, ", Condition(1), ")");
    switch (choose_(9)) {
      case 0:
        return absl::StrCat(view, ".all(r, ", Condition(2), ")");
      case 1:
        return absl::StrCat(view, ".exists_one(r, ", Condition(1), ")");
      case 2:
        return absl::StrCat("size(", choose_(2) ? view : some, ")");
      case 3:
        return absl::StrCat("occasions(", choose_(2) ? view : some, ")");
      case 4:
        return absl::StrCat("latest(", some, ".map(r, r.on))");
      case 5:
        return absl::StrCat("sum(", view, ".map(r, r.points))");
      case 6:
        return absl::StrCat(some, ".exists(r, ", Condition(1), ")");
      case 7:
        return absl::StrCat(view, ".exists(r, ", Condition(0), " && view.late.exists(s, s.who == r.who))");
      default:
        return absl::StrCat(view, ".exists(r, ", Condition(2), ")");
    }
  }

 private:
  std::string Condition(int depth) {
    if (depth > 0 && choose_(3)) {
      return absl::StrCat("(", Condition(depth - 1), choose_(2) ? " && " : " || ",
                          Condition(depth - 1), ")");
    }
    const std::vector<std::string> leaves = {"r.told",       "r.on < assessed_on",
                                             "r.who == 'p'", "r.shade == Shade.DARK",
                                             "r.points > 0", "!r.told",
                                             "r.on < date('2020-03-05')"};
    return leaves[choose_(static_cast<int>(leaves.size()))];
  }
  const Choose& choose_;
};

NaiveValue ListOf(const std::vector<diary::Row>& rows, bool late_only) {
  NaiveValue list;
  list.kind = NaiveValue::Kind::kList;
  for (const diary::Row& row : rows) {
    if (late_only && !IsLate(row)) continue;
    NaiveValue& value = list.list.emplace_back();
    value.kind = NaiveValue::Kind::kMessage;
    value.message = &row;
  }
  return list;
}

// What a compiled step gave, as a value.
Value ResultOf(const evaluation::PlanRun& run, int step, const expression::Type& type) {
  if (run.is_error(step)) return Value::Error(evaluation::ErrorCode::kNoValue, "error");
  if (type.Is(expression::Kind::kBool)) return Value::Bool(run.truth(step));
  const evaluation::PlanRun::Whole whole = run.whole(step);
  if (type.Is(expression::Kind::kDate)) return Value::Date({whole.low, whole.high});
  return Value::Int(evaluation::IntRange{whole.low, whole.high});
}

struct Counts {
  int64_t completions = 0;
  int64_t decided = 0;
  int64_t asked = 0;
};

void AskOver(bool joins, unsigned seed, int rounds, Counts* counts) {
  std::mt19937 random(seed);
  const Choose choose = [&random](int count) {
    return static_cast<int>(random() % static_cast<unsigned>(count));
  };
  const DiaryWorld world(joins);
  for (int round = 0; round < rounds && !::testing::Test::HasFailure(); ++round) {
    std::vector<std::shared_ptr<const expression::CheckedExpression>> questions;
    std::unique_ptr<evaluation::PlanBuilder> builder = world.Builder();
    for (int i = 0; i < 10; ++i) {
      questions.push_back(world.Check(Question(choose).Any()));
      ASSERT_EQ(builder->AddExpression(questions.back()), 2 + i) << builder->reason();
    }
    const std::unique_ptr<const evaluation::Plan> plan = builder->Build();
    ASSERT_NE(plan, nullptr) << builder->reason();
    evaluation::PlanRun run;
    for (int d = 0; d < 8; ++d) {
      const Diary record = RandomDiary(choose);
      const std::string bytes = record.SerializeAsString();
      ASSERT_TRUE(plan->Run(bytes, kDiaryDay, run).ok());
      evaluation::Evaluation evaluation;
      evaluation.set_track_support(d % 2 == 0);
      const std::vector<Value> variables = world.Variables(record, evaluation);
      evaluation::Activation activation;
      activation.record = &record;
      activation.variables = variables;
      std::vector<Value> values;
      for (size_t q = 0; q < questions.size(); ++q) {
        values.push_back(Evaluate(*questions[q], activation, evaluation));
        const Value compiled = ResultOf(run, 2 + static_cast<int>(q), questions[q]->type());
        EXPECT_TRUE(Holds(values[q], compiled) && Holds(compiled, values[q]) &&
                    values[q].is_error() == compiled.is_error())
            << questions[q]->text() << "\ninterpreter " << values[q].ToText() << "\ncompiled "
            << compiled.ToText() << "\n"
            << record.DebugString();
        if (d % 2 == 0) {
          const std::vector<std::string> pieces = evaluation::MissingPieces(values[q]);
          EXPECT_EQ(MissingPaths(*plan, run, 2 + static_cast<int>(q)),
                    std::set<std::string>(pieces.begin(), pieces.end()))
              << questions[q]->text() << "\n"
              << record.DebugString();
        }
        ++counts->asked;
        counts->decided += values[q].is_decided();
      }
      for (int c = 0; c < 12; ++c) {
        const Diary complete = CompleteDiary(record, 2, choose);
        const auto rows = RowsOf(complete, joins, choose);
        if (!rows.has_value()) continue;
        NaiveWorld naive;
        naive.record = &complete;
        naive.variables = {NaiveDate(kDiaryDay), ListOf(*rows, false), ListOf(*rows, true)};
        for (size_t q = 0; q < questions.size(); ++q) {
          const NaiveValue value = EvaluateNaively(questions[q]->root(), naive);
          ++counts->completions;
          ASSERT_TRUE(Holds(values[q], value))
              << questions[q]->text() << "\nrange " << values[q].ToText() << "\nbut "
              << Show(value) << "\n"
              << record.DebugString() << "\n"
              << complete.DebugString();
        }
      }
    }
  }
}

int Rounds() {
  const char* rounds = std::getenv("ROUNDS");
  return rounds != nullptr ? std::atoi(rounds) : 80;
}

TEST(Views, EvaluatorsAgreeAndNoCompletionLeavesItsRange) {
  Counts counts;
  AskOver(false, 1, Rounds(), &counts);
  std::cout << counts.asked << " questions, " << counts.decided << " decided, "
            << counts.completions << " completions\n";
  EXPECT_GT(counts.decided * 6, counts.asked) << "too little is decided to show anything";
}

TEST(Views, SoWhenRowsThatShareIdsAreOne) {
  Counts counts;
  AskOver(true, 2, Rounds(), &counts);
  std::cout << counts.asked << " questions, " << counts.decided << " decided, "
            << counts.completions << " completions\n";
  EXPECT_GT(counts.decided * 6, counts.asked) << "too little is decided to show anything";
}

}  // namespace
}  // namespace risk::test
