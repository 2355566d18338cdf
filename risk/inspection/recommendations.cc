#include "risk/inspection/recommendations.h"

#include <algorithm>
#include <utility>

#include "risk/inspection/counting.h"
#include "risk/inspection/ratings.h"

namespace risk::inspection {
namespace {

int Gain(const v1::RatingRange& from, const v1::RatingRange& to) {
  return (to.low() - from.low()) + (to.high() - from.high());
}

// The ratings that would rise; their gains are added up in `gain`.
void AddMoves(const SchemeView& scheme, const v1::InspectionRecord& record,
              const RecommendationCounts& its, const std::vector<v1::StandardResult>& standards,
              v1::RecommendationResult& result, int& gain) {
  std::vector<v1::Counts> counts = FormsOf(its.if_met);
  AddRecorded(scheme, record, counts);
  for (size_t s = 0; s < scheme.standards().size(); ++s) {
    const RatedStandard& standard = scheme.standards()[s];
    if (!standard.is_by_cases()) continue;
    std::vector<v1::RatingRange> ranges;
    for (int i = 0; i < standard.question_count; ++i) {
      const size_t q = static_cast<size_t>(standard.first_question + i);
      ranges.push_back(its.is_touched[q] ? RatingRangeOf(scheme.text(), counts[q])
                                     : standards[s].question(i).rating());
    }
    const v1::RatingRange to = LowestOf(ranges);
    const int rise = Gain(standards[s].rating(), to);
    if (rise <= 0) continue;
    gain += rise;
    v1::Moves& moves = *result.add_moves();
    moves.set_standard(standards[s].id());
    *moves.mutable_from() = standards[s].rating();
    *moves.mutable_to() = to;
  }
}

}  // namespace

std::vector<v1::RecommendationResult> Recommend(const SampleCounts& counts,
                                                const v1::InspectionRecord& record,
                                                const std::vector<v1::StandardResult>& standards) {
  const SchemeView& scheme = counts.scheme;
  const auto& rules = scheme.edition().recommendations();
  std::vector<std::pair<int, v1::RecommendationResult>> ranked;
  for (size_t i = 0; i < rules.size(); ++i) {
    const edition::Recommendation& rule = rules[i];
    const RecommendationCounts& its = counts.recommendations[i];
    if (its.cases == 0) continue;
    v1::RecommendationResult result;
    result.set_id(rule.text->id());
    result.set_title(rule.text->title());
    result.set_wording(rule.text->wording());
    result.set_because(rule.text->because());
    *result.mutable_source() = rule.text->source();
    result.set_cases(its.cases);
    for (const int prompt : rule.prompts) {
      if (scheme.QuestionOf(prompt) < 0) continue;
      v1::PromptResult counted = PromptResultOf(counts, prompt);
      if (counted.not_met() > 0) *result.add_prompt() = std::move(counted);
    }
    for (const int tally : rule.tallies) *result.add_tally() = TallyResultOf(counts, tally);
    int gain = 0;
    if (scheme.gives_ratings()) AddMoves(scheme, record, its, standards, result, gain);
    ranked.emplace_back(gain, std::move(result));
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second.cases() > b.second.cases();
  });
  std::vector<v1::RecommendationResult> results;
  for (auto& [gain, result] : ranked) results.push_back(std::move(result));
  return results;
}

}  // namespace risk::inspection
