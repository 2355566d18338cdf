// The interpreter's inside: one walk over a checked tree. Not for use outside this folder; see
// interpreter.h. The methods are spread over one source file a topic.
#ifndef RISK_EVALUATION_INTERPRETER_INTERPRETER_IMPL_H_
#define RISK_EVALUATION_INTERPRETER_INTERPRETER_IMPL_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "google/protobuf/descriptor.h"
#include "risk/evaluation/value/container.h"
#include "risk/evaluation/interpreter/evaluation.h"
#include "risk/evaluation/interpreter/implied_answers.h"
#include "risk/evaluation/interpreter/interpreter.h"
#include "risk/evaluation/value/support.h"
#include "risk/evaluation/interpreter/support_tracker.h"
#include "risk/evaluation/value/value.h"
#include "risk/expression/ast.h"

namespace risk::evaluation {

class Interpreter : public SupportTracker {
 public:
  using Field = google::protobuf::FieldDescriptor;
  using Node = expression::Node;

  Interpreter(const Activation& activation, Evaluation& evaluation, int slot_count);
  ~Interpreter() { Charge(); }

  static constexpr int kDeepest = 200;

  // Operands of `&&` and `||` outside quantifiers, and their values.
  using Trail = std::vector<std::pair<const Node*, Value>>;

  // The value of the tree, or an error if it took too many steps. With `trail`, notes how it came
  // about.
  Value Run(const Node& root, Trail* trail = nullptr);
  Value Eval(const Node& node);

  // Logic (interpreter.cc). `absorbing` is the truth that decides: false for `&&`.
  Value EvalLogic(const Node& node, Truth absorbing);
  Value EvalConditional(const Node& node);
  Value EvalVariable(const Node& node);
  Value EvalConstant(const Node& node);
  Value EvalCall(const Node& node);
  Value EvalListLiteral(const Node& node);
  Value EvalMapLiteral(const Node& node);
  // The narrowest value that contains both; what it rests on is left to the caller.
  Value Join(const Value& a, const Value& b, const expression::Type& type);
  // An unknown value of a static type, without a place in the record.
  Value UnknownOf(const expression::Type& type);

  // Records (read_record.cc).
  Value EvalSelect(const Node& node);
  Value EvalHas(const Node& node);
  Value EvalRecorded(const Node& node);
  Value EvalComplete(const Node& node);
  Value ReadField(const Value& holder, const Field& field);
  Value ReadScalar(const MessageRef& holder, const Field& field);
  Value ReadElement(const MessageRef& holder, const Field& field, int index);
  Value ReadList(const Value& holder, const Field& field);
  const ListValue* ListAt(const MessageRef& holder, const Field& field);
  Value ReadMap(const MessageRef& holder, const Field& field);
  // A message as the value it stands for: an Answer as a bool, a Date as a date. Others stay.
  Value Deliver(const Value& value);
  Value ReadAnswer(const MessageRef& answer, v1::Answer::Value reassuring);
  Value ReadDate(const MessageRef& date);
  // Well-known types as the value they hold (well_known.cc); others as a message.
  Value FromMessage(const MessageRef* message);
  Value FromAny(const MessageRef& any);
  Value FromJson(const MessageRef& value);
  bool IsClosed(const MessageRef& holder, const Field& list, const Support** because);
  bool IsSelfReported(const MessageRef& message) const;

  // Quantifiers (quantify.cc).
  Value EvalQuantifier(const Node& node);
  Value Judge(const Node& node, const ListItem& item);
  Value EvalExistsOrAll(const Node& node, const ListValue& list, Truth absorbing);
  Value EvalExistsOne(const Node& node, const ListValue& list);
  Value EvalFilterOrMap(const Node& node, const ListValue& list);

  // Answers that follow from others (implied_answers.cc).
  Value ReadImplied(const ImpliedAnswers::Answer& implied);
  bool Imply(const ImplicationSpec& spec, int index, ImpliedAnswers& implied);

