// How the rules of an edition refer to each other.
#ifndef RISK_EDITION_GRAPH_H_
#define RISK_EDITION_GRAPH_H_

#include <cstdint>

namespace risk::edition {

// A node of the graph of rules. Edition::order() lists them so that each comes after what it needs.
struct Step {
  enum class Kind : uint8_t { kFact, kClosure, kFactor, kInstrument, kCheck, kFinding };
  Kind kind = Kind::kFact;
  int index = -1;  // in the edition's list of that kind
};

// What a declared variable stands for.
struct VariableSource {
  enum class Kind : uint8_t {
    kAssessedOn,
    kParameter,
    kFact,
    kFactor,
    kInstrument,
    kBand,
    kCheck,
    kFinding,
    kNeeded,    // Check::needed, under a name that rules do not use
    kSatisfied  // Check::satisfied, likewise
  };
  Kind kind = Kind::kAssessedOn;
  int index = -1;  // in the edition's list of that kind
};

}  // namespace risk::edition

#endif  // RISK_EDITION_GRAPH_H_
