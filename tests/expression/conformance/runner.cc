#include "tests/expression/conformance/runner.h"

#include <map>
#include <vector>

#include "absl/strings/str_cat.h"
#include "risk/evaluation/interpreter/evaluation.h"
#include "risk/evaluation/interpreter/interpreter.h"
#include "risk/expression/checker.h"
#include "tests/expression/conformance/content.h"

namespace risk::conformance {
namespace {

using evaluation::Value;

// The declared variables, then those that only have a value.
expression::Environment MakeEnvironment(const Test& test) {
  expression::Environment env(nullptr, test.container());
  for (const Declaration& declaration : test.type_env()) {
    env.DeclareVariable(declaration.name(), MakeType(declaration.ident().type()));
  }
  std::map<std::string, Binding> sorted(test.bindings().begin(), test.bindings().end());
  for (const auto& binding : sorted) env.DeclareVariable(binding.first, expression::Type());
  return env;
}

Outcome Failed(std::string detail) { return {false, std::move(detail)}; }

}  // namespace

Outcome RunTest(const Test& test) {
  if (test.disable_macros()) return Failed("macros cannot be disabled");
  expression::Environment env = MakeEnvironment(test);
  expression::CheckResult checked = expression::Check(test.expr(), env);
  if (!checked.ok()) {
    return Failed(expression::Render(checked.diagnostics[0], test.expr(), {test.name(), 1, 1}));
  }
  if (test.check_only()) return Failed("the deduced type is not compared");
  evaluation::Evaluation evaluation;
  std::vector<Value> values;
  for (const expression::Variable& variable : env.variables()) {
    auto it = test.bindings().find(variable.name);
    values.push_back(it == test.bindings().end()
                         ? Value::Error(evaluation::ErrorCode::kNoValue, "no value is bound")
                         : MakeValue(it->second.value(), evaluation.arena()));
  }
  evaluation::Activation activation;
  activation.variables = values;
  activation.missing_fields = evaluation::MissingFields::kStandard;
  Value value = evaluation::Evaluate(*checked.expression, activation, evaluation);
  if (test.has_eval_error()) {
    if (value.is_error()) return {true, ""};
    return Failed(absl::StrCat("an error was expected, not ", Describe(value)));
  }
  Content expected;
  expected.set_bool_value(true);  // what a test without an expected result expects
  if (test.has_value()) expected = test.value();
  if (test.has_typed_result()) expected = test.typed_result().result();
  if (Matches(value, expected)) return {true, ""};
  return Failed(absl::StrCat("expected ", expected.ShortDebugString(), ", not ", Describe(value)));
}

}  // namespace risk::conformance
