// Equality, order, membership and indexing, three-valued.
#include <algorithm>
#include <cmath>
#include <optional>

#include "google/protobuf/message.h"
#include "risk/evaluation/interpreter/interpreter_impl.h"
#include "risk/expression/type.h"

namespace risk::evaluation {

using expression::Kind;
using expression::Node;
using expression::Op;
using expression::Type;

namespace {

// Holds every int64, uint64 and double exactly on the platforms supported.
using Exact = NumberRange<long double>;

std::optional<Exact> ExactRange(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kInt: {
      IntRange range = value.int_range();
      return Exact{static_cast<long double>(range.low), static_cast<long double>(range.high)};
    }
    case ValueKind::kUint: {
      UintRange range = value.uint_range();
      return Exact{static_cast<long double>(range.low), static_cast<long double>(range.high)};
    }
    case ValueKind::kDouble: {
      DoubleRange range = value.double_range();
      return Exact{range.low, range.high};
    }
    default:
      return std::nullopt;
  }
}

IntRange BoolRange(const Value& value) { return {value.IsTrue() ? 1 : 0, value.IsFalse() ? 0 : 1}; }

IntRange DayRange(const Value& value) { return {value.days().first, value.days().last}; }

template <typename Range>
Truth Compared(Op op, Range a, Range b) {
  switch (op) {
    case Op::kLt:
      return Less(a, b);
    case Op::kLe:
      return LessOrEqual(a, b);
    case Op::kGt:
      return Less(b, a);
    case Op::kGe:
      return LessOrEqual(b, a);
    default:
      return Equal(a, b);
  }
}

// The signs of a three-way comparison as numbers to compare with zero.
Truth ComparedSign(Op op, int sign) { return Compared(op, IntRange{sign, sign}, IntRange{0, 0}); }

int Sign(absl::Duration difference) {
  return difference < absl::ZeroDuration() ? -1 : difference > absl::ZeroDuration() ? 1 : 0;
}

Value ListIndexError() {
  return Value::Error(ErrorCode::kIndexOutOfRange, "an index is beyond the end of its list");
}

}  // namespace

Value Interpreter::Compare(Op op, const Value& a, const Value& b) {
  if (op != Op::kEq && op != Op::kNe) return Order(op, a, b);
  Truth equal = Equal(a, b);
  Value result = Value::Bool(op == Op::kEq ? equal : Not(equal));
  if (!tracks()) return result;
  const Support* support = Both(PartsOf(a), PartsOf(b));
  return result.WithSupport(result.is_decided() ? Settle(support) : support);
}

// What the elements of a list, or a message as a whole, rest on.
const Support* Interpreter::PartsOf(const Value& value) {
  if (value.Is(ValueKind::kMessage)) return Reading(&value.message(), nullptr, -1, true);
  const Support* support = nullptr;
  if (!value.Is(ValueKind::kList)) return support;
  for (const ListItem& item : value.list().items) {
    support = Both(support, Deliver(item.value).support());
  }
  return support;
}

Value Interpreter::Order(Op op, const Value& a, const Value& b) {
  std::optional<Exact> x = ExactRange(a);
  std::optional<Exact> y = ExactRange(b);
  if (x.has_value() && y.has_value()) return Value::Bool(Compared(op, *x, *y));
  if (a.Is(ValueKind::kDyn) || b.Is(ValueKind::kDyn)) return Value::Bool(Truth::kUnknown);
  if (a.kind() != b.kind()) return NoOverload();
  if (a.Is(ValueKind::kBool)) return Value::Bool(Compared(op, BoolRange(a), BoolRange(b)));
  if (a.Is(ValueKind::kDate)) return Value::Bool(Compared(op, DayRange(a), DayRange(b)));
  bool is_text = a.Is(ValueKind::kString) || a.Is(ValueKind::kBytes);
  bool is_time = a.Is(ValueKind::kTimestamp) || a.Is(ValueKind::kDuration);
  if (!is_text && !is_time) return NoOverload();
  if (!a.is_decided() || !b.is_decided()) return Value::Bool(Truth::kUnknown);
  // Bytes of UTF-8 are in the order of code points.
  int sign = is_text ? a.text().compare(b.text()) : Sign(a.duration() - b.duration());
  return Value::Bool(ComparedSign(op, sign));
}

