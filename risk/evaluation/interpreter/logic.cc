// Logic, and joining of alternatives.
#include <algorithm>

#include "risk/evaluation/interpreter/interpreter_impl.h"

namespace risk::evaluation {

using expression::Kind;
using expression::Node;
using expression::Type;

// Operands are evaluated in order until one decides. What the undecided ones rest on is remembered
// only as long as none decides.
Value Interpreter::EvalLogic(const Node& node, Truth absorbing) {
  Value error;
  bool has_error = false;
  bool has_unknown = false;
  const Support* undecided = nullptr;
  const Support* decided = nullptr;
  for (const auto& child : node.children) {
    Value operand = Deliver(Eval(*child));
    if (!operand.Is(ValueKind::kBool) && !operand.Is(ValueKind::kDyn) && !operand.is_error()) {
      operand = NoOverload();
    }
    if (trail_ != nullptr) trail_->emplace_back(child.get(), operand);
    if (operand.is_error()) {
      if (!has_error) error = operand;
      has_error = true;
    } else if (!operand.is_decided()) {
      has_unknown = true;
      undecided = Both(undecided, operand.support());
    } else if (operand.truth() == absorbing) {
      return operand;
    } else {
      decided = Both(decided, operand.support());
    }
  }
  if (has_unknown) return Value::Bool(Truth::kUnknown).WithSupport(undecided);
  if (has_error) return error;
  return Value::Bool(absorbing == Truth::kFalse).WithSupport(decided);
}

Value Interpreter::EvalConditional(const Node& node) {
  Value condition = Deliver(Eval(node.child(0)));
  if (condition.is_error()) return condition;
  if (!condition.Is(ValueKind::kBool) && !condition.Is(ValueKind::kDyn)) return NoOverload();
  if (condition.is_decided()) {
    Value chosen = Eval(node.child(condition.IsTrue() ? 1 : 2));
    return chosen.WithSupport(Both(condition.support(), chosen.support()));
  }
  Value a = Eval(node.child(1));
  Value b = Eval(node.child(2));
  // Whether the failing branch is taken is open, so nothing is claimed of the other one either.
  if (a.is_error() && b.is_error()) return a;
  if (a.is_error() || b.is_error()) {
    const Value& other = a.is_error() ? b : a;
    return UnknownOf(node.type).WithSupport(Both(condition.support(), other.support()));
  }
  return Resting(Join(a, b, node.type), {condition, a, b});
}

namespace {

bool IsSameText(const Value& a, const Value& b) {
  return a.is_decided() && b.is_decided() && a.text() == b.text();
}

}  // namespace

Value Interpreter::Join(const Value& a, const Value& b, const Type& type) {
  if (a.kind() != b.kind()) {
    if (a.Is(ValueKind::kMessage) || b.Is(ValueKind::kMessage)) {
      return Join(Deliver(a), Deliver(b), Type());
    }
    return Value();
  }
  switch (a.kind()) {
    case ValueKind::kNull:
      return a;
    case ValueKind::kBool:
      return a.truth() == b.truth() ? a : Value::Bool(Truth::kUnknown);
    case ValueKind::kInt:
      return Value::Int(Hull(a.int_range(), b.int_range()));
    case ValueKind::kUint:
      return Value::Uint(Hull(a.uint_range(), b.uint_range()));
    case ValueKind::kDouble: {
      DoubleRange x = a.double_range();
      DoubleRange y = b.double_range();
      bool has_nan = x.low != x.low || y.low != y.low;
      return Value::Double(has_nan ? kAnyDouble : Hull(x, y));
    }
    case ValueKind::kDate:
      return Value::Date(
          {std::min(a.days().first, b.days().first), std::max(a.days().last, b.days().last)});
    case ValueKind::kString:
    case ValueKind::kBytes:
      return IsSameText(a, b) ? a : Value::Unknown(a.kind());
    case ValueKind::kTimestamp:
    case ValueKind::kDuration:
      return Equal(a, b) == Truth::kTrue ? a : Value::Unknown(a.kind());
    case ValueKind::kList: {
      if (&a.list() == &b.list()) return a;
      // Either all elements of the one, or all of the other.
      std::vector<ListItem> items;
      for (const Value& list : {a, b}) {
        for (ListItem item : list.list().items) {
          item.is_certain = false;
          items.push_back(item);
        }
      }
      bool is_open = a.list().is_open || b.list().is_open;
      return MakeList(items, is_open, Both(a.list().extent, b.list().extent));
    }
    case ValueKind::kMessage:
      return &a.message() == &b.message() ? a : UnknownOf(Type::Message(a.message().type));
    default:
      return UnknownOf(type);
  }
}

Value Interpreter::UnknownOf(const Type& type) {
  switch (type.kind()) {
    case Kind::kBool:
    case Kind::kDate:
      return Value::Unknown(type.Is(Kind::kBool) ? ValueKind::kBool : ValueKind::kDate);
    case Kind::kInt:
      return type.is_nullable() ? Value() : Value::Unknown(ValueKind::kInt);
    case Kind::kUint:
      return type.is_nullable() ? Value() : Value::Unknown(ValueKind::kUint);
    case Kind::kDouble:
      return type.is_nullable() ? Value() : Value::Unknown(ValueKind::kDouble);
    case Kind::kString:
      return type.is_nullable() ? Value() : Value::Unknown(ValueKind::kString);
    case Kind::kBytes:
      return type.is_nullable() ? Value() : Value::Unknown(ValueKind::kBytes);
    case Kind::kTimestamp:
      return Value::Unknown(ValueKind::kTimestamp);
    case Kind::kDuration:
      return Value::Unknown(ValueKind::kDuration);
    case Kind::kList:
      return MakeList({}, true, nullptr);
    case Kind::kMessage: {
      MessageRef* message = NewRef(nullptr, type.message());
      message->is_anonymous = true;
      return Value::Message(message);
    }
    default:
      return Value();
  }
}

Value Interpreter::TooDeep() {
  return Value::Error(ErrorCode::kTooExpensive, "messages are nested too deeply");
}

Value Interpreter::NoOverload() {
  return Value::Error(ErrorCode::kNoSuchOverload, "operands of these kinds do not go together");
}

}  // namespace risk::evaluation
