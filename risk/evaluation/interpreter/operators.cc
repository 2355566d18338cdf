// Operators and functions on evaluated operands: which topic an operation belongs to, and
// arithmetic.
#include <optional>

#include "absl/strings/str_cat.h"
#include "risk/evaluation/interpreter/conversion.h"
#include "risk/evaluation/interpreter/interpreter_impl.h"

namespace risk::evaluation {

using expression::Node;
using expression::Op;

namespace {

Value Overflow() { return Value::Error(ErrorCode::kOverflow, "a number is beyond its type"); }

template <typename Range>
std::optional<Range> Calculate(Op op, Range a, Range b) {
  switch (op) {
    case Op::kAdd:
      return Add(a, b);
    case Op::kSubtract:
      return Subtract(a, b);
    case Op::kMultiply:
      return Multiply(a, b);
    case Op::kDivide:
      return Divide(a, b);
    default:
      return Modulo(a, b);
  }
}

template <typename Range>
Value WholeResult(std::optional<Range> result, bool divides, Range divisor) {
  if (result.has_value()) {
    if constexpr (std::is_same_v<Range, IntRange>) return Value::Int(*result);
    if constexpr (std::is_same_v<Range, UintRange>) return Value::Uint(*result);
  }
  if (divides && divisor == Range{0, 0}) {
    return Value::Error(ErrorCode::kDivisionByZero, "division by zero");
  }
  return Overflow();
}

// Steps for the bytes and elements that an operation reads, or copies for a sum.
size_t WeightOf(Op op, absl::Span<const Value> operands) {
  size_t weight = 0;
  for (const Value& operand : operands) {
    bool is_text = operand.Is(ValueKind::kString) || operand.Is(ValueKind::kBytes);
    size_t bytes = is_text && operand.is_decided() ? operand.text().size() : 0;
    size_t elements = operand.Is(ValueKind::kList) ? operand.list().items.size() : 0;
    weight += op == Op::kAdd ? bytes / 4 + elements * 4 : bytes / 32 + elements / 4;
  }
  return weight;
}

}  // namespace

Value Interpreter::Apply(const Node& node, absl::Span<const Value> operands) {
  // Long texts and lists cost more than one step; without it doubling a text a few dozen times would take
  // all memory. Whatever is returned here, the result as a whole is kTooExpensive.
  if (!Spend(WeightOf(node.op, operands))) return NoOverload();
  switch (node.op) {
    case Op::kNot: {
      const Value& a = operands[0];
      if (!a.Is(ValueKind::kBool)) {
        return a.is_decided() ? NoOverload() : Value::Bool(Truth::kUnknown);
      }
      return a.is_decided() ? Value::Bool(a.IsFalse()) : a;
    }
    case Op::kEq:
    case Op::kNe:
    case Op::kLt:
    case Op::kLe:
    case Op::kGt:
    case Op::kGe:
      return Compare(node.op, operands[0], operands[1]);
    case Op::kIn:
      return In(operands[0], operands[1]);
    case Op::kAdd:
      return Add(operands[0], operands[1]);
    case Op::kSubtract:
    case Op::kMultiply:
    case Op::kDivide:
    case Op::kModulo:
      return Arithmetic(node.op, operands[0], operands[1]);
    case Op::kNegate:
      return NegateNumber(operands[0]);
    case Op::kIndex:
      return Index(node, operands[0], operands[1]);
    case Op::kSize:
      return Size(operands[0]);
    case Op::kEarliest:
    case Op::kLatest:
      return FirstOrLastDate(node.op, operands[0]);
    case Op::kSum:
      return Sum(operands[0], node.type);
    case Op::kLeast:
    case Op::kGreatest:
      return LeastOrGreatest(node.op, operands);
    case Op::kLn:
    case Op::kExp:
    case Op::kRound:
      return RealFunction(node.op, operands);
    case Op::kLookup:
      return Lookup(node, operands[0]);
    case Op::kOccasions:
      return Occasions(operands[0]);
    case Op::kKnown:
      return Value::Bool(operands[0].is_decided());
    case Op::kCertainly:
      return Value::Bool(operands[0].IsTrue());
    default:
      break;
  }
  if (node.op >= Op::kContains && node.op <= Op::kIsDigits) return TextFunction(node, operands);
  if (node.op >= Op::kToBool && node.op <= Op::kToDyn) return Convert(node.op, operands[0]);
  if (node.op >= Op::kGetFullYear && node.op <= Op::kGetMilliseconds) {
    return TimePart(node, operands[0]);
  }
  if (node.op == Op::kAddWorkingDays || node.op == Op::kWorkingDaysBetween) {
    return WorkingDayFunction(node.op, operands);
  }
  return DateFunction(node.op, operands);
}

Value Interpreter::Add(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return Arithmetic(Op::kAdd, a, b);
  switch (a.kind()) {
    case ValueKind::kString:
    case ValueKind::kBytes: {
      if (!a.is_decided() || !b.is_decided()) return Value::Unknown(a.kind());
      absl::string_view text = Copy(absl::StrCat(a.text(), b.text()));
      return a.Is(ValueKind::kBytes) ? Value::Bytes(text) : Value::String(text);
    }
    case ValueKind::kList: {
      const ListValue& first = a.list();
      const ListValue& second = b.list();
      std::vector<ListItem> items(first.items.begin(), first.items.end());
      items.insert(items.end(), second.items.begin(), second.items.end());
      ListValue* both = New<ListValue>();
      both->items = CopyAll(items);
      both->is_open = first.is_open || second.is_open;
      both->extent = Both(first.extent, second.extent);
      // Of what is not listed, something is known only if it could come from one of the two alone.
      if (first.is_open != second.is_open)
        both->unseen = first.is_open ? first.unseen : second.unseen;
      return Value::List(both);
    }
    default:
      return Arithmetic(Op::kAdd, a, b);
  }
}

Value Interpreter::Arithmetic(Op op, const Value& a, const Value& b) {
  if (a.Is(ValueKind::kDyn) || b.Is(ValueKind::kDyn)) return Value();
  bool divides = op == Op::kDivide || op == Op::kModulo;
  if (a.kind() == b.kind()) {
    switch (a.kind()) {
      case ValueKind::kInt:
        return WholeResult(Calculate(op, a.int_range(), b.int_range()), divides, b.int_range());
      case ValueKind::kUint:
        return WholeResult(Calculate(op, a.uint_range(), b.uint_range()), divides, b.uint_range());
      case ValueKind::kDouble: {
        DoubleRange x = a.double_range();
        DoubleRange y = b.double_range();
        if (op == Op::kAdd) return Value::Double(evaluation::Add(x, y));
        if (op == Op::kSubtract) return Value::Double(Subtract(x, y));
        if (op == Op::kMultiply) return Value::Double(Multiply(x, y));
        return op == Op::kDivide ? Value::Double(Divide(x, y)) : NoOverload();
      }
      default:
        break;
    }
  }
  return TimeArithmetic(op, a, b);
}

Value Interpreter::TimeArithmetic(Op op, const Value& a, const Value& b) {
  bool has_time = a.Is(ValueKind::kTimestamp) || b.Is(ValueKind::kTimestamp);
  auto is_time = [](const Value& value) {
    return value.Is(ValueKind::kTimestamp) || value.Is(ValueKind::kDuration);
  };
  if (!is_time(a) || !is_time(b) || (op != Op::kAdd && op != Op::kSubtract)) return NoOverload();
  bool two_times = a.Is(ValueKind::kTimestamp) && b.Is(ValueKind::kTimestamp);
  bool minus_time = op == Op::kSubtract && b.Is(ValueKind::kTimestamp);
  if ((two_times && op == Op::kAdd) || (minus_time && !two_times)) return NoOverload();
  bool gives_time = has_time && !two_times;
  ValueKind kind = gives_time ? ValueKind::kTimestamp : ValueKind::kDuration;
  if (!a.is_decided() || !b.is_decided()) return Value::Unknown(kind);
  // Both kinds are held as a time since the epoch.
  absl::Duration result =
      op == Op::kAdd ? a.duration() + b.duration() : a.duration() - b.duration();
  if (gives_time) {
    absl::Time time = absl::UnixEpoch() + result;
    return IsTimestampInRange(time) ? Value::Timestamp(time) : Overflow();
  }
  return IsDurationInRange(result) ? Value::Duration(result) : Overflow();
}

Value Interpreter::NegateNumber(const Value& a) {
  if (a.Is(ValueKind::kDyn)) return Value();
  if (a.Is(ValueKind::kDouble)) return Value::Double(Negate(a.double_range()));
  if (!a.Is(ValueKind::kInt)) return NoOverload();
  std::optional<IntRange> result = Negate(a.int_range());
  return result.has_value() ? Value::Int(*result) : Overflow();
}

Value Interpreter::RealFunction(Op op, absl::Span<const Value> operands) {
  if (operands[0].Is(ValueKind::kDyn)) return Value::Unknown(ValueKind::kDouble);
  if (!operands[0].Is(ValueKind::kDouble)) return NoOverload();
  const DoubleRange number = operands[0].double_range();
  if (op == Op::kExp) return Value::Double(Exp(number));
  std::optional<DoubleRange> result;
  if (op == Op::kLn) {
    result = Ln(number);
    if (!result.has_value()) {
      return Value::Error(ErrorCode::kBadConversion, "ln() of a number that is not above 0");
    }
  } else {
    if (!operands[1].Is(ValueKind::kInt)) return NoOverload();
    result = Round(number, operands[1].int_range());
    if (!result.has_value()) {
      return Value::Error(ErrorCode::kBadConversion, "round() to decimals that are not 0 to 15");
    }
  }
  return Value::Double(*result);
}

Value Interpreter::LeastOrGreatest(Op op, absl::Span<const Value> operands) {
  Value best = operands[0];
  for (const Value& value : operands.subspan(1)) {
    if (value.Is(ValueKind::kDyn) || best.Is(ValueKind::kDyn)) return Value();
    if (value.kind() != best.kind()) return NoOverload();
    bool is_least = op == Op::kLeast;
    if (value.Is(ValueKind::kInt)) {
      IntRange a = best.int_range();
      IntRange b = value.int_range();
      best = Value::Int(is_least ? Least(a, b) : Greatest(a, b));
    } else if (value.Is(ValueKind::kDouble)) {
      DoubleRange a = best.double_range();
      DoubleRange b = value.double_range();
      best = Value::Double(is_least ? Least(a, b) : Greatest(a, b));
    } else {
      return NoOverload();
    }
  }
  return best.WithSupport(nullptr);
}

}  // namespace risk::evaluation
