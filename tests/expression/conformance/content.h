// Values of the suite's files, as values of the evaluator.
#ifndef TESTS_EXPRESSION_CONFORMANCE_CONTENT_H_
#define TESTS_EXPRESSION_CONFORMANCE_CONTENT_H_

#include <string>

#include "google/protobuf/arena.h"
#include "risk/evaluation/value/value.h"
#include "risk/expression/type.h"
#include "tests/expression/conformance/suite.pb.h"

namespace risk::conformance {

// The value lives in `arena` and views `content`.
evaluation::Value MakeValue(const Content& content, google::protobuf::Arena& arena);

// The type that a test declares for a variable; dyn for what we have no type for.
expression::Type MakeType(const DeclaredType& declared);

// Whether a result is the expected one, to the bit for doubles; NaN matches NaN.
bool Matches(const evaluation::Value& value, const Content& expected);

// For messages about failures.
std::string Describe(const evaluation::Value& value);

}  // namespace risk::conformance

#endif  // TESTS_EXPRESSION_CONFORMANCE_CONTENT_H_
