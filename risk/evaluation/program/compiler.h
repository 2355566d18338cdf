// From checked trees to instructions over slots.
//
// What the compiler does not know makes Compile return false, with the reason; nothing of the
// expression is kept then and the caller leaves it to the interpreter.
#ifndef RISK_EVALUATION_PROGRAM_COMPILER_H_
#define RISK_EVALUATION_PROGRAM_COMPILER_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/evaluation/input/layout.h"
#include "risk/evaluation/program/program.h"
#include "risk/evaluation/value/implication_spec.h"
#include "risk/evaluation/value/view_spec.h"
#include "risk/expression/ast.h"
#include "risk/expression/checker.h"

namespace risk::evaluation {

// What a variable stands for.
struct Definition {
  enum class Kind : uint8_t {
    kNone,    // nothing: reading it is an error
    kInput,   // a global slot that depends on the date of assessment alone
    kResult,  // a global slot that an earlier step fills
    kTree,    // an expression of a list or message type, compiled anew where it is read
    kView,    // the rows of a view
  };
  Kind kind = Kind::kNone;
  int slot = -1;
  int view = -1;  // of the program
  expression::Kind type = expression::Kind::kDyn;
  const expression::CheckedExpression* expression = nullptr;
};

// Frame 1: constants and inputs first, so that they can be set up once for many records.
struct Globals {
  int Add(Slot value) {
    initial.push_back(value);
    return static_cast<int>(initial.size()) - 1;
  }
  std::vector<Slot> initial;
};

// A value that depends on the date of assessment alone.
struct Hoisted {
  size_t start = 0;  // in Compiler::prologue()
  int slot = -1;     // global
};

// The type of slot for a type of the language; nothing for lists, messages and others.
std::optional<ValueType> ValueTypeOf(const expression::Type& type);

class Compiler {
 public:
  Compiler(Layout& layout, Program& program, Globals& globals,
           const std::vector<Definition>& definitions);

  // The list at `path`, closed by a global bool from now on.
  void AddClosure(const expression::FieldPath& path, int slot);

  // Appends the expression to the program. `start` is the index of its first instruction.
  bool Compile(const expression::Node& root, ValueType type, size_t* start);
  // Appends a loop over the rows of `list` (null: no loop) with the values of `formulas`, each
  // checked with the row in slot 0; see Machine::Tabulate. `is_compiled` says which of them the
  // compiler knows; the others are left out. False if the list cannot be compiled.
  struct RowFormula {
    const expression::Node* root;
    ValueType type;
  };
  bool CompileRows(const expression::Node* list, const std::vector<RowFormula>& formulas,
                   std::vector<bool>* is_compiled, size_t* start);
  const std::string& reason() const { return reason_; }

  // Adds the rows of a view to the program, at `index` of its views. `spec` must outlive the
  // compiler. On failure reason() names the road.
  bool AddView(const ViewSpec& spec, int* index);
  // Adds an implication to the program, at `index` of its implications.
  bool AddImplication(const ImplicationSpec& spec, int* index);
  // Compiles the fields of views that anything asked for. Call once, after all else.
  bool FinishViews();
  // Puts the fields that are constant into the rows that roads begin with. Call once the layout is
  // finished.
  void FillConstants();

  const std::vector<Hoisted>& hoisted() const { return hoisted_; }
  const std::vector<Instruction>& prologue() const { return prologue_; }

 private:
  // A variable of a quantifier: the rows of a loop.
  struct Bound {
    int frame = -1;
    int node = -1;  // of the layout; -1 if the rows are values
    expression::FieldPath path;
  };
  // Bound variables of one tree, by slot. A tree that is compiled in place of a variable has its
  // own.
  struct Scope {
    std::vector<Bound> bound;
  };
  // A message of the record.
  struct Place {
    int frame = 0;
    int node = 0;
    expression::FieldPath path;
  };
  // A slot that a value lies in.
  struct Operand {
    int frame = 0;
    int slot = 0;
  };
  struct Filter {
    const expression::Node* predicate;
    int slot;
    Scope* scope;
  };
  // A list of the record, perhaps filtered, perhaps each element turned into a value.
  struct Rows {
    int list = -1;  // of the program
    Bound element;
    std::vector<Filter> filters;
    const expression::Node* transform = nullptr;
    int transform_slot = -1;
    std::optional<size_t> parts;  // where the instruction is that makes the list of a text
    Scope* scope = nullptr;
  };
  using Node = expression::Node;