Truth Interpreter::Equal(const Value& first, const Value& second) {
  if (!Step()) return Truth::kUnknown;
  Value a = Deliver(first);
  Value b = Deliver(second);
  if (a.is_error() || b.is_error()) return Truth::kUnknown;
  std::optional<Exact> x = ExactRange(a);
  std::optional<Exact> y = ExactRange(b);
  if (x.has_value() && y.has_value()) return Compared(Op::kEq, *x, *y);
  if (a.Is(ValueKind::kDyn) || b.Is(ValueKind::kDyn)) return Truth::kUnknown;
  if (a.kind() != b.kind()) return Truth::kFalse;
  switch (a.kind()) {
    case ValueKind::kNull:
      return Truth::kTrue;
    case ValueKind::kBool:
      return Compared(Op::kEq, BoolRange(a), BoolRange(b));
    case ValueKind::kDate:
      return Compared(Op::kEq, DayRange(a), DayRange(b));
    case ValueKind::kList:
      return EqualLists(a.list(), b.list());
    default:
      break;
  }
  if (!a.is_decided() || !b.is_decided()) return Truth::kUnknown;
  switch (a.kind()) {
    case ValueKind::kMap:
      return EqualMaps(a.map(), b.map());
    case ValueKind::kMessage:
      return EqualMessages(a.message(), b.message());
    case ValueKind::kTimestamp:
    case ValueKind::kDuration:
      return a.duration() == b.duration() ? Truth::kTrue : Truth::kFalse;
    default:
      return a.text() == b.text() ? Truth::kTrue : Truth::kFalse;
  }
}

Truth Interpreter::EqualLists(const ListValue& a, const ListValue& b) {
  Truth sizes =
      evaluation::Equal(Size(Value::List(&a)).int_range(), Size(Value::List(&b)).int_range());
  if (sizes != Truth::kTrue) return sizes;
  // Closed, decided and of the same length.
  Truth all = Truth::kTrue;
  for (size_t i = 0; i < a.items.size(); ++i) {
    Truth equal = Equal(a.items[i].value, b.items[i].value);
    if (equal == Truth::kFalse) return equal;
    if (equal == Truth::kUnknown) all = equal;
  }
  return all;
}

Truth Interpreter::EqualMaps(const MapValue& a, const MapValue& b) {
  if (a.entries.size() != b.entries.size()) return Truth::kFalse;
  Truth all = Truth::kTrue;
  for (const MapEntry& entry : a.entries) {
    const MapEntry* other = FindEntry(b, entry.key);
    if (other == nullptr) return Truth::kFalse;
    const Truth equal = Equal(entry.value, other->value);
    if (equal == Truth::kFalse) return equal;
    if (equal == Truth::kUnknown) all = equal;
  }
  return all;
}

Truth Interpreter::EqualMessages(const MessageRef& a, const MessageRef& b) {
  if (a.type != b.type) return Truth::kFalse;
  if (nesting_ >= kDeepest) {
    Spend(static_cast<size_t>(evaluation().options().max_steps));
    return Truth::kUnknown;
  }
  ++nesting_;
  Truth equal = EqualFields(a, b);
  --nesting_;
  return equal;
}

