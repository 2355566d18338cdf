// The elements that a rule is made for.
#ifndef RISK_ASSESSMENT_ELEMENTS_H_
#define RISK_ASSESSMENT_ELEMENTS_H_

#include <string>
#include <vector>

#include "risk/assessment/case_evaluation.h"
#include "risk/edition/formula.h"
#include "risk/evaluation/value/value.h"
#include "risk/results.h"

namespace risk::assessment {

struct Element {
  evaluation::Value value;      // of slot 0 in the rule's formulas
  evaluation::Value explained;  // the same for explanations; only with Detail::kExplanations
  evaluation::Truth belongs = evaluation::Truth::kTrue;  // kTrue or kUnknown
  std::string label;
  std::string path;  // "relationships.children[1]"
};

// Recorded elements, in the order of the record, without those that certainly do not belong.
std::vector<Element> ElementsOf(const edition::Each& each, Detail detail,
                                CaseEvaluation& evaluation);

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_ELEMENTS_H_
