// The names that the tests of the expression language use.
#ifndef TESTS_EXPRESSION_TEST_ENVIRONMENT_H_
#define TESTS_EXPRESSION_TEST_ENVIRONMENT_H_

#include <string>

#include "risk/expression/environment.h"

namespace risk::expression {

// The fields of risk.test.Record; variables on (date), n (int), x (double), s (string), t
// (timestamp), list (list of int), anything (dyn), fact.seen (bool), fact.noted (bool, epistemic),
// param.limit (int); functions fact.hurt(i), fact.hurt_twice(i), fact.loop(i), fact.broken(i);
// table "points" (string to double).
Environment TestEnvironment();

// Checks `text` and returns the tree and its type ("int: +(1, 2)"), or the codes of the problems
// ("syntax", "unknown-name type-mismatch").
std::string CheckToString(const std::string& text);

// The rendered problems of `text`, as if it stood at the start of file "f".
std::string Problems(const std::string& text);

}  // namespace risk::expression

#endif  // TESTS_EXPRESSION_TEST_ENVIRONMENT_H_