  void Begin();
  bool Fail(absl::string_view reason);
  // Lists of facts are compiled anew where they are read, so that a few facts that read each other
  // can stand for any number of operations.
  bool IsTooLarge();
  size_t Emit(Code code, int arity = 0);
  void Finish(size_t at);  // sets the size of the instruction at `at`
  Instruction& at(size_t index) { return (*code_)[index]; }

  // compile_truth.cc
  bool Truth(const Node& node, Scope* scope);
  bool TruthCall(const Node& node, Scope* scope);
  bool Children(Code code, const Node& node, Scope* scope);
  bool Negation(const Node& node, Scope* scope);
  bool EmitLess(Operand left, Operand right, bool negate);
  bool Comparison(const Node& node, Scope* scope);
  bool CompareSlots(const Node& node, Scope* scope, bool* done);
  bool Membership(const Node& node, Scope* scope);
  bool MaskMembership(const Node& node, Scope* scope, bool* done);
  bool IsSet(const Node& select, Code single, Code list, Scope* scope);
  bool AnswerRecorded(const Place& place, const google::protobuf::FieldDescriptor* field);
  bool TextTest(const expression::Node& node, Scope* scope);
  bool Matches(const expression::Node& node, Scope* scope);
  bool Known(const Node& node, Scope* scope);
  // compile_value.cc
  bool Value(const Node& node, ValueType type, Scope* scope);
  bool ValueCall(const Node& node, ValueType type, Scope* scope);
  bool Operation(Code code, const Node& node, ValueType type, Scope* scope);
  bool Lookup(const Node& node, Scope* scope);
  bool IndexOf(const Node& node, Scope* scope);
  bool ConstantSlot(const Node& node, ValueType type, int* slot);
  bool ConstantSlot(evaluation::Slot value, int* slot);
  bool FindOperand(const Node& node, ValueType type, Scope* scope, Operand* operand);
  bool Hoist(const Node& node, ValueType type, Operand* operand);
  bool DependsOnInputsOnly(const Node& node) const;
  bool Certainly(const Node& node, bool value, Scope* scope);
  // compile_view.cc
  bool AddRoad(const ViewSource& source, ViewProgram* view);
  Scope* ScopeOf(const std::vector<Bound>& bound);
  bool RoadField(const expression::CheckedExpression& expression, const std::vector<Bound>& bound,
                 ValueType type);
  bool OccasionCount(const Node& node, Scope* scope);
  // compile_list.cc
  bool FindPlace(const Node& node, Scope* scope, Place* place);
  bool FindList(const Place& place, const google::protobuf::FieldDescriptor* field, Rows* rows);
  bool FindRows(const Node& node, Scope* scope, Rows* rows);
  void FindView(int view, Rows* rows);
  bool FindParts(const Node& node, Scope* scope, Rows* rows);
  void Require(const Node& predicate, int slot, int list);
  bool FindFilterOrMap(const Node& node, Scope* scope, Rows* rows);
  bool Quantifier(const Node& node, Scope* scope);
  bool Size(const Node& node, Scope* scope);
  bool ElementAt(const expression::Node& node, ValueType type, Scope* scope);
  bool Aggregate(Code code, const Node& node, ValueType type, Scope* scope, size_t* loop = nullptr);
  bool Join(const Node& node, Scope* scope);
  bool BeginLoop(Code code, Rows& rows, int arity, size_t* at);
  void EndLoop(size_t at, const Rows& rows);
  static void Bind(Scope* scope, int slot, const Bound& bound);
  bool MayFail(const Instruction& instruction) const;
  bool IsConstant(int global) const;
  Scope* NewScope();

  Layout& layout_;
  Program& program_;
  Globals& globals_;
  const std::vector<Definition>& definitions_;
  std::vector<Instruction>* code_;
  std::map<expression::FieldPath, std::vector<int>> closures_;
  std::map<std::string, Operand> hoisted_by_text_;
  std::map<std::pair<int64_t, int64_t>, int> constants_;
  std::set<int> constant_slots_;
  std::vector<Hoisted> hoisted_;
  std::vector<Instruction> prologue_;
  std::vector<std::unique_ptr<Scope>> scopes_;
  // Of a view whose fields are compiled at the end: the elements of the loops of each road.
  struct OpenView {
    const ViewSpec* spec;
    std::vector<std::vector<Bound>> bound;
    // By road: fields that are constant, and the globals that hold them.
    std::vector<std::vector<std::pair<int, int>>> constants;
  };
  std::vector<OpenView> views_;
  int next_frame_ = kFirstLoopFrame;
  size_t begin_ = 0;  // of the expression that is being compiled
  int inlined_ = 0;  // trees compiled in place of variables, one inside another
  std::string reason_;
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_PROGRAM_COMPILER_H_
