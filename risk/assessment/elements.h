// What a rule is reported for: the elements that it is made for, or itself.
#ifndef RISK_ASSESSMENT_ELEMENTS_H_
#define RISK_ASSESSMENT_ELEMENTS_H_

#include <optional>
#include <string>
#include <vector>

#include "risk/assessment/case_evaluation.h"
#include "risk/edition/formula.h"
#include "risk/evaluation/value/truth.h"
#include "risk/v1/assessment.pb.h"

namespace risk::assessment {

struct Element {
  RuleRow row;
  evaluation::Truth belongs = evaluation::Truth::kTrue;  // kTrue or kUnknown
  std::string label;                                     // empty for the rule itself
};

// Recorded elements, in the order of the record, without those that certainly do not belong; the
// rule itself if it is not made for each. `rows` are the rule's. They are valid until the next call.
// Adds an error of `rule` if the lists of the record take too many steps.
std::vector<Element> ElementsOf(const std::optional<edition::Each>& each, int rows,
                                const std::string& rule, CaseEvaluation& evaluation,
                                std::vector<v1::RuleError>& errors);

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_ELEMENTS_H_