Truth Interpreter::EqualFields(const MessageRef& a, const MessageRef& b) {
  const auto& first = *a.message->GetReflection();
  const auto& second = *b.message->GetReflection();
  Truth all = Truth::kTrue;
  for (int i = 0; i < a.type->field_count(); ++i) {
    const Field& field = *a.type->field(i);
    if (!field.is_repeated()) {
      bool has_a = first.HasField(*a.message, &field);
      bool has_b = second.HasField(*b.message, &field);
      if (!has_a || !has_b) {
        if (is_standard() && has_a != has_b) return Truth::kFalse;
        if (!is_standard()) all = Truth::kUnknown;
        continue;
      }
    }
    Value x = ReadField(Value::Message(&a), field);
    Value y = ReadField(Value::Message(&b), field);
    // An Answer or a Date differs only where what it is read as does: what somebody says of themselves, and
    // the days of a month, leave open what the record will hold.
    Truth equal = Equal(x, y);
    const bool are_messages = x.Is(ValueKind::kMessage) && y.Is(ValueKind::kMessage);
    const bool is_value = are_messages && Type::OfMessage(x.message().type).kind() != Kind::kMessage;
    if (is_value && (is_standard() || equal == Truth::kTrue)) {
      equal = EqualMessages(x.message(), y.message());
    }
    if (equal == Truth::kFalse) return equal;
    if (equal == Truth::kUnknown) all = equal;
  }
  return all;
}

Value Interpreter::In(const Value& element, const Value& container) {
  if (container.Is(ValueKind::kMap) && container.is_decided()) {
    const MapValue& map = container.map();
    if (element.is_decided()) return Value::Bool(FindEntry(map, element) != nullptr);
    Truth found = Truth::kFalse;
    for (const MapEntry& entry : map.entries) {
      if (Equal(element, entry.key) != Truth::kFalse) found = Truth::kUnknown;
    }
    return Value::Bool(found);
  }
  if (!container.Is(ValueKind::kList)) {
    return container.is_decided() ? NoOverload() : Value::Bool(Truth::kUnknown);
  }
  const ListValue& list = container.list();
  Truth found = list.is_open ? Truth::kUnknown : Truth::kFalse;
  const Support* support = nullptr;
  for (const ListItem& item : list.items) {
    Value value = Deliver(item.value);
    Truth equal = Equal(element, value);
    if (equal == Truth::kTrue && item.is_certain) {
      return Value::Bool(true).WithSupport(Both(value.support(), item.membership));
    }
    if (equal != Truth::kFalse) found = Truth::kUnknown;
    support = Both(support, equal == Truth::kUnknown ? value.support() : Settled(value));
  }
  return Value::Bool(found).WithSupport(support);
}

Value Interpreter::Index(const Node& node, const Value& container, const Value& index) {
  if (container.Is(ValueKind::kList)) return IndexList(node, container.list(), index);
  if (!container.Is(ValueKind::kMap)) {
    return container.is_decided() ? NoOverload() : UnknownOf(node.type);
  }
  if (!container.is_decided() || !index.is_decided()) return UnknownOf(node.type);
  const MapEntry* entry = FindEntry(container.map(), index);
  if (entry != nullptr) return entry->value;
  return Value::Error(ErrorCode::kNoSuchKey, "a map has no such key");
}

Value Interpreter::IndexList(const Node& node, const ListValue& list, const Value& index) {
  IntRange range = index.int_range();
  if (index.Is(ValueKind::kUint)) {
    uint64_t number = index.uint_range().low;
    if (!index.is_decided()) return UnknownOf(node.type);
    range.low = range.high = number > INT64_MAX ? INT64_MAX : static_cast<int64_t>(number);
  } else if (index.Is(ValueKind::kDouble)) {
    double number = index.double_range().low;
    if (!index.is_decided()) return UnknownOf(node.type);
    if (number != std::floor(number) || std::fabs(number) > 1e15) return ListIndexError();
    range.low = range.high = static_cast<int64_t>(number);
  } else if (!index.Is(ValueKind::kInt)) {
    return index.is_decided() ? NoOverload() : UnknownOf(node.type);
  }
  int64_t most = static_cast<int64_t>(list.items.size());
  if (range.high < 0 || (range.low >= most && !list.is_open)) return ListIndexError();
  // In an open list anything may stand before what is recorded.
  if (list.is_open || !range.is_definite()) return UnknownOf(node.type);
  for (int64_t i = 0; i <= range.low; ++i) {
    if (!list.items[static_cast<size_t>(i)].is_certain) return UnknownOf(node.type);
  }
  const Value& value = list.items[static_cast<size_t>(range.low)].value;
  return node.type.Is(expression::Kind::kMessage) ? value : Deliver(value);
}

}  // namespace risk::evaluation
