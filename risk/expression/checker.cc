#include "risk/expression/checker.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "risk/expression/checker_impl.h"
#include "risk/expression/summary.h"
#include "risk/schema/names.h"

namespace risk::expression {

NodePtr Checker::NewNode(NodeKind kind, Span span) {
  if (!Spend(1, span)) return nullptr;
  auto node = std::make_unique<Node>();
  node->kind = kind;
  node->span = call_span_ != nullptr ? *call_span_ : span;
  return node;
}

// Counts nodes against the limit; false once it is passed.
bool Checker::Spend(size_t nodes, Span span) {
  nodes_ += nodes;
  if (nodes_ <= limits_.nodes) return true;
  Report(span, "too-large",
         absl::StrCat("more than ", limits_.nodes, " operations once functions are inlined"));
  gave_up_ = true;
  return false;
}

void Checker::Report(Span span, const char* code, std::string message, std::string hint) {
  if (gave_up_ || diagnostics_.size() >= limits_.diagnostics) return;
  if (call_span_ != nullptr) {
    span = *call_span_;
    const Function& function = env_.functions()[active_functions_.back()];
    message = absl::StrCat("in ", function.name, ": ", message);
  }
  for (const Diagnostic& other : diagnostics_) {
    if (other.span.offset == span.offset && other.code == code && other.message == message) return;
  }
  diagnostics_.push_back({span, code, std::move(message), std::move(hint)});
}

std::string Checker::Suggest(absl::string_view name,
                             const std::vector<std::string>& candidates) const {
  std::string nearest = schema::Nearest(name, candidates);
  return nearest.empty() ? "" : absl::StrCat("did you mean \"", nearest, "\"?");
}

NodePtr Checker::CheckNode(const Syntax& syntax, const Scope* scope) {
  if (gave_up_ || !Spend(1, syntax.span)) return nullptr;
  if (depth_ + 1 > limits_.tree_depth) {
    Report(syntax.span, "too-deep",
           absl::StrCat("more than ", limits_.tree_depth, " operations one inside another"));
    gave_up_ = true;
    return nullptr;
  }
  ++depth_;
  NodePtr node = CheckKind(syntax, scope);
  --depth_;
  return node;
}

NodePtr Checker::CheckKind(const Syntax& syntax, const Scope* scope) {
  switch (syntax.kind) {
    case SyntaxKind::kLiteral: {
      NodePtr node = NewNode(NodeKind::kConstant, syntax.span);
      if (node == nullptr) return nullptr;
      node->type = Type::Of(syntax.literal);
      node->value = syntax.value;
      return node;
    }
    case SyntaxKind::kName:
    case SyntaxKind::kSelect:
      return CheckName(syntax, scope, false);
    case SyntaxKind::kCall:
      return CheckCall(syntax, scope);
    case SyntaxKind::kOperator:
      return CheckOperator(syntax, scope);
    case SyntaxKind::kList:
      return CheckList(syntax, scope);
    case SyntaxKind::kMap:
      return CheckMap(syntax, scope);
    case SyntaxKind::kMessage:
      return CheckMessage(syntax, scope);
  }
  return nullptr;
}

// Checks the children from index `from` on, all of them even if one has a problem.
bool Checker::CheckChildren(const Syntax& syntax, size_t from, const Scope* scope, Node* node) {
  bool ok = true;
  for (size_t i = from; i < syntax.children.size(); ++i) {
    NodePtr child = CheckNode(syntax.child(i), scope);
    ok = ok && child != nullptr;
    node->children.push_back(std::move(child));
  }
  return ok;
}

CheckResult Checker::Run(absl::string_view text, const std::vector<Binding>& bound,
                         int function) {
  CheckResult result;
  ParseResult parsed = Parse(text, limits_);
  if (parsed.syntax == nullptr) {
    result.diagnostics.push_back(std::move(parsed.problem));
    return result;
  }
  std::vector<Scope> scopes(bound.size());
  for (size_t i = 0; i < bound.size(); ++i) {
    scopes[i].parent = i > 0 ? &scopes[i - 1] : nullptr;
    scopes[i].name = bound[i].name;
    scopes[i].type = bound[i].type;
    scopes[i].slot = static_cast<int>(i);
  }
  slots_ = slot_count_ = static_cast<int>(bound.size());
  if (function >= 0) active_functions_.push_back(function);
  NodePtr root = CheckNode(*parsed.syntax, scopes.empty() ? nullptr : &scopes.back());
  if (root != nullptr && diagnostics_.empty()) {
    result.expression = std::make_unique<CheckedExpression>();
    result.expression->root_ = std::move(root);
    result.expression->text_ = std::string(text);
    result.expression->slot_count_ = slot_count_;
    Summarize(result.expression.get());
  }
  std::stable_sort(
      diagnostics_.begin(), diagnostics_.end(),
      [](const Diagnostic& a, const Diagnostic& b) { return a.span.offset < b.span.offset; });
  result.diagnostics = std::move(diagnostics_);
  return result;
}

void Checker::Summarize(CheckedExpression* expression) const {
  Summary summary = risk::expression::Summarize(*expression->root_, env_);
  expression->epistemic_ = summary.epistemic;
  expression->search_ = summary.search;
  expression->variables_.assign(summary.variables.begin(), summary.variables.end());
  expression->tables_.assign(summary.tables.begin(), summary.tables.end());
  expression->functions_.assign(functions_used_.begin(), functions_used_.end());
  expression->paths_ = std::move(summary.paths);
}

CheckResult Check(absl::string_view text, const Environment& env, const Limits& limits) {
  return Checker(env, limits).Run(text, {}, -1);
}

CheckResult CheckBound(absl::string_view text, const std::vector<Binding>& bound,
                       const Environment& env, const Limits& limits) {
  return Checker(env, limits).Run(text, bound, -1);
}

CheckResult CheckFunction(const Function& function, const Environment& env, const Limits& limits) {
  return Checker(env, limits)
      .Run(function.body, {{function.parameter, function.parameter_type}},
           env.FindFunction(function.name));
}

std::vector<Diagnostic> CheckSyntax(absl::string_view text, const Limits& limits) {
  std::vector<Diagnostic> diagnostics;
  ParseResult parsed = Parse(text, limits);
  if (parsed.syntax == nullptr) diagnostics.push_back(std::move(parsed.problem));
  return diagnostics;
}

}  // namespace risk::expression
