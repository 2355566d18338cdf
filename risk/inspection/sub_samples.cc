#include "risk/inspection/sub_samples.h"

#include <map>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "risk/inspection/ratings.h"
#include "risk/inspection/shares.h"

namespace risk::inspection {

namespace {

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

// The cases that certainly belong, rated.
v1::SelectionResult Rated(const SchemeView& scheme, const GroupCounts& group, int may_belong) {
  v1::SelectionResult result;
  result.set_cases(group.cases);
  result.set_may_belong(may_belong);
  for (size_t q = 0; q < scheme.questions().size(); ++q) {
    if (!scheme.questions()[q].is_by_cases) continue;
    v1::QuestionShare& share = *result.add_question();
    share.set_id(scheme.questions()[q].id);
    *share.mutable_counts() = group.questions[q].Form();
    *share.mutable_rating() = RatingRangeOf(scheme.text(), share.counts());
    share.set_is_small(RelevantOf(share.counts()) <= scheme.text().small());
  }
  return result;
}

// The groups of a selection that is made by a value, in the order of the values.
std::map<std::string, const GroupCounts*> InOrder(const std::map<int, GroupCounts>& by_value,
                                                  const SharedTexts& texts) {
  std::map<std::string, const GroupCounts*> groups;
  for (const auto& [value, group] : by_value) groups.emplace(texts.text(value), &group);
  return groups;
}

v1::SelectionResult RatedByValue(const SchemeView& scheme, const v1::Selection& text,
                                 const std::string& value, const GroupCounts& group,
                                 int not_known) {
  v1::SelectionResult result = Rated(scheme, group, not_known);
  result.set_id(absl::StrCat(text.id(), ":", value));
  result.set_title(value);
  result.set_family(text.family());
  return result;
}

void AddDifferences(const SchemeView& scheme, const v1::SelectionResult& one,
                    const v1::SelectionResult& other, std::vector<v1::Difference>& differences) {
  for (int q = 0; q < one.question_size(); ++q) {
    if (RelevantOf(one.question(q).counts()) == 0) continue;
    if (RelevantOf(other.question(q).counts()) == 0) continue;
    differences.push_back(DifferenceOf(scheme, one, other, q));
  }
}

}  // namespace

std::vector<v1::SelectionResult> RateSelections(const SampleCounts& counts,
                                                const SharedTexts& texts) {
  const SchemeView& scheme = counts.scheme;
  std::vector<v1::SelectionResult> results;
  const auto& selections = scheme.edition().selections();
  for (size_t i = 0; i < selections.size(); ++i) {
    const v1::Selection& text = *selections[i].text;
    const int may_belong = counts.selections[i].may_belong;
    if (selections[i].by.has_value()) {
      for (const auto& [value, group] : InOrder(counts.by_value[i], texts)) {
        results.push_back(RatedByValue(scheme, text, value, *group, may_belong));
      }
      continue;
    }
    v1::SelectionResult& result =
        results.emplace_back(Rated(scheme, counts.selections[i], may_belong));
    result.set_id(text.id());
    result.set_title(text.title());
    result.set_family(text.family());
  }
  return results;
}

std::vector<v1::Difference> Differences(const SchemeView& scheme,
                                        const std::vector<v1::SelectionResult>& selections) {
  std::set<std::string> by_value;  // families that are compared otherwise
  for (const edition::Selection& selection : scheme.edition().selections()) {
    if (selection.by.has_value()) by_value.insert(selection.text->family());
  }
  std::vector<v1::Difference> differences;
  for (size_t a = 0; a < selections.size(); ++a) {
    if (by_value.count(selections[a].family()) > 0) continue;
    for (size_t b = a + 1; b < selections.size(); ++b) {
      if (selections[a].family() != selections[b].family()) continue;
      AddDifferences(scheme, selections[a], selections[b], differences);
    }
  }
  return differences;
}

std::vector<v1::Difference> DifferencesByValue(const SampleCounts& counts,
                                               const SharedTexts& texts) {
  const SchemeView& scheme = counts.scheme;
  std::vector<v1::Difference> differences;
  const auto& selections = scheme.edition().selections();
  for (size_t i = 0; i < selections.size(); ++i) {
    if (!selections[i].by.has_value()) continue;
    GroupCounts all;
    all.questions.resize(scheme.questions().size());
    for (const auto& [value, group] : counts.by_value[i]) {
      all.cases += group.cases;
      for (size_t q = 0; q < all.questions.size(); ++q) all.questions[q].Add(group.questions[q]);
    }
    for (const auto& [value, group] : InOrder(counts.by_value[i], texts)) {
      GroupCounts others = all;
      others.cases -= group->cases;
      for (size_t q = 0; q < others.questions.size(); ++q) {
        others.questions[q].Subtract(group->questions[q]);
      }
      AddDifferences(scheme, RatedByValue(scheme, *selections[i].text, value, *group, 0),
                     Rated(scheme, others, 0), differences);
    }
  }
  return differences;
}

}  // namespace risk::inspection
