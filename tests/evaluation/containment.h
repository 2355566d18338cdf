// Whether the evaluator's range holds what the naive evaluator found for one completion.
#ifndef TESTS_EVALUATION_CONTAINMENT_H_
#define TESTS_EVALUATION_CONTAINMENT_H_

#include <string>
#include <vector>

#include "risk/evaluation/value/value.h"
#include "risk/expression/checker.h"
#include "tests/evaluation/completion.h"
#include "tests/evaluation/naive.h"
#include "tests/evaluation/small_record.pb.h"

namespace risk::test {

// An error of the completed record is in every range; what is not an error is in no error.
bool Holds(const evaluation::Value& range, const NaiveValue& value);

// Whether everything that `narrow` holds, `wide` holds too.
bool Holds(const evaluation::Value& wide, const evaluation::Value& narrow);

// The same value, or an error both.
bool IsExactly(const evaluation::Value& value, const NaiveValue& expected);

std::string Show(const NaiveValue& value);

// Names of the fields that an expression reads, as Complete takes them.
std::vector<std::string> FieldsOf(const expression::CheckedExpression& expression);

// The variables of SmallWorld; fact.f is chosen.
NaiveWorld NaiveWorldOver(const SmallRecord& completed, const Choose& choose);

}  // namespace risk::test

#endif  // TESTS_EVALUATION_CONTAINMENT_H_
