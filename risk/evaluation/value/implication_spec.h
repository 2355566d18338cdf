// What an answer reads where it follows from something else; see risk.v1.Implication.
#ifndef RISK_EVALUATION_VALUE_IMPLICATION_SPEC_H_
#define RISK_EVALUATION_VALUE_IMPLICATION_SPEC_H_

#include <memory>
#include <string>

#include "risk/expression/checker.h"

namespace risk::evaluation {

// One direction of an implication: the answer reads `value` where `when` is certainly `when_is`.
//
// Missing: an unanswered one then reads `value`. A recorded answer stands, unless it is the one that
//   reassures: then the record contradicts itself, and what does not reassure counts.
struct ImplicationSpec {
  std::string name;               // "implication.robbery_is_a_conviction"
  expression::FieldPath list;     // once for each element of this list; empty: for the record
  expression::FieldPath answer;   // from the record, or from the element
  bool value = false;
  std::shared_ptr<const expression::CheckedExpression> when;  // the element is bound to slot 0
  bool when_is = false;
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_VALUE_IMPLICATION_SPEC_H_
