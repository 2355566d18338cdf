// The tests of the conformance suite, with their classes.
#ifndef TESTS_EXPRESSION_CONFORMANCE_SUITE_H_
#define TESTS_EXPRESSION_CONFORMANCE_SUITE_H_

#include <string>
#include <vector>

#include "tests/expression/conformance/suite.pb.h"

namespace risk::conformance {

// One row of classes.tsv, with its test if the file that holds it is here.
struct SuiteTest {
  std::string file;
  std::string section;
  std::string name;
  std::string test_class;
  std::string features;
  bool is_here = false;
  Test test;
};

// All tests in the order of classes.tsv. Problems (a file that cannot be read, a row that does not
// agree with its file) are appended to `problems`.
std::vector<SuiteTest> LoadSuite(const std::string& directory, std::vector<std::string>* problems);

}  // namespace risk::conformance

#endif  // TESTS_EXPRESSION_CONFORMANCE_SUITE_H_
