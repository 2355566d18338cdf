// How the rules of one kind become part of an edition.
//
// A new kind is a repeated field of v1::RuleFile, a RuleKind, a RuleLoader in a file of its own
// that rule_loaders.cc lists, and what it leaves in EditionData. Reading, ids, limits, order,
// unused rules, coverage and layers then know it.
#ifndef RISK_EDITION_RULE_LOADER_H_
#define RISK_EDITION_RULE_LOADER_H_

#include <optional>
#include <vector>

#include "risk/edition/edition_data.h"
#include "risk/edition/formula.h"
#include "risk/edition/step.h"
#include "risk/expression/ast.h"

namespace risk::edition {

struct EditionBuilder;
class Planner;

class RuleLoader {
 public:
  struct Traits {
    RuleKind kind;
    const char* field;   // of v1::RuleFile; also what messages call such a rule: "parameter"
    const char* prefix;  // of dotted names: "param"
    const char* part = nullptr;  // repeated field of its parts that have ids: "item"
    bool shares_ids = true;      // ids are unique among all rules, whatever their kind
    bool serves_others = false;  // one that nothing uses is a warning
    int steps = 1;               // of a rule; Step::index counts them
  };

  // What a rule reads, of those that are evaluated.
  struct Reads {
    std::vector<const Formula*> formulas;         // an error in one of them is one of the rule
    const expression::FieldPath* list = nullptr;  // besides the lists of the formulas
    std::vector<const expression::FieldPath*> paths = {};  // likewise: of an element that is bound
    // An answer that follows from what is read. Whatever else reads it comes later.
    const ImpliedAnswer* writes = nullptr;
    // What is read is one answer, and it only counts whether it certainly has this value.
    std::optional<bool> plain = {};
  };

  explicit RuleLoader(const Traits& traits) : traits_(traits) {}
  RuleLoader(const RuleLoader&) = delete;
  RuleLoader& operator=(const RuleLoader&) = delete;
  virtual ~RuleLoader() = default;

  const Traits& traits() const { return traits_; }

  // Loading, each step for all rules of the kind. Declare makes the names that formulas use and
  // runs for every kind before the first Build, which checks formulas.
  virtual void Declare(EditionBuilder&) const {}
  virtual void Build(EditionBuilder&) const {}

  // Nothing if the rule is not a step of the evaluation.
  virtual std::optional<Reads> ReadsOf(const EditionData&, int /*step*/) const {
    return std::nullopt;
  }
  // Adds the rule to the plan, after those that it needs. Only for steps, and without errors so
  // far.
  virtual void Plan(Planner&, int /*index*/) const {}
  // Adds what a report says of each element; after all rules.
  virtual void PlanRows(Planner&, int /*index*/) const {}

 private:
  const Traits traits_;
};

}  // namespace risk::edition

#endif  // RISK_EDITION_RULE_LOADER_H_
