#include "risk/inspection/recommendations.h"

#include <algorithm>
#include <set>
#include <utility>

#include "risk/inspection/ratings.h"

namespace risk::inspection {
namespace {

// The verdict on a question that is not sufficient, if these prompts were met wherever they are
// not. One that an inspector judged as a whole stays.
v1::Verdict IfMet(const SchemeView& scheme, const CaseRow& row, int question,
                  const std::vector<char>& is_met) {
  const RatedQuestion& rated = scheme.questions()[static_cast<size_t>(question)];
  std::vector<PromptState> prompts, changed;
  for (const int prompt : rated.prompts) {
    const Answer answer = row.prompt(prompt);
    prompts.push_back({answer.verdict, answer.cannot_harm && !answer.is_judged});
    const bool is_changed = answer.verdict == v1::NOT_MET && is_met[static_cast<size_t>(prompt)];
    changed.push_back(is_changed ? PromptState{v1::MET, false} : prompts.back());
  }
  const evaluation::Truth applies = row.concerns(rated.standard);
  if (VerdictOf(scheme, question, applies, prompts) != v1::NOT_MET) return v1::NOT_MET;
  return VerdictOf(scheme, question, applies, changed);
}

int Gain(const v1::RatingRange& from, const v1::RatingRange& to) {
  return (to.low() - from.low()) + (to.high() - from.high());
}

// The ratings that would rise; their gains are added up in `gain`.
void AddMoves(const SchemeView& scheme, const v1::InspectionRecord& record, const Rows& rows,
              const std::vector<char>& is_met, const std::vector<v1::StandardResult>& standards,
              v1::RecommendationResult& result, int& gain) {
  std::vector<char> is_touched(scheme.questions().size());
  std::vector<v1::Counts> counts(scheme.questions().size());
  for (size_t p = 0; p < is_met.size(); ++p) {
    const int question = scheme.QuestionOf(static_cast<int>(p));
    if (is_met[p] && question >= 0) is_touched[static_cast<size_t>(question)] = 1;
  }
  for (size_t q = 0; q < counts.size(); ++q) {
    if (!is_touched[q]) continue;
    int of[5] = {};
    for (const CaseRow* row : rows) {
      const Answer answer = row->question(static_cast<int>(q));
      const bool can_change = answer.verdict == v1::NOT_MET;
      ++of[can_change ? IfMet(scheme, *row, static_cast<int>(q), is_met) : answer.verdict];
    }
    counts[q].set_sufficient(of[v1::MET]);
    counts[q].set_not_sufficient(of[v1::NOT_MET]);
    counts[q].set_undecided(of[v1::UNDECIDED]);
    counts[q].set_not_relevant(of[v1::NOT_RELEVANT]);
  }
  AddRecorded(scheme, record, counts);
  for (size_t s = 0; s < scheme.standards().size(); ++s) {
    const RatedStandard& standard = scheme.standards()[s];
    if (!standard.is_by_cases()) continue;
    std::vector<v1::RatingRange> ranges;
    for (int i = 0; i < standard.question_count; ++i) {
      const size_t q = static_cast<size_t>(standard.first_question + i);
      ranges.push_back(is_touched[q] ? RatingRangeOf(scheme.text(), counts[q])
                                     : standards[s].question(i).rating());
    }
    const v1::RatingRange to = LowestOf(ranges);
    const int its = Gain(standards[s].rating(), to);
    if (its <= 0) continue;
    gain += its;
    v1::Moves& moves = *result.add_moves();
    moves.set_standard(standards[s].id());
    *moves.mutable_from() = standards[s].rating();
    *moves.mutable_to() = to;
  }
}

}  // namespace

std::vector<v1::RecommendationResult> Recommend(const SchemeView& scheme,
                                                const v1::InspectionRecord& record,
                                                const Rows& rows,
                                                const std::vector<v1::StandardResult>& standards) {
  std::vector<std::pair<int, v1::RecommendationResult>> ranked;
  for (const edition::Recommendation& rule : scheme.edition().recommendations()) {
    v1::RecommendationResult result;
    std::vector<char> is_met(scheme.edition().prompts().size());
    int cases = 0;
    for (const CaseRow* row : rows) {
      cases += std::any_of(rule.prompts.begin(), rule.prompts.end(), [&](int prompt) {
        return scheme.QuestionOf(prompt) >= 0 && row->prompt(prompt).verdict == v1::NOT_MET;
      });
    }
    if (cases == 0) continue;
    result.set_id(rule.text->id());
    result.set_title(rule.text->title());
    result.set_wording(rule.text->wording());
    result.set_because(rule.text->because());
    *result.mutable_source() = rule.text->source();
    result.set_cases(cases);
    for (const int prompt : rule.prompts) {
      if (scheme.QuestionOf(prompt) < 0) continue;
      is_met[static_cast<size_t>(prompt)] = 1;
      v1::PromptResult counted = CountPrompt(scheme, prompt, rows);
      if (counted.not_met() > 0) *result.add_prompt() = std::move(counted);
    }
    for (const int tally : rule.tallies) *result.add_tally() = CountTally(scheme, tally, rows);
    int gain = 0;
    if (scheme.gives_ratings()) {
      AddMoves(scheme, record, rows, is_met, standards, result, gain);
    }
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
