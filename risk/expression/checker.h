// From text to a checked tree.
//
//   CheckResult result = Check("domestic_abuse.incidents.exists(i, i.strangulation)", env);
//   if (!result.ok()) for (const Diagnostic& d : result.diagnostics) std::cerr << Render(d, text,
//   origin); Evaluate(result.expression->root(), ...);
//
#ifndef RISK_EXPRESSION_CHECKER_H_
#define RISK_EXPRESSION_CHECKER_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "risk/expression/ast.h"
#include "risk/expression/diagnostic.h"
#include "risk/expression/environment.h"
#include "risk/expression/limits.h"
#include "risk/expression/type.h"

namespace risk::expression {

// A path of fields from the context message, outermost first.
using FieldPath = std::vector<const google::protobuf::FieldDescriptor*>;

// An expression that is well typed. Immutable, apart from FoldConstants.
class CheckedExpression {
 public:
  const Node& root() const { return *root_; }
  const Type& type() const { return root_->type; }
  const std::string& text() const { return text_; }
  // Number of slots that quantifiers use: slots are 0 to slot_count() - 1.
  int slot_count() const { return slot_count_; }
  // Speaks of what is recorded, not of the world: uses known(), recorded(), complete(),
  // parts of an Answer or a provenance, or a variable that does. Such an expression is not monotone: more information may turn a result
  // around.
  bool is_epistemic() const { return epistemic_.has_value(); }
  const std::optional<Span>& epistemic() const { return epistemic_; }  // the first such part
  // Looks for something inside a text (contains, matches, indexOf, split), or uses a variable that
  // does. What somebody happened to write must not decide a level.
  bool searches_text() const { return search_.has_value(); }
  const std::optional<Span>& search() const { return search_; }
  // Indices of the declared variables read, ascending.
  const std::vector<int>& variables() const { return variables_; }
  // Names of the inlined functions and of the tables used, sorted.
  const std::vector<std::string>& functions() const { return functions_; }
  const std::vector<std::string>& tables() const { return tables_; }
  // Field paths read from the context, through quantifiers too; sorted, without duplicates and
  // without the proper prefixes of others.
  const std::vector<FieldPath>& paths() const { return paths_; }

 private:
  friend class Checker;
  friend int FoldConstants(CheckedExpression&,
                           absl::FunctionRef<std::optional<Constant>(const Node&)>);
  std::unique_ptr<Node> root_;
  std::string text_;
  int slot_count_ = 0;
  std::optional<Span> epistemic_;
  std::optional<Span> search_;
  std::vector<int> variables_;
  std::vector<std::string> functions_;
  std::vector<std::string> tables_;
  std::vector<FieldPath> paths_;
};

struct CheckResult {
  bool ok() const { return expression != nullptr; }
  std::unique_ptr<CheckedExpression> expression;  // null if there is an error
  std::vector<Diagnostic> diagnostics;            // in order of position
};

// Parses and checks `text`. Spans are bytes of `text`.
// Errors: see Diagnostic; several of an expression are reported at once. Never throws, never logs.
// Cost: linear in the text and in the inlined bodies, within `limits`. Safe to call from many
// threads.
CheckResult Check(absl::string_view text, const Environment& env, const Limits& limits = {});

// A name that an expression may read besides those of its environment.
struct Binding {
  std::string name;
  Type type;
};
// The same with `bound` in slots 0, 1, …; a later name hides an earlier one.
CheckResult CheckBound(absl::string_view text, const std::vector<Binding>& bound,
                       const Environment& env, const Limits& limits = {});

// Checks the body of a function on its own, its parameter being bound to slot 0. Call it once per
// function: errors are then reported where they are, not at each call.
CheckResult CheckFunction(const Function& function, const Environment& env,
                          const Limits& limits = {});

// Only the parser: for editors and fuzzing. Ok if there are no diagnostics.
std::vector<Diagnostic> CheckSyntax(absl::string_view text, const Limits& limits = {});

// A type by name: "bool", "date", "list(int)", "map(string, double)", "Incident", "risk.v1.Level".
std::optional<Type> ParseType(absl::string_view text, const Environment& env);

// Replaces each call whose operands are all constant by its value, innermost first. `evaluate`
// returns nothing for what cannot be folded (an error at run time, a value that is not a Constant).
// Returns the number of nodes replaced.
int FoldConstants(CheckedExpression& expression,
                  absl::FunctionRef<std::optional<Constant>(const Node&)> evaluate);

}  // namespace risk::expression

#endif  // RISK_EXPRESSION_CHECKER_H_
