// Feeds arbitrary text to the front end. Run with
//   bazel build --config=fuzz //tests/expression:expression_fuzzer
//   .bazel/fuzz-bin/tests/expression/expression_fuzzer -max_total_time=300 CORPUS
//   tests/expression/seeds
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/strings/string_view.h"
#include "risk/expression/checker.h"
#include "tests/expression/test_environment.h"

namespace risk::expression {
namespace {

// Aborts where an expression and its syntax check disagree, or a promise of the interface is
// broken.
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
  FoldConstants(*result.expression, [](const Node&) { return std::nullopt; });
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
