// Random well-typed expressions of the standard language and its strings extension, over a SmallRecord: every
// implementation of the language gives the same for them.
#ifndef TESTS_EXPRESSION_CEL_STANDARD_EXPRESSION_H_
#define TESTS_EXPRESSION_CEL_STANDARD_EXPRESSION_H_

#include <string>
#include <vector>

#include "tests/evaluation/completion.h"

namespace risk::test {

class StandardExpression {
 public:
  explicit StandardExpression(const Choose& choose) : choose_(choose) {}

  // Of any type, at most `depth` operations inside each other.
  std::string Any(int depth);

 private:
  std::string Bool(int depth);
  std::string Int(int depth);
  std::string Uint(int depth);
  std::string Double(int depth);
  std::string Text(int depth);
  std::string Duration(int depth);
  std::string Timestamp(int depth);
  std::string Ints(int depth);
  std::string Texts(int depth);
  std::string Items(int depth);
  std::string Map(int depth);
  std::string Comparison(int depth);
  std::string Quantifier(int depth);
  // list.macro(name, body), with what `body` writes about an element of the type that is named.
  std::string Over(const std::string& list, const std::string& macro, char type, int depth,
                   std::string (StandardExpression::*body)(int));

  // A variable of a quantifier of the type, or nothing.
  std::string Bound(char type);
  std::string Pick(const std::vector<std::string>& texts);
  std::string Two(const std::string& left, const std::vector<std::string>& operators,
                  const std::string& right);

  const Choose& choose_;
  struct Variable {
    std::string name;
    char type;  // i: int, s: text, m: Item
  };
  std::vector<Variable> bound_;
};

}  // namespace risk::test

#endif  // TESTS_EXPRESSION_CEL_STANDARD_EXPRESSION_H_
