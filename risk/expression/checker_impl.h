// Internal to //risk/expression: the state of one check. Its parts are in check_names.cc,
// check_calls.cc and check_literals.cc.
#ifndef RISK_EXPRESSION_CHECKER_IMPL_H_
#define RISK_EXPRESSION_CHECKER_IMPL_H_

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/expression/checker.h"
#include "risk/expression/overload.h"
#include "risk/expression/parser.h"
#include "risk/expression/syntax.h"

namespace risk::expression {

using NodePtr = std::unique_ptr<Node>;

// One name that an enclosing quantifier or function introduces; inner ones come first.
struct Scope {
  const Scope* parent = nullptr;
  std::string name;
  int slot = -1;                   // of a quantifier's variable
  Type type;                       // of a quantifier's variable
  const Node* argument = nullptr;  // of a function's parameter: what replaces it
  int argument_slots = 0;          // slots in use where the argument was checked
  int argument_height = 0;
};

// Methods that return a NodePtr return null after reporting a problem.
class Checker {
 public:
  Checker(const Environment& env, const Limits& limits) : env_(env), limits_(limits) {}

  // `function` is the index of the function whose body the text is, or -1.
  CheckResult Run(absl::string_view text, const std::vector<Binding>& bound, int function);

 private:
  // check_names.cc
  NodePtr CheckName(const Syntax& syntax, const Scope* scope, bool is_test);
  NodePtr CheckSelect(const Syntax& syntax, const Scope* scope, bool is_test);
  NodePtr ResolveFirst(const Syntax& name, const Scope* scope);
  NodePtr ResolveDotted(const std::vector<const Syntax*>& parts, size_t count);
  NodePtr ResolveQualified(const std::string& name, const Syntax& last);
  NodePtr ClassValues(int index, const Syntax& last);
  NodePtr EnumConstant(const std::string& name, const Syntax& last);
  NodePtr Select(NodePtr operand, const Syntax& part, bool is_test);
  NodePtr UnknownName(const std::vector<const Syntax*>& parts, const Scope* scope);
  bool ReportEnumOrType(const std::vector<const Syntax*>& parts);
  NodePtr Argument(const Scope& parameter, const Syntax& name);
  NodePtr Inline(int function, const Syntax& call, const Scope* scope);
  NodePtr CheckBody(int function, const Scope& parameter, const Syntax& call);

  // check_calls.cc
  NodePtr CheckCall(const Syntax& syntax, const Scope* scope);
  NodePtr CheckHas(const Syntax& syntax, const Scope* scope);
  NodePtr CheckMacro(Quantifier quantifier, const Syntax& syntax, const Scope* scope);
  bool HasMacroForm(Quantifier quantifier, const Syntax& syntax);
  NodePtr FinishMacro(NodePtr node, const Syntax& syntax, NodePtr first, NodePtr second);
  NodePtr CheckBuiltin(const FunctionEntry& entry, const Syntax& syntax, const Scope* scope);
  NodePtr CheckLookup(const Syntax& syntax, const Scope* scope);
  NodePtr UnknownFunction(const Syntax& syntax);
  bool HasRightStyle(const FunctionEntry& entry, const Syntax& syntax);
  bool TakeZone(const Syntax& argument, Node* node);
  NodePtr FoldDate(NodePtr node);
  NodePtr TakePattern(NodePtr node);
  NodePtr CheckRecordQuery(NodePtr node);

  // check_operators.cc
  NodePtr CheckOperator(const Syntax& syntax, const Scope* scope);
  NodePtr CheckConditional(NodePtr node);
  NodePtr CheckComparison(NodePtr node);
  NodePtr CheckIndex(NodePtr node);
  NodePtr ApplyOverloads(NodePtr node, const Syntax& syntax);
  bool IsCondition(const Node& node, absl::string_view where);

  // check_literals.cc
  NodePtr CheckList(const Syntax& syntax, const Scope* scope);
  NodePtr CheckMap(const Syntax& syntax, const Scope* scope);
  NodePtr CheckMessage(const Syntax& syntax, const Scope* scope);
  NodePtr CheckFieldValue(const google::protobuf::FieldDescriptor& field, const FieldName& name,
                          const Syntax& value, const Scope* scope);

  // checker.cc
  NodePtr CheckNode(const Syntax& syntax, const Scope* scope);
  NodePtr CheckKind(const Syntax& syntax, const Scope* scope);
  bool CheckChildren(const Syntax& syntax, size_t from, const Scope* scope, Node* node);
  NodePtr NewNode(NodeKind kind, Span span);
  bool Spend(size_t nodes, Span span);
  void Report(Span span, const char* code, std::string message, std::string hint = "");
  std::string Suggest(absl::string_view name, const std::vector<std::string>& candidates) const;
  void Summarize(CheckedExpression* expression) const;

  const Environment& env_;
  const Limits& limits_;
  std::vector<Diagnostic> diagnostics_;
  bool gave_up_ = false;  // a limit was passed: report nothing more
  size_t nodes_ = 0;
  int depth_ = 0;
  int slots_ = 0;  // in use by enclosing quantifiers
  int slot_count_ = 0;
  // While the body of a function is checked: the call that it replaces.
  const Span* call_span_ = nullptr;
  std::vector<int> active_functions_;
  std::map<int, ParseResult> bodies_;
  std::set<std::string> functions_used_;
};

// "a.b.c" of a name or a chain of selections on a name; empty for anything else.
std::string DottedName(const Syntax& syntax);

// Names of a value of this kind of node can be read as a message: Answers and Dates.
void ReadAsMessage(Node* node);

int Height(const Node& node);

}  // namespace risk::expression

#endif  // RISK_EXPRESSION_CHECKER_IMPL_H_
