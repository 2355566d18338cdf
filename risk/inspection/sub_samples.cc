#include "risk/inspection/sub_samples.h"

#include "risk/inspection/ratings.h"
#include "risk/inspection/shares.h"

namespace risk::inspection {

using evaluation::Truth;

namespace {

constexpr double kPercent = 100;

int RelevantOf(const v1::Counts& counts) {
  return counts.sufficient() + counts.not_sufficient() + counts.undecided();
}

v1::Difference DifferenceOf(const SchemeView& scheme, const v1::SelectionResult& one,
                            const v1::SelectionResult& other, int question) {
  const v1::QuestionShare& its = one.question(question);
  const v1::QuestionShare& others = other.question(question);
  const int all = RelevantOf(its.counts()), other_all = RelevantOf(others.counts());
  const int low = its.counts().sufficient(), high = low + its.counts().undecided();
  const int other_low = others.counts().sufficient();
  const int other_high = other_low + others.counts().undecided();
  v1::Difference difference;
  difference.set_family(one.family());
  difference.set_question(its.id());
  difference.set_selection(one.id());
  difference.set_other(other.id());
  difference.set_points_low(Rounded(kPercent * low / all - kPercent * other_high / other_all, 1));
  difference.set_points_high(Rounded(kPercent * high / all - kPercent * other_low / other_all, 1));
  difference.set_is_small(its.is_small() || others.is_small());
  if (scheme.text().has_sample()) {
    const int confidence = scheme.text().sample().confidence_percent();
    const double from = WilsonInterval(low, all, confidence).low;
    const double to = WilsonInterval(high, all, confidence).high;
    const double other_from = WilsonInterval(other_low, other_all, confidence).low;
    const double other_to = WilsonInterval(other_high, other_all, confidence).high;
    difference.set_intervals_overlap(from <= other_to && other_from <= to);
  }
  return difference;
}

}  // namespace

std::vector<v1::SelectionResult> RateSelections(const SchemeView& scheme, const Rows& rows) {
  std::vector<v1::SelectionResult> results;
  const auto& selections = scheme.edition().selections();
  for (size_t i = 0; i < selections.size(); ++i) {
    v1::SelectionResult& result = results.emplace_back();
    result.set_id(selections[i].text->id());
    result.set_title(selections[i].text->title());
    result.set_family(selections[i].text->family());
    Rows its;
    int may_belong = 0;
    for (const CaseRow* row : rows) {
      const Truth belongs = row->selected(static_cast<int>(i));
      if (belongs == Truth::kTrue) its.push_back(row);
      may_belong += belongs == Truth::kUnknown;
    }
    result.set_cases(static_cast<int>(its.size()));
    result.set_may_belong(may_belong);
    const std::vector<v1::Counts> counts = CountQuestions(scheme, its);
    for (size_t q = 0; q < counts.size(); ++q) {
      if (!scheme.questions()[q].is_by_cases) continue;
      v1::QuestionShare& share = *result.add_question();
      share.set_id(scheme.questions()[q].id);
      *share.mutable_counts() = counts[q];
      *share.mutable_rating() = RatingRangeOf(scheme.text(), counts[q]);
      share.set_is_small(RelevantOf(counts[q]) <= scheme.text().small());
    }
  }
  return results;
}

std::vector<v1::Difference> Differences(const SchemeView& scheme,
                                        const std::vector<v1::SelectionResult>& selections) {
  std::vector<v1::Difference> differences;
  for (size_t a = 0; a < selections.size(); ++a) {
    for (size_t b = a + 1; b < selections.size(); ++b) {
      if (selections[a].family() != selections[b].family()) continue;
      for (int q = 0; q < selections[a].question_size(); ++q) {
        if (RelevantOf(selections[a].question(q).counts()) == 0) continue;
        if (RelevantOf(selections[b].question(q).counts()) == 0) continue;
        differences.push_back(DifferenceOf(scheme, selections[a], selections[b], q));
      }
    }
  }
  return differences;
}

}  // namespace risk::inspection
