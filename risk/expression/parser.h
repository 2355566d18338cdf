// From text to a syntax tree: for the checker, and for what rewrites expressions where they stand.
#ifndef RISK_EXPRESSION_PARSER_H_
#define RISK_EXPRESSION_PARSER_H_

#include <memory>

#include "absl/strings/string_view.h"
#include "risk/expression/diagnostic.h"
#include "risk/expression/limits.h"
#include "risk/expression/syntax.h"

namespace risk::expression {

struct ParseResult {
  std::unique_ptr<Syntax> syntax;  // null if there is a problem
  Diagnostic problem;              // the first one
};

// Recursion is bounded by limits.nesting, and the height of the tree by limits.tree_depth.
ParseResult Parse(absl::string_view text, const Limits& limits);

}  // namespace risk::expression

#endif  // RISK_EXPRESSION_PARSER_H_
