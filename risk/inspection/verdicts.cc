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

}  // namespace

CaseRow::CaseRow(const SchemeView& scheme)
    : prompts_(scheme.edition().prompts().size()),
      questions_(scheme.questions().size()),
      selections_(scheme.edition().selections().size()),
      tallies_(scheme.edition().tallies().size()),
      standards_(scheme.standards().size()) {}

Answer CaseRow::Unpack(uint8_t packed) {
  return {static_cast<v1::Verdict>(packed & 7), static_cast<v1::Verdict>((packed >> 3) & 7),
          (packed & 64) != 0, (packed & 128) != 0};
}

uint8_t CaseRow::Pack(const Answer& answer) {
  return static_cast<uint8_t>(answer.verdict | (answer.from_record << 3) |
                              (answer.is_judged ? 64 : 0) | (answer.cannot_harm ? 128 : 0));
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

CaseRow Judge(const SchemeView& scheme, const PlanRun& run, const CaseJudgements::OfCase* judged) {
  const Edition& edition = scheme.edition();
  CaseRow row(scheme);
  for (size_t s = 0; s < scheme.standards().size(); ++s) {
    row.standards_[s] =
        static_cast<uint8_t>(TruthOf(run, scheme.standards()[s].rule->applies, Truth::kTrue));
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
    row.prompts_[p] = CaseRow::Pack(answer);
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
    row.questions_[q] = CaseRow::Pack(answer);
  }
  for (size_t i = 0; i < edition.selections().size(); ++i) {
    row.selections_[i] =
        static_cast<uint8_t>(TruthOf(run, edition.selections()[i].when, Truth::kTrue));
  }
  for (size_t i = 0; i < edition.tallies().size(); ++i) {
    const edition::Tally& tally = edition.tallies()[i];
    const auto among = static_cast<uint8_t>(TruthOf(run, tally.among, Truth::kTrue));
    const auto holds = static_cast<uint8_t>(TruthOf(run, tally.when, Truth::kTrue));
    row.tallies_[i] = static_cast<uint8_t>((among << 4) | holds);
  }
  return row;
}

}  // namespace risk::inspection
