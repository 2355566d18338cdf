// Levels of the groups at risk and of the people in them: at least, could be, the rules behind them,
// and what could raise them.
#ifndef RISK_ASSESSMENT_LEVELS_H_
#define RISK_ASSESSMENT_LEVELS_H_

#include <vector>

#include "risk/assessment/case_evaluation.h"
#include "risk/edition/edition.h"
#include "risk/results.h"
#include "risk/v1/assessment.pb.h"

namespace risk::assessment {

// The range of a group's level. Both ends are LEVEL_UNSPECIFIED if its instrument does not apply.
LevelRange LevelOf(const Edition& edition, const edition::GroupLevel& group,
                   const evaluation::PlanRun& results);

// An undecided rule that could raise the level of a group.
struct Raiser {
  int group = -1;                       // index in Edition::levels()
  const edition::Item* item = nullptr;  // null: the judgement that may raise the level
  v1::Level level = v1::LEVEL_UNSPECIFIED;  // the highest it could bring
  std::vector<int> missing;                 // pieces; with Detail::kMissing and above
  std::shared_ptr<const Ways> ways;         // to rule it out; likewise
};

struct Levels {
  std::vector<v1::GroupLevel> groups;  // those that apply, in the edition's order
  v1::GroupLevel overall;
  std::vector<Raiser> raisers;
  std::vector<LevelRange> ranges;  // by index in Edition::levels()
};

Levels MakeLevels(Detail detail, CaseEvaluation& evaluation, std::vector<v1::RuleError>& errors);

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_LEVELS_H_
