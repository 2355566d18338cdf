#include "risk/evaluation/interpreter/interpreter.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "risk/evaluation/interpreter/interpreter_impl.h"

namespace risk::evaluation {
namespace {

using expression::Constant;
using expression::Kind;
using expression::Node;
using expression::NodeKind;
using expression::Op;

Value TooManySteps() {
  return Value::Error(ErrorCode::kTooExpensive, "the evaluation takes too many steps");
}

// A value as a constant of the tree; nothing for lists and other kinds that a constant cannot hold.
std::optional<Constant> ToConstant(const Value& value) {
  if (value.Is(ValueKind::kDate)) return Constant(value.days());
  if (!value.is_decided()) return std::nullopt;
  switch (value.kind()) {
    case ValueKind::kNull:
      return Constant(std::monostate());
    case ValueKind::kBool:
      return Constant(value.IsTrue());
    case ValueKind::kInt:
      return Constant(value.int_range().low);
    case ValueKind::kUint:
      return Constant(value.uint_range().low);
    case ValueKind::kDouble:
      return Constant(value.double_range().low);
    case ValueKind::kString:
    case ValueKind::kBytes:
      return Constant(std::string(value.text()));
    case ValueKind::kTimestamp:
      return Constant(value.time());
    case ValueKind::kDuration:
      return Constant(value.duration());
    default:
      return std::nullopt;
  }
}

}  // namespace

namespace {

constexpr size_t kFirstBlock = 32 << 10;
constexpr size_t kLargestBlock = 128 << 10;
constexpr size_t kPiece = 4 << 10;

google::protobuf::ArenaOptions ArenaIn(char* first_block) {
  google::protobuf::ArenaOptions options;
  options.initial_block = first_block;
  options.initial_block_size = kFirstBlock;
  options.start_block_size = kFirstBlock;
  options.max_block_size = kLargestBlock;
  return options;
}

}  // namespace

Evaluation::Evaluation(EvaluationOptions options)
    : options_(options), first_block_(new char[kFirstBlock]), arena_(ArenaIn(first_block_.get())) {}

void Evaluation::Refill(size_t bytes) {
  const size_t size = bytes > kPiece / 4 ? bytes : kPiece;
  free_ = google::protobuf::Arena::CreateArray<char>(&arena_, size);
  end_ = free_ + size;
  bytes_ += size;
  Limit();
}

void Evaluation::Limit() {
  const bool is_over = (options_.most_tracked_bytes > 0 && bytes_ > options_.most_tracked_bytes) ||
                       (options_.most_tracked_of_one > 0 && bytes_of_call() > options_.most_tracked_of_one);
  is_full_ |= is_over;
  is_cut_ |= is_over;
}

google::protobuf::DynamicMessageFactory& Evaluation::factory() {
  if (factory_ == nullptr) {
    factory_ = std::make_unique<google::protobuf::DynamicMessageFactory>();
    factory_->SetDelegateToGeneratedFactory(true);
  }
  return *factory_;
}

Value Evaluate(const expression::CheckedExpression& expression, const Activation& activation,
               Evaluation& evaluation) {
  return EvaluateNode(expression.root(), expression.slot_count(), activation, evaluation);
}

Value EvaluateNode(const Node& node, int slot_count, const Activation& activation,
                   Evaluation& evaluation) {
  evaluation.BeginCall();
  return Interpreter(activation, evaluation, slot_count).Run(node);
}

Value ElementOf(const google::protobuf::Message& record, const expression::FieldPath& list,
                int index, Evaluation& evaluation) {
  MessageRef* ref = new (evaluation.Allocate(sizeof(MessageRef))) MessageRef();
  ref->message = &record;
  ref->type = record.GetDescriptor();
  for (const google::protobuf::FieldDescriptor* field : list) {
    MessageRef* part = new (evaluation.Allocate(sizeof(MessageRef))) MessageRef();
    const google::protobuf::Reflection& reflection = *ref->message->GetReflection();
    part->message = field->is_repeated()
                        ? &reflection.GetRepeatedMessage(*ref->message, field, index)
                        : &reflection.GetMessage(*ref->message, field);
    part->type = field->message_type();
    part->parent = ref;
    part->field = field;
    part->index = field->is_repeated() ? index : -1;
    ref = part;
  }
  return Value::Message(ref);
}

int FoldConstants(expression::CheckedExpression& expression) {
  Activation nothing;
  Evaluation evaluation;
  int slot_count = expression.slot_count();
  return expression::FoldConstants(expression, [&](const Node& node) {
    return ToConstant(EvaluateNode(node, slot_count, nothing, evaluation));
  });
}

Interpreter::Interpreter(const Activation& activation, Evaluation& evaluation, int slot_count)
    : SupportTracker(evaluation), activation_(activation), steps_(evaluation.options().max_steps) {
  if (evaluation.budget() != nullptr) {
    steps_ = std::min(steps_, std::max<int64_t>(*evaluation.budget(), 0));
  }
  charged_ = steps_;
  slots_.assign(
      std::max<size_t>(static_cast<size_t>(std::max(slot_count, 0)), activation.bound.size()),
      Value());
  std::copy(activation.bound.begin(), activation.bound.end(), slots_.begin());
}

Value Interpreter::Run(const Node& root, Trail* trail) {
  trail_ = trail;
  Value value = Deliver(Eval(root));
  return steps_ < 0 ? TooManySteps() : value;
}

Value Interpreter::Eval(const Node& node) {
  if (!Step()) return TooManySteps();
  switch (node.kind) {
    case NodeKind::kConstant:
      return EvalConstant(node);
    case NodeKind::kContext:
      if (root_ == nullptr) {
        const google::protobuf::Message* record = activation_.record;
        root_ = NewRef(record, record != nullptr ? record->GetDescriptor() : node.type.message());
      }
      return Value::Message(root_);
    case NodeKind::kVariable:
      return EvalVariable(node);
    case NodeKind::kBound: {
      Value value = slots_[static_cast<size_t>(node.slot)];
      return node.type.Is(Kind::kMessage) ? value : Deliver(value);
    }
    case NodeKind::kSelect:
      return node.is_test ? EvalHas(node) : EvalSelect(node);
    case NodeKind::kCall:
      return EvalCall(node);
    case NodeKind::kList:
      return EvalListLiteral(node);
    case NodeKind::kMap:
      return EvalMapLiteral(node);
    case NodeKind::kMessage:
      return BuildMessage(node);
    case NodeKind::kQuantifier: {
      Trail* trail = std::exchange(trail_, nullptr);
      Value value = EvalQuantifier(node);
      trail_ = trail;
      return value;
    }
  }
  return NoOverload();
}

Value Interpreter::EvalConstant(const Node& node) {
  struct Visitor {
    const Node& node;
    Value operator()(std::monostate) const { return Value::Null(); }
    Value operator()(bool value) const { return Value::Bool(value); }
    Value operator()(int64_t value) const { return Value::Int(value); }
    Value operator()(uint64_t value) const { return Value::Uint(value); }
    Value operator()(double value) const { return Value::Double(value); }
    Value operator()(const std::string& text) const {
      return node.type.Is(Kind::kBytes) ? Value::Bytes(text) : Value::String(text);
    }
    Value operator()(absl::Time time) const { return Value::Timestamp(time); }
    Value operator()(absl::Duration duration) const { return Value::Duration(duration); }
    Value operator()(Days days) const { return Value::Date(days); }
  };
  return std::visit(Visitor{node}, node.value);
}

Value Interpreter::EvalVariable(const Node& node) {
  size_t index = static_cast<size_t>(node.variable);
  if (node.variable < 0 || index >= activation_.variables.size()) {
    return Value::Error(ErrorCode::kNoValue, "a variable has no value");
  }
  Value value = activation_.variables[index];
  if (value.is_error()) return value;
  if (value.Is(ValueKind::kMessage)) {
    return node.type.Is(Kind::kMessage) ? value : Deliver(value);
  }
  if (!tracks()) return value;
  if (value.is_decided() && !tracks_decided() && !value.Is(ValueKind::kList)) return value;
  Support* support = New<Support>();
  support->kind = Support::Kind::kVariable;
  support->is_missing = !value.is_decided();
  support->index = node.variable;
  support->name =
      index < activation_.variable_names.size() ? activation_.variable_names[index] : node.name;
  support->left = value.support();
  if (value.is_decided()) support->left = Settle(support->left);
  return value.WithSupport(support);
}

Value Interpreter::EvalCall(const Node& node) {
  switch (node.op) {
    case Op::kAnd:
      return EvalLogic(node, Truth::kFalse);
    case Op::kOr:
      return EvalLogic(node, Truth::kTrue);
    case Op::kConditional:
      return EvalConditional(node);
    case Op::kRecorded:
      return EvalRecorded(node);
    case Op::kComplete:
      return EvalComplete(node);
    default:
      break;
  }
  std::vector<Value> operands;
  operands.reserve(node.children.size());
  for (const auto& child : node.children) {
    Value operand = Deliver(Eval(*child));
    if (operand.is_error()) return operand;
    if (tracks() && operand.Is(ValueKind::kList)) operand = operand.WithSupport(ExtentOf(operand));
    operands.push_back(operand);
  }
  return Resting(Apply(node, operands), operands);
}

Value Interpreter::EvalListLiteral(const Node& node) {
  std::vector<ListItem> items;
  items.reserve(node.children.size());
  for (const auto& child : node.children) {
    Value element = Eval(*child);
    if (element.is_error()) return element;
    items.push_back({element});
  }
  return MakeList(items, false, nullptr);
}

Value Interpreter::EvalMapLiteral(const Node& node) {
  std::vector<MapEntry> entries;
  const Support* support = nullptr;
  bool has_unknown_key = false;
  for (size_t i = 0; i + 1 < node.children.size(); i += 2) {
    MapEntry entry = {Deliver(Eval(node.child(i))), Deliver(Eval(node.child(i + 1)))};
    if (entry.key.is_error()) return entry.key;
    if (entry.value.is_error()) return entry.value;
    support = Both(support, Both(entry.key.support(), entry.value.support()));
    if (entry.key.is_decided() && !IsKey(entry.key)) return NoOverload();
    if (entry.key.is_decided()) entries.push_back(entry);
    has_unknown_key |= !entry.key.is_decided();
  }
  // Whatever the keys that are not known turn out to be, two that are known are two.
  if (!SortEntries(entries)) {
    return Value::Error(ErrorCode::kNoSuchOverload, "a key occurs twice in a map");
  }
  if (has_unknown_key) return Value::Unknown(ValueKind::kMap).WithSupport(support);
  MapValue* map = New<MapValue>();
  map->entries = CopyAll(entries);
  return Value::Map(map).WithSupport(support);
}

}  // namespace risk::evaluation