  // Views (view.cc).
  Value MakeView(const ViewSpec& view);
  Value EvalBound(const expression::CheckedExpression& expression, absl::Span<const Value> bound);
  Value ReadRow(const ViewRow& row, const Field& field);
  Value RowField(const ViewRow& row, const Field& field);
  Value JoinedField(const ViewRow& row, const Field& field);
  Value Occasions(const Value& list);

  // Operators on evaluated operands (operators.cc and others): none of them is an error.
  Value Apply(const Node& node, absl::Span<const Value> operands);
  Value Arithmetic(expression::Op op, const Value& a, const Value& b);
  Value Add(const Value& a, const Value& b);
  Value TimeArithmetic(expression::Op op, const Value& a, const Value& b);
  Value NegateNumber(const Value& a);
  Value Compare(expression::Op op, const Value& a, const Value& b);
  Value Order(expression::Op op, const Value& a, const Value& b);
  const Support* PartsOf(const Value& value);
  Truth Equal(const Value& a, const Value& b);
  Truth EqualLists(const ListValue& a, const ListValue& b);
  Truth EqualMaps(const MapValue& a, const MapValue& b);
  Truth EqualMessages(const MessageRef& a, const MessageRef& b);
  Truth EqualFields(const MessageRef& a, const MessageRef& b);
  Value In(const Value& element, const Value& container);
  Value Index(const Node& node, const Value& container, const Value& index);
  Value IndexList(const Node& node, const ListValue& list, const Value& index);
  Value Size(const Value& value);
  Value TimePart(const Node& node, const Value& value);
  Value Convert(expression::Op op, const Value& value);
  Value DateFunction(expression::Op op, absl::Span<const Value> operands);
  Value WorkingDayFunction(expression::Op op, absl::Span<const Value> operands);
  Value FirstOrLastDate(expression::Op op, const Value& list);
  Value Sum(const Value& list, const expression::Type& type);
  // text_functions.cc
  Value TextFunction(const Node& node, absl::Span<const Value> operands);
  Value MatchesPattern(const Node& node, absl::string_view text, absl::string_view pattern);
  Value IndexOfText(absl::Span<const Value> operands, bool is_known);
  Value SplitText(absl::Span<const Value> operands);
  Value Join(absl::Span<const Value> operands);
  // Of domain_functions.cc and others.
  Value RealFunction(expression::Op op, absl::Span<const Value> operands);
  Value LeastOrGreatest(expression::Op op, absl::Span<const Value> operands);
  Value Lookup(const Node& node, const Value& key);
  Value BuildMessage(const Node& node);  // build_message.cc
  google::protobuf::Message* NewMessage(const google::protobuf::Descriptor* type);

  // For a type that the checker lets through as dyn.
  static Value NoOverload();
  static Value TooDeep();

  bool is_standard() const { return activation_.missing_fields == MissingFields::kStandard; }
  bool Step() { return steps_-- > 0; }
  // Charges for work that grows with the size of a value; false once the budget is used up.
  bool Spend(size_t steps) {
    steps_ -= static_cast<int64_t>(steps);
    return steps_ >= 0;
  }
  const Activation& activation() const { return activation_; }

 private:
  // Takes the steps since the last call from what the case has left.
  void Charge() {
    if (evaluation().budget() != nullptr) *evaluation().budget() -= charged_ - steps_;
    charged_ = steps_;
  }

  const Activation& activation_;
  int64_t steps_;
  int64_t charged_;  // what was left at the last Charge
  MessageRef* root_ = nullptr;
  std::vector<Value> slots_;
  Trail* trail_ = nullptr;  // null inside quantifiers
  int nesting_ = 0;         // of messages inside Any, and of messages that are compared
  // Of an evaluation that has taken much: what loops inside loops read again and again, made once.
  static constexpr size_t kMuch = 256 << 10;
  absl::flat_hash_map<std::pair<const MessageRef*, const Field*>, const ListValue*> lists_;
  absl::flat_hash_map<std::pair<const MessageRef*, const Field*>, const MessageRef*> children_;
  // Patterns that are no literals; null: no pattern.
  absl::flat_hash_map<std::string, std::shared_ptr<const expression::Pattern>> patterns_;
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_INTERPRETER_INTERPRETER_IMPL_H_
