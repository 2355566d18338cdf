// A second evaluator, for tests: two-valued, slow and plain. It reads complete records only and
// shares no code with the evaluators under test but the syntax tree.
#ifndef TESTS_EVALUATION_NAIVE_H_
#define TESTS_EVALUATION_NAIVE_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "google/protobuf/message.h"
#include "risk/expression/ast.h"

namespace risk::test {

struct NaiveValue {
  enum class Kind { kError, kBool, kInt, kDouble, kText, kDate, kList, kMessage };
  Kind kind = Kind::kError;
  bool truth = false;
  int64_t number = 0;  // kInt, and kDate as days since 1970-01-01
  double real = 0;
  std::string text;
  std::vector<NaiveValue> list;
  const google::protobuf::Message* message = nullptr;
};

struct NaiveWorld {
  const google::protobuf::Message* record =
      nullptr;  // complete: every field is set, every list closed
  std::vector<NaiveValue> variables;
  std::map<std::string, double> table;
  double otherwise = 0;
};

NaiveValue NaiveBool(bool truth);
NaiveValue NaiveInt(int64_t number);
NaiveValue NaiveDate(int64_t day);

NaiveValue EvaluateNaively(const expression::Node& node, const NaiveWorld& world);

}  // namespace risk::test

#endif  // TESTS_EVALUATION_NAIVE_H_
