// Internal to //risk/expression: what a tree reads.
#ifndef RISK_EXPRESSION_SUMMARY_H_
#define RISK_EXPRESSION_SUMMARY_H_

#include <set>
#include <string>
#include <vector>

#include "risk/expression/ast.h"
#include "risk/expression/checker.h"
#include "risk/expression/environment.h"

namespace risk::expression {

struct Summary {
  bool is_epistemic = false;
  std::set<int> variables;
  std::set<std::string> tables;
  std::vector<FieldPath> paths;  // sorted by name, no proper prefixes of others
};

Summary Summarize(const Node& root, const Environment& env);

}  // namespace risk::expression

#endif  // RISK_EXPRESSION_SUMMARY_H_
