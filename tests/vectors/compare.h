// Compares what an official tool is expected to return with what the rules gave.
#ifndef TESTS_VECTORS_COMPARE_H_
#define TESTS_VECTORS_COMPARE_H_

#include <string>
#include <vector>

#include "tests/vectors/family.h"

namespace risk::vectors {

struct Difference {
  std::string field;  // "output.score"
  std::string expected;
  std::string got;
};

// Every member of `expected` that `got` does not have with the same value. Absent is as null, and
// null as nothing listed. Numbers are equal as such, also if written as text; in "featureValues"
// within 1e-12 of each other, in "probability" within 2e-8. Of errors the message is not compared.
std::vector<Difference> Compare(const Json& expected, const Json& got);

}  // namespace risk::vectors

#endif  // TESTS_VECTORS_COMPARE_H_
