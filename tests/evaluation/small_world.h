// The environment that tests of the evaluator share: expressions over a SmallRecord.
#ifndef TESTS_EVALUATION_SMALL_WORLD_H_
#define TESTS_EVALUATION_SMALL_WORLD_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/evaluation/interpreter/interpreter.h"
#include "risk/expression/checker.h"
#include "risk/expression/environment.h"
#include "tests/evaluation/small_record.pb.h"

namespace risk::test {

// Variables: assessed_on (date, 2021-06-15), fact.f (bool, unknown), param.p (int, 1). Table:
// points.
class SmallWorld {
 public:
  SmallWorld();

  // Fails the test, and gives null, if the text is not well typed.
  std::unique_ptr<expression::CheckedExpression> Check(absl::string_view text) const;
  // Over `record`, with the variables above.
  evaluation::Activation Over(const SmallRecord& record) const;
  // The value of a text, or of a checked expression, kept until the next call.
  evaluation::Value Evaluate(absl::string_view text, const SmallRecord& record);

  std::vector<evaluation::Value>& variables() { return variables_; }
  evaluation::Evaluation& evaluation() { return evaluation_; }

 private:
  expression::Environment environment_;
  std::vector<evaluation::Value> variables_;
  std::vector<std::string> names_;
  evaluation::LookupTable table_;
  std::vector<const evaluation::LookupTable*> tables_;
  evaluation::Evaluation evaluation_;
  std::vector<std::unique_ptr<expression::CheckedExpression>> kept_;
};

// A record from text format; fails the test if it cannot be read.
SmallRecord Record(absl::string_view text);

}  // namespace risk::test

#endif  // TESTS_EVALUATION_SMALL_WORLD_H_
