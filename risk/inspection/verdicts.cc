#include "risk/inspection/verdicts.h"

namespace risk::inspection {

using edition::Formula;
using evaluation::PlanRun;
using evaluation::Truth;

namespace {

// Of an empty formula `otherwise`; an error is not known.
Truth TruthOf(const PlanRun& run, const Formula& formula, Truth otherwise) {
  if (!formula.has_value()) return otherwise;
  const Truth truth = run.truth(formula.output);
  return truth == Truth::kError ? Truth::kUnknown : truth;
}

// `concerned`: whether the standard is about the case.
PromptState FromRecord(const edition::Prompt& prompt, Truth concerned, const PlanRun& run) {
  Truth applies = TruthOf(run, prompt.applies, Truth::kTrue);
  if (applies == Truth::kFalse || concerned == Truth::kFalse) return {v1::NOT_RELEVANT, false};
  if (concerned == Truth::kUnknown) applies = Truth::kUnknown;
  const Truth met = TruthOf(run, prompt.met, Truth::kUnknown);
  if (applies == Truth::kUnknown || met == Truth::kUnknown)
    return {v1::UNDECIDED, met == Truth::kTrue};
  return {met == Truth::kTrue ? v1::MET : v1::NOT_MET, false};
}

constexpr int kMostValues = 65000;
constexpr int kMostPlaces = 16;  // selections with a value

}  // namespace

int SharedTexts::Number(absl::string_view text) {
  const auto found = numbers_.find(text);
  if (found != numbers_.end()) return found->second;
  if (texts_.size() >= kMostValues) return -1;
  const auto added = numbers_.emplace(std::string(text), static_cast<int>(texts_.size())).first;
  texts_.push_back(&added->first);
  return added->second;
}

v1::Verdict VerdictOf(const SchemeView& scheme, int question, Truth applies,
                      const std::vector<PromptState>& prompts) {
  if (applies == Truth::kFalse) return v1::NOT_RELEVANT;
  const RatedQuestion& rated = scheme.questions()[static_cast<size_t>(question)];
  if (rated.prompts.empty() || applies != Truth::kTrue) return v1::UNDECIDED;
  bool is_open = false, is_relevant = false, may_be_relevant = false;
  int unmet = 0, could_be_unmet = 0;  // of those that only support
  for (size_t i = 0; i < prompts.size(); ++i) {
    const v1::Verdict verdict = prompts[i].verdict;
    if (verdict == v1::NOT_RELEVANT) continue;
    may_be_relevant = true;
    if (prompts[i].cannot_harm) continue;
    is_relevant = true;
    const auto& prompt = scheme.edition().prompts()[static_cast<size_t>(rated.prompts[i])];
    if (prompt.text->only_supports()) {
      unmet += verdict == v1::NOT_MET;
      could_be_unmet += verdict != v1::MET;
    } else if (verdict == v1::NOT_MET) {
      return v1::NOT_MET;
    } else if (verdict != v1::MET) {
      is_open = true;
    }
  }
  if (!is_relevant) return may_be_relevant ? v1::UNDECIDED : v1::NOT_RELEVANT;
  if (unmet > rated.text->most_unmet()) return v1::NOT_MET;
  return is_open || could_be_unmet > rated.text->most_unmet() ? v1::UNDECIDED : v1::MET;
}

CaseRow Judge(const SchemeView& scheme, const PlanRun& run, const CaseJudgements::OfCase* judged,
              SharedTexts& texts) {
  const Edition& edition = scheme.edition();
  CaseRow row(scheme.layout());
  for (size_t s = 0; s < scheme.standards().size(); ++s) {
    row.SetConcerns(static_cast<int>(s),
                    TruthOf(run, scheme.standards()[s].rule->applies, Truth::kTrue));
  }
  std::vector<Answer> prompts(edition.prompts().size());
  for (size_t p = 0; p < prompts.size(); ++p) {
    const int question = scheme.QuestionOf(static_cast<int>(p));
    if (question < 0) continue;
    Answer& answer = prompts[p];
    const Truth concerned =
        row.concerns(scheme.questions()[static_cast<size_t>(question)].standard);
    const PromptState state = FromRecord(edition.prompts()[p], concerned, run);
    answer.verdict = answer.from_record = state.verdict;
    answer.cannot_harm = state.cannot_harm;
    if (judged != nullptr) {
      const auto found = judged->prompts.find(static_cast<int>(p));
      if (found != judged->prompts.end()) {
        answer.verdict = found->second->answer();
        answer.is_judged = true;
      }
    }
    row.SetPrompt(static_cast<int>(p), answer);
  }
  std::vector<PromptState> effective, recorded;
  for (size_t q = 0; q < scheme.questions().size(); ++q) {
    const RatedQuestion& question = scheme.questions()[q];
    if (!question.is_by_cases) continue;
    effective.clear();
    recorded.clear();
    Answer answer;
    for (const int p : question.prompts) {
      const Answer& prompt = prompts[static_cast<size_t>(p)];
      effective.push_back({prompt.verdict, prompt.cannot_harm && !prompt.is_judged});
      recorded.push_back({prompt.from_record, prompt.cannot_harm});
      answer.is_judged |= prompt.is_judged;
    }
    const int position = static_cast<int>(q);
    const Truth applies = row.concerns(question.standard);
    answer.from_record = VerdictOf(scheme, position, applies, recorded);
    answer.verdict = VerdictOf(scheme, position, applies, effective);
    if (judged != nullptr) {
      const auto found = judged->questions.find(position);
      if (found != judged->questions.end()) {
        answer.verdict = found->second->answer();
        answer.is_judged = true;
      }
    }
    row.SetQuestion(position, answer);
  }
  int value_place = 0;
  for (size_t i = 0; i < edition.selections().size(); ++i) {
    const edition::Selection& selection = edition.selections()[i];
    const int index = static_cast<int>(i);
    if (!selection.by.has_value()) {
      row.SetSelected(index, TruthOf(run, selection.when, Truth::kTrue));
      continue;
    }
    row.SetSelected(index, Truth::kUnknown);
    const int place = value_place++;
    absl::string_view text;
    if (place >= kMostPlaces || !run.text(selection.by.output, &text) || text.empty()) continue;
    const int number = texts.Number(text);
    if (number >= 0) row.SetValue(index, place, number);
  }
  for (size_t i = 0; i < edition.tallies().size(); ++i) {
    const edition::Tally& tally = edition.tallies()[i];
    row.SetTally(static_cast<int>(i), TruthOf(run, tally.among, Truth::kTrue),
                 TruthOf(run, tally.when, Truth::kTrue));
  }
  return row;
}

}  // namespace risk::inspection
