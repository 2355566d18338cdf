// Which rule of an edition is meant.
#ifndef RISK_EDITION_STEP_H_
#define RISK_EDITION_STEP_H_

#include <cstdint>

namespace risk::edition {

// In the order in which loading goes through them; see rule_loaders.h.
enum class RuleKind : uint8_t {
  kSource,
  kParameter,
  kTable,
  kCalendar,
  kClass,
  kFact,
  kClosure,
  kImplication,
  kView,
  kFactor,
  kInstrument,
  kCheck,
  kFinding,
  kRefusal,
  kValidation,
  kPublished,
  kObligation,
  kStandard,
  kPrompt,
  kSelection,
  kMatrix,
  kTally,
  kRecommendation,
  kScheme,
};

// A rule; as a node of the graph of rules, one that is evaluated. Edition::order() lists them so
// that each comes after what it needs.
struct Step {
  RuleKind kind = RuleKind::kFact;
  int index = -1;  // in the edition's list of that kind, times its steps a rule; -1: no rule

  bool operator==(const Step& other) const { return kind == other.kind && index == other.index; }
  bool operator<(const Step& other) const {
    return kind != other.kind ? kind < other.kind : index < other.index;
  }
};

// What a declared variable stands for.
struct VariableSource {
  enum class Part : uint8_t {
    kResult,
    kBand,       // of an instrument
    kNeeded,     // Check::needed, or of a refusal whether it names a field, under a name that rules do
                 // not use
    kSatisfied,  // Check::satisfied, likewise
  };
  Step rule;  // none: the date of the assessment
  Part part = Part::kResult;
};

}  // namespace risk::edition

#endif  // RISK_EDITION_STEP_H_
