// Internal to //risk/expression: what a tree reads.
#ifndef RISK_EXPRESSION_SUMMARY_H_
#define RISK_EXPRESSION_SUMMARY_H_

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "risk/expression/ast.h"
#include "risk/expression/checker.h"
#include "risk/expression/environment.h"

namespace risk::expression {

struct Summary {
  // The first part that speaks of what is recorded, and that looks for something inside a text.
  std::optional<Span> epistemic;
  std::optional<Span> search;
  std::set<int> variables;
  std::set<std::string> tables;
  std::vector<FieldPath> paths;  // sorted by name, no proper prefixes of others
};

Summary Summarize(const Node& root, const Environment& env);

}  // namespace risk::expression

#endif  // RISK_EXPRESSION_SUMMARY_H_
