// Internal to //risk/expression: which operand types each operation takes, and what it gives.
#ifndef RISK_EXPRESSION_OVERLOAD_H_
#define RISK_EXPRESSION_OVERLOAD_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/expression/op.h"
#include "risk/expression/type.h"

namespace risk::expression {

// How a function is written: f(x), x.f(), or both; operators are neither.
enum class Style { kOperator, kGlobal, kReceiver, kEither };

struct FunctionEntry {
  absl::string_view name;
  Op op;
  Style style;
};

// The function of that name, or null. date() and lookup() are not here.
const FunctionEntry* FindBuiltin(absl::string_view name);

// The names of all functions, for suggestions.
std::vector<std::string> BuiltinNames();

// The type of `op` over operands of these types; nothing if it takes no such operands. If a dyn
// operand leaves several results possible, the result is dyn.
std::optional<Type> ResultOf(Op op, const std::vector<const Type*>& operands);

// Whether any overload has this number of operands.
bool TakesCount(Op op, size_t count);

// "(date, int)" or "(string), (bytes), (list) or (map)".
std::string DescribeOperands(Op op);

}  // namespace risk::expression

#endif  // RISK_EXPRESSION_OVERLOAD_H_
