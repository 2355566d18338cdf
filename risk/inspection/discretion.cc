#include "risk/inspection/discretion.h"

#include <string>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "risk/inspection/shares.h"

namespace risk::inspection {
namespace {

using Test = absl::FunctionRef<bool(int of, int all)>;

// Over every way in which the undecided cases can turn out.
v1::Outcome OutcomeOf(const v1::QuestionResult& question, Test test) {
  const int all = question.share_low().all();
  bool is_always = true, is_ever = false;
  for (int of = question.share_low().of(); of <= question.share_high().of(); ++of) {
    const bool holds = test(of, all);
    is_always &= holds;
    is_ever |= holds;
  }
  return is_always ? v1::TRUE : is_ever ? v1::UNKNOWN : v1::FALSE;
}

void Add(const v1::QuestionResult& question, v1::DiscretionTest::Kind kind, v1::Outcome outcome,
         std::string text, v1::StandardResult& standard) {
  if (outcome == v1::FALSE) return;
  v1::DiscretionTest& test = *standard.add_discretion();
  test.set_kind(kind);
  test.set_question(question.id());
  test.set_outcome(outcome);
  test.set_text(std::move(text));
}

}  // namespace

void AddDiscretion(const v1::Scheme& scheme, const v1::QuestionResult& question,
                   v1::StandardResult& standard) {
  const v1::Scheme::Discretion& rule = scheme.discretion();
  if (rule.has_within_points()) {
    const int points = rule.within_points();
    Add(question, v1::DiscretionTest::NEAR_BOUNDARY,
        OutcomeOf(question,
                  [&](int of, int all) { return IsNearBoundary(scheme, points, of, all); }),
        absl::StrCat("within ", points, " percentage points of a boundary"), standard);
  }
  if (rule.has_cases()) {
    const int cases = rule.cases();
    Add(question, v1::DiscretionTest::FEW_CASES_WOULD_CHANGE_IT,
        OutcomeOf(question,
                  [&](int of, int all) {
                    const auto rise = CasesToRise(scheme, of, all);
                    const auto fall = CasesToFall(scheme, of, all);
                    return (rise && *rise <= cases) || (fall && *fall <= cases);
                  }),
        cases == 1 ? "one case judged otherwise would change the rating"
                   : absl::StrCat(cases, " cases judged otherwise would change the rating"),
        standard);
  }
  if (rule.has_at_most_cases()) {
    const int most = rule.at_most_cases();
    Add(question, v1::DiscretionTest::SMALL_SAMPLE,
        OutcomeOf(question, [&](int, int all) { return all <= most; }),
        absl::StrCat("rests on ", most, " relevant cases or fewer"), standard);
  }
}

}  // namespace risk::inspection
