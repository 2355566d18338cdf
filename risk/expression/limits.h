// Limits on the size and shape of an expression.
#ifndef RISK_EXPRESSION_LIMITS_H_
#define RISK_EXPRESSION_LIMITS_H_

#include <cstddef>

namespace risk::expression {

// Beyond one of them the text is an error (too-long, too-deep, too-large), never a crash or a hang.
struct Limits {
  size_t text_bytes = 64 * 1024;
  int nesting = 128;     // parentheses, brackets, arguments and conditionals, one inside another
  int tree_depth = 256;  // operations one inside another, functions inlined; a + b + c is 2 deep
  size_t nodes = 64 * 1024;     // of the checked tree, functions inlined
  int quantifier_depth = 12;    // exists inside all, or in its range: a.filter(...).exists(...)
  size_t elements = 16 * 1024;  // of one list, map or message literal, and of one && or || chain
  size_t diagnostics = 20;      // further ones are dropped
  // Of a regular expression: beyond them it is no pattern, wherever it comes from.
  static constexpr size_t kPatternBytes = 1000;
  static constexpr int kPatternInstructions = 5000;  // of the program that it becomes
};

}  // namespace risk::expression

#endif  // RISK_EXPRESSION_LIMITS_H_
