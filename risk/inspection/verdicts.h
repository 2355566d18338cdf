// How one case stands against the key questions of a scheme.
#ifndef RISK_INSPECTION_VERDICTS_H_
#define RISK_INSPECTION_VERDICTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "risk/evaluation/plan/plan.h"
#include "risk/evaluation/value/truth.h"
#include "risk/inspection/judgements.h"
#include "risk/inspection/scheme_view.h"
#include "risk/v1/inspection_record.pb.h"

namespace risk::inspection {

// What counts, and what follows from the record alone.
struct Answer {
  v1::Verdict verdict = v1::UNDECIDED;
  v1::Verdict from_record = v1::UNDECIDED;
  bool is_judged = false;
  // Of an undecided prompt: if it arises at all, it is met.
  bool cannot_harm = false;
};

// All that an inspection keeps of a case: a byte for each prompt, question, selection and tally.
class CaseRow {
 public:
  CaseRow() = default;
  explicit CaseRow(const SchemeView& scheme);

  std::string id;
  bool is_unusable = false;  // shares its id with another

  Answer prompt(int index) const { return Unpack(prompts_[static_cast<size_t>(index)]); }
  Answer question(int index) const { return Unpack(questions_[static_cast<size_t>(index)]); }
  evaluation::Truth selected(int index) const {
    return Low(selections_[static_cast<size_t>(index)]);
  }
  evaluation::Truth among(int tally) const { return High(tallies_[static_cast<size_t>(tally)]); }
  evaluation::Truth holds(int tally) const { return Low(tallies_[static_cast<size_t>(tally)]); }
  // Whether the standard, by its position, is about the case.
  evaluation::Truth concerns(int standard) const {
    return Low(standards_[static_cast<size_t>(standard)]);
  }

 private:
  friend CaseRow Judge(const SchemeView&, const evaluation::PlanRun&,
                       const CaseJudgements::OfCase*);
  static Answer Unpack(uint8_t packed);
  static uint8_t Pack(const Answer& answer);
  static evaluation::Truth Low(uint8_t packed) {
    return static_cast<evaluation::Truth>(packed & 7);
  }
  static evaluation::Truth High(uint8_t packed) {
    return static_cast<evaluation::Truth>(packed >> 4);
  }

  std::vector<uint8_t> prompts_, questions_, selections_, tallies_, standards_;
};

struct PromptState {
  v1::Verdict verdict = v1::UNDECIDED;
  bool cannot_harm = false;
};

// The verdict on a question from those on its prompts, by their position among them. One with no
// prompt is undecided: only an inspector can tell. An undecided prompt never counts as not met.
v1::Verdict VerdictOf(const SchemeView& scheme, int question, evaluation::Truth applies,
                      const std::vector<PromptState>& prompts);

// The run is of the edition's plan over the case. `judged` may be null.
CaseRow Judge(const SchemeView& scheme, const evaluation::PlanRun& run,
              const CaseJudgements::OfCase* judged);

}  // namespace risk::inspection

#endif  // RISK_INSPECTION_VERDICTS_H_
