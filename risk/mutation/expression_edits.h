// The changes of one expression.
#ifndef RISK_MUTATION_EXPRESSION_EDITS_H_
#define RISK_MUTATION_EXPRESSION_EDITS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/mutation/vocabulary.h"

namespace risk::mutation {

// `length` bytes of the expression from `offset` become `text`.
struct ExpressionEdit {
  const char* kind;
  size_t offset = 0;
  size_t length = 0;
  std::string text;
};

// In the order of the tree; none if it cannot be parsed. `scope` holds the variables of the rule.
std::vector<ExpressionEdit> EditsOf(absl::string_view expression, const Scope& scope,
                                    const Vocabulary& vocabulary);

}  // namespace risk::mutation

#endif  // RISK_MUTATION_EXPRESSION_EDITS_H_
