// Feeds arbitrary text to the front end, and evaluates what it accepts. Run with
//   bazel build --config=fuzz //tests/expression:expression_fuzzer
//   .bazel/fuzz-bin/tests/expression/expression_fuzzer -max_total_time=300 CORPUS
//   tests/expression/seeds/expression_fuzzer
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/evaluation/interpreter/evaluation.h"
#include "risk/evaluation/interpreter/interpreter.h"
#include "risk/expression/checker.h"
#include "tests/expression/test_environment.h"
#include "tests/made_up_record.pb.h"

namespace risk::expression {
namespace {

// Evaluates over an empty record on which nothing is known, or as the standard reads it.
evaluation::Value EvaluateOnNothing(const CheckedExpression& expression, const Environment& env,
                                    evaluation::MissingFields missing_fields,
                                    evaluation::Evaluation& evaluation) {
  static const auto* record = new test::Record();
  std::vector<evaluation::Value> variables(env.variables().size());
  evaluation::Activation activation;
  activation.record = record;
  activation.variables = variables;
  activation.missing_fields = missing_fields;
  return evaluation::Evaluate(expression, activation, evaluation);
}

// Folding constants must not change a result.
void CheckEvaluation(CheckedExpression* expression, const Environment& env) {
  evaluation::EvaluationOptions options;
  options.max_steps = 20'000;
  for (auto missing : {evaluation::MissingFields::kStandard, evaluation::MissingFields::kUnknown}) {
    evaluation::Evaluation evaluation(options);
    evaluation::Value before = EvaluateOnNothing(*expression, env, missing, evaluation);
    evaluation::FoldConstants(*expression);
    evaluation::Value after = EvaluateOnNothing(*expression, env, missing, evaluation);
    bool is_exhausted = before.error_code() == evaluation::ErrorCode::kTooExpensive;
    if (!is_exhausted && before.ToText() != after.ToText()) std::abort();
  }
}

// Aborts where a promise of the interface is broken.
void CheckPromises(absl::string_view text, const Environment& env) {
  CheckResult result = Check(text, env);
  if (result.ok() != result.diagnostics.empty()) std::abort();
  if (result.diagnostics.size() > Limits().diagnostics) std::abort();
  size_t last = 0;
  for (const Diagnostic& diagnostic : result.diagnostics) {
    if (diagnostic.span.offset < last || diagnostic.span.offset > text.size()) std::abort();
    last = diagnostic.span.offset;
    Render(diagnostic, text, {"f", 1, 1});
  }
  if (!CheckSyntax(text).empty() && result.ok()) std::abort();
  if (!result.ok()) return;
  DebugString(*Clone(result.expression->root()));
  CheckEvaluation(result.expression.get(), env);
}

}  // namespace
}  // namespace risk::expression

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* input, size_t size) {
  static const auto* env = new risk::expression::Environment(risk::expression::TestEnvironment());
  absl::string_view text(reinterpret_cast<const char*>(input), size);
  risk::expression::CheckPromises(text, *env);
  risk::expression::ParseType(text, *env);
  return 0;
}
