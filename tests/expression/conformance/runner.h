// Runs one test of the suite.
#ifndef TESTS_EXPRESSION_CONFORMANCE_RUNNER_H_
#define TESTS_EXPRESSION_CONFORMANCE_RUNNER_H_

#include <string>

#include "tests/expression/conformance/suite.pb.h"

namespace risk::conformance {

struct Outcome {
  bool has_passed = false;
  std::string detail;  // why it failed
};

// Checks and evaluates the expression as the standard says, and compares the result.
Outcome RunTest(const Test& test);

}  // namespace risk::conformance

#endif  // TESTS_EXPRESSION_CONFORMANCE_RUNNER_H_
