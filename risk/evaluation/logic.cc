// Logic, joining of alternatives, memory and support of the walk.
#include <algorithm>
#include <cstring>

#include "risk/evaluation/walker.h"

namespace risk::evaluation {

using expression::Kind;
using expression::Node;
using expression::Type;

// Operands are evaluated in order until one decides. What the undecided ones rest on is remembered
// only as long as none decides.
Value Walker::EvalLogic(const Node& node, Truth absorbing) {
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

Value Walker::EvalConditional(const Node& node) {
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

Value Walker::Join(const Value& a, const Value& b, const Type& type) {
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

Value Walker::UnknownOf(const Type& type) {
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

absl::string_view Walker::Copy(absl::string_view text) {
  if (text.empty()) return "";
  char* copy = google::protobuf::Arena::CreateArray<char>(&evaluation_.arena(), text.size());
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

Value Walker::MakeList(const std::vector<ListItem>& items, bool is_open, const Support* extent) {
  ListValue* list = New<ListValue>();
  list->items = CopyAll(items);
  list->is_open = is_open;
  list->extent = extent;
  return Value::List(list);
}

MessageRef* Walker::NewRef(const google::protobuf::Message* message,
                           const google::protobuf::Descriptor* type) {
  MessageRef* ref = New<MessageRef>();
  ref->message = message;
  ref->type = type;
  return ref;
}

Value Walker::NoOverload() {
  return Value::Error(ErrorCode::kNoSuchOverload, "operands of these kinds do not go together");
}

const Support* Walker::Both(const Support* a, const Support* b) {
  if (a == nullptr || a == b) return b;
  if (b == nullptr) return a;
  Support* support = New<Support>();
  support->kind = Support::Kind::kUnion;
  support->left = a;
  support->right = b;
  return support;
}

const Support* Walker::Settle(const Support* support) {
  if (support == nullptr || support->kind == Support::Kind::kSettled) return support;
  if (support->kind == Support::Kind::kReading && !support->is_missing) return support;
  Support* settled = New<Support>();
  settled->kind = Support::Kind::kSettled;
  settled->left = support;
  return settled;
}

const Support* Walker::Settled(const Value& value) {
  // The elements of a decided list may be undecided.
  bool may_hold_unknown = value.Is(ValueKind::kList) || value.Is(ValueKind::kMap);
  return value.is_decided() && !may_hold_unknown ? value.support() : Settle(value.support());
}

const Support* Walker::ExtentOf(const Value& list) {
  const Support* support = Both(list.support(), list.list().extent);
  for (const ListItem& item : list.list().items) support = Both(support, item.membership);
  return support;
}

const Support* Walker::Reading(const MessageRef* owner, const Field* field, int index,
                               bool is_missing) {
  if (!tracks() || owner->is_anonymous) return nullptr;
  Support* support = New<Support>();
  support->kind = Support::Kind::kReading;
  support->owner = owner;
  support->field = field;
  support->index = index;
  support->is_missing = is_missing;
  return support;
}

const Support* Walker::OpenList(const MessageRef* owner, const Field* list) {
  if (!tracks() || owner->is_anonymous) return nullptr;
  Support* support = New<Support>();
  support->kind = Support::Kind::kOpenList;
  support->owner = owner;
  support->field = list;
  return support;
}

const Support* Walker::Element(const Value& element) {
  if (!tracks() || !element.Is(ValueKind::kMessage)) return nullptr;
  const MessageRef& message = element.message();
  if (message.is_anonymous || message.field == nullptr) return nullptr;
  Support* support = New<Support>();
  support->kind = Support::Kind::kElement;
  support->owner = &message;
  return support;
}

Value Walker::Resting(const Value& result, absl::Span<const Value> operands) {
  if (!tracks() || result.is_error()) return result;
  const Support* support = result.support();
  for (const Value& operand : operands) {
    support = Both(support, result.is_decided() ? Settled(operand) : operand.support());
  }
  return result.WithSupport(support);
}

}  // namespace risk::evaluation
