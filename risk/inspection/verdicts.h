// How one case stands against the key questions of a scheme.
#ifndef RISK_INSPECTION_VERDICTS_H_
#define RISK_INSPECTION_VERDICTS_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
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

// Texts that many cases share, such as the names of offices, each kept once.
class SharedTexts {
 public:
  int Number(absl::string_view text);
  const std::string& text(int number) const { return *texts_[static_cast<size_t>(number)]; }

 private:
  std::map<std::string, int, std::less<>> numbers_;
  std::vector<const std::string*> texts_;
};

// All that an inspection keeps of a case: a byte for each prompt, question, selection, tally and
// standard, in one piece of memory.
class CaseRow {
 public:
  CaseRow() = default;
  explicit CaseRow(const SchemeView& scheme);

  std::string id;
  bool is_unusable = false;  // shares its id with another

  Answer prompt(int index) const { return Unpack(at(0, index)); }
  Answer question(int index) const { return Unpack(at(questions_, index)); }
  // Of a selection with `by`: whether its value is known.
  evaluation::Truth selected(int index) const { return Low(at(selections_, index)); }
  // Of a selection with `by`: the number of its value, or -1 if that is not known.
  int value(int index) const;
  evaluation::Truth among(int tally) const { return High(at(tallies_, tally)); }
  evaluation::Truth holds(int tally) const { return Low(at(tallies_, tally)); }
  // Whether the standard, by its position, is about the case.
  evaluation::Truth concerns(int standard) const { return Low(at(standards_, standard)); }

 private:
  friend CaseRow Judge(const SchemeView&, const evaluation::PlanRun&,
                       const CaseJudgements::OfCase*, SharedTexts&);
  uint8_t at(int first, int index) const { return packed_[static_cast<size_t>(first + index)]; }
  uint8_t& at(int first, int index) { return packed_[static_cast<size_t>(first + index)]; }
  static Answer Unpack(uint8_t packed);
  static uint8_t Pack(const Answer& answer);
  static evaluation::Truth Low(uint8_t packed) {
    return static_cast<evaluation::Truth>(packed & 7);
  }
  static evaluation::Truth High(uint8_t packed) {
    return static_cast<evaluation::Truth>(packed >> 4);
  }

  // Where each kind begins; prompts come first. Values are 16 bits each, at the end.
  uint16_t questions_ = 0, selections_ = 0, tallies_ = 0, standards_ = 0, values_ = 0;
  std::unique_ptr<uint8_t[]> packed_;
};

struct PromptState {
  v1::Verdict verdict = v1::UNDECIDED;
  bool cannot_harm = false;
};

// The verdict on a question from those on its prompts, by their position among them. One with no
// prompt is undecided: only an inspector can tell. An undecided prompt never counts as not met.
v1::Verdict VerdictOf(const SchemeView& scheme, int question, evaluation::Truth applies,
                      const std::vector<PromptState>& prompts);

// The run is of the edition's plan over the case. `judged` may be null. Values by which sub-samples
// are made are kept in `texts`; past 65,000 of them a value counts as not known.
CaseRow Judge(const SchemeView& scheme, const evaluation::PlanRun& run,
              const CaseJudgements::OfCase* judged, SharedTexts& texts);

}  // namespace risk::inspection

#endif  // RISK_INSPECTION_VERDICTS_H_
