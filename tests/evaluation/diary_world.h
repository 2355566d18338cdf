// A diary, its views, and random diaries: what tests of views share.
#ifndef TESTS_EVALUATION_DIARY_WORLD_H_
#define TESTS_EVALUATION_DIARY_WORLD_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "risk/evaluation/interpreter/implied_answers.h"
#include "risk/evaluation/interpreter/interpreter.h"
#include "risk/evaluation/plan/plan.h"
#include "risk/evaluation/value/view_spec.h"
#include "risk/expression/environment.h"
#include "tests/evaluation/completion.h"
#include "tests/evaluation/diary.pb.h"

namespace risk::test {

inline constexpr int64_t kDiaryDay = 18400;  // 2020-05-18

// Variables: assessed_on; view.all, of every road; view.late, the rows of view.all in 2020 or later.
class DiaryWorld {
 public:
  // `joins`: entries that share ids are one row.
  explicit DiaryWorld(bool joins);

  std::shared_ptr<const expression::CheckedExpression> Check(
      absl::string_view text, const std::vector<expression::Binding>& bound = {}) const;
  const expression::Environment& environment() const { return environment_; }

  using Implications = std::vector<std::shared_ptr<const evaluation::ImplicationSpec>>;
  // A builder that holds the implications and the views, to be given expressions.
  std::unique_ptr<evaluation::PlanBuilder> Builder(const Implications& implications = {}) const;
  // The variables over a diary, as the interpreter makes them. Values live in `evaluation`.
  std::vector<evaluation::Value> Variables(
      const diary::Diary& record, evaluation::Evaluation& evaluation,
      const evaluation::ImpliedAnswers* implied = nullptr) const;

 private:
  evaluation::ViewSource Road(absl::string_view id, const std::vector<std::string>& loops,
                              absl::string_view when);

  expression::Environment environment_;
  std::shared_ptr<evaluation::ViewSpec> all_;
  std::shared_ptr<evaluation::ViewSpec> late_;
};

diary::Diary RandomDiary(const Choose& choose);
// Every way in which what is missing may turn out, with up to `most_more` further elements in each
// open list; ids that are not recorded are those of nothing.
diary::Diary CompleteDiary(const diary::Diary& record, int most_more, const Choose& choose);

// The rows of view.all over a complete diary, made without the code under test. Nothing if entries
// that are one disagree: such a diary is not true.
std::optional<std::vector<diary::Row>> RowsOf(const diary::Diary& complete, bool joins,
                                              const Choose& choose);
bool IsLate(const diary::Row& row);

}  // namespace risk::test

#endif  // TESTS_EVALUATION_DIARY_WORLD_H_
