// How one case stands against the key questions of a scheme.
#ifndef RISK_INSPECTION_VERDICTS_H_
#define RISK_INSPECTION_VERDICTS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/evaluation/plan/plan.h"
#include "risk/evaluation/value/truth.h"
#include "risk/inspection/case_row.h"
#include "risk/inspection/judgements.h"
#include "risk/inspection/scheme_view.h"
#include "risk/v1/inspection_record.pb.h"

namespace risk::inspection {

// Texts that many cases share, such as the names of offices, each kept once.
class SharedTexts {
 public:
  // -1 for a new text once there are 65,000, which is more than an inspection tells apart.
  int Number(absl::string_view text);
  const std::string& text(int number) const { return *texts_[static_cast<size_t>(number)]; }

 private:
  std::map<std::string, int, std::less<>> numbers_;
  std::vector<const std::string*> texts_;
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
