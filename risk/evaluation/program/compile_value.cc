// Values that are not conditions, and where they lie.
#include <cmath>

#include "risk/evaluation/program/compiler.h"
#include "risk/evaluation/program/slot_ranges.h"

namespace risk::evaluation {

using expression::Kind;
using expression::NodeKind;
using expression::Op;

std::optional<ValueType> ValueTypeOf(const expression::Type& type) {
  if (type.is_nullable()) return std::nullopt;
  switch (type.kind()) {
    case Kind::kBool:
      return ValueType::kTruth;
    case Kind::kInt:
    case Kind::kDate:
      return ValueType::kInt;
    case Kind::kDouble:
      return ValueType::kDouble;
    case Kind::kString:
      return ValueType::kText;
    default:
      return std::nullopt;
  }
}

bool Compiler::Value(const Node& node, ValueType type, Scope* scope) {
  const std::optional<ValueType> own = ValueTypeOf(node.type);
  if (!own.has_value()) return Fail("a value of another type");
  if (type == ValueType::kTruth) {
    const size_t index = Emit(Code::kFromTruth, 1);
    if (!Truth(node, scope)) return false;
    Finish(index);
    return true;
  }
  Operand operand;
  if (FindOperand(node, type, scope, &operand)) {
    const size_t index = Emit(Code::kSlot);
    at(index).frame = static_cast<uint8_t>(operand.frame);
    at(index).slot = operand.slot;
    return true;
  }
  if (type == ValueType::kDouble && own == ValueType::kInt && !node.type.Is(Kind::kDate)) {
    return Fail("a whole number beside a double");
  }
  if (own != type) return Fail("a value of another type than expected");
  return node.kind == NodeKind::kCall && ValueCall(node, type, scope);
}

bool Compiler::ValueCall(const Node& node, ValueType type, Scope* scope) {
  const bool is_double = type == ValueType::kDouble;
  const Kind first = node.child(0).type.kind();
  switch (node.op) {
    case Op::kConditional: {
      const size_t index = Emit(Code::kConditional, 3);
      at(index).k = static_cast<int64_t>(type);
      if (!Truth(node.child(0), scope) || !Value(node.child(1), type, scope) ||
          !Value(node.child(2), type, scope)) {
        return false;
      }
      Finish(index);
      return true;
    }
    case Op::kAdd:
      if (type == ValueType::kText) return Operation(Code::kConcat, node, type, scope);
      return Operation(is_double ? Code::kAddDouble : Code::kAdd, node, type, scope);
    case Op::kSubtract:
      return Operation(is_double ? Code::kSubtractDouble : Code::kSubtract, node, type, scope);
    case Op::kMultiply:
      return Operation(is_double ? Code::kMultiplyDouble : Code::kMultiply, node, type, scope);
    case Op::kDivide:
      return Operation(is_double ? Code::kDivideDouble : Code::kDivide, node, type, scope);
    case Op::kModulo:
      return Operation(Code::kModulo, node, type, scope);
    case Op::kNegate:
      return Operation(is_double ? Code::kNegateDouble : Code::kNegate, node, type, scope);
    case Op::kLeast:
      return Operation(is_double ? Code::kLeastDouble : Code::kLeast, node, type, scope);
    case Op::kGreatest:
      return Operation(is_double ? Code::kGreatestDouble : Code::kGreatest, node, type, scope);
    case Op::kToDouble:
      if (first == Kind::kDouble) return Value(node.child(0), type, scope);
      if (first != Kind::kInt) return Fail("double() of another type");
      return Operation(Code::kIntToDouble, node, ValueType::kInt, scope);
    case Op::kToInt:
      if (first == Kind::kDouble) return Operation(Code::kDoubleToInt, node, ValueType::kDouble, scope);
      if (first != Kind::kInt) return Fail("int() of another type");
      return Value(node.child(0), type, scope);
    case Op::kUpperAscii:
      return Operation(Code::kUpperAscii, node, type, scope);
    case Op::kLowerAscii:
      return Operation(Code::kLowerAscii, node, type, scope);
    case Op::kTrim:
      return Operation(Code::kTrim, node, type, scope);
    case Op::kIndexOf:
      return IndexOf(node, scope);
    case Op::kIndex:
      return ElementAt(node, type, scope);
    case Op::kLn:
      return Operation(Code::kLn, node, type, scope);
    case Op::kExp:
      return Operation(Code::kExp, node, type, scope);
    case Op::kRound: {
      const size_t index = Emit(Code::kRound, 2);
      if (!Value(node.child(0), ValueType::kDouble, scope) ||
          !Value(node.child(1), ValueType::kInt, scope)) {
        return false;
      }
      Finish(index);
      return true;
    }
    case Op::kDaysBetween:
      return Operation(Code::kDaysBetween, node, type, scope);
    case Op::kMonthsBetween:
      return Operation(Code::kMonthsBetween, node, type, scope);
    case Op::kYearsBetween:
      return Operation(Code::kYearsBetween, node, type, scope);
    case Op::kWorkingDaysBetween:
      return Operation(Code::kWorkingDaysBetween, node, type, scope);
    case Op::kAddDays:
      return Operation(Code::kAddDays, node, type, scope);
    case Op::kAddMonths:
      return Operation(Code::kAddMonths, node, type, scope);
    case Op::kAddYears:
      return Operation(Code::kAddYears, node, type, scope);
    case Op::kAddWorkingDays:
      return Operation(Code::kAddWorkingDays, node, type, scope);
    case Op::kLookup:
      return Lookup(node, scope);
    case Op::kSize:
      return Size(node, scope);
    case Op::kOccasions:
      return OccasionCount(node, scope);
    case Op::kEarliest:
      return Aggregate(Code::kEarliest, node, type, scope);
    case Op::kLatest:
      return Aggregate(Code::kLatest, node, type, scope);
    case Op::kJoin:
      return Join(node, scope);
    case Op::kSum:
      return Aggregate(is_double ? Code::kSumDouble : Code::kSum, node, type, scope);
    default:
      return Fail(expression::OpName(node.op));
  }
}

// `type` is that of the operands.
bool Compiler::Operation(Code code, const Node& node, ValueType type, Scope* scope) {
  if (node.children.size() > UINT16_MAX) return Fail("too many operands");
  const size_t index = Emit(code, static_cast<int>(node.children.size()));
  for (const auto& child : node.children) {
    if (ValueTypeOf(child->type) != type) return Fail("operands of different types");
    if (!Value(*child, type, scope)) return false;
  }
  Finish(index);
  return true;
}

bool Compiler::Lookup(const Node& node, Scope* scope) {
  if (node.variable < 0 || static_cast<size_t>(node.variable) >= program_.tables.size() ||
      !program_.tables[node.variable].is_set) {
    return Fail("a table without content");
  }
  const bool is_int = node.child(0).type.Is(Kind::kInt);
  const size_t index = Emit(is_int ? Code::kLookupInt : Code::kLookup, 1);
  at(index).other = node.variable;
  if (!Value(node.child(0), is_int ? ValueType::kInt : ValueType::kText, scope)) return false;
  Finish(index);
  return true;
}

bool Compiler::IndexOf(const Node& node, Scope* scope) {
  const size_t index = Emit(Code::kIndexOf, static_cast<int>(node.children.size()));
  for (size_t i = 0; i < node.children.size(); ++i) {
    if (!Value(node.child(i), i < 2 ? ValueType::kText : ValueType::kInt, scope)) return false;
  }
  Finish(index);
  return true;
}

// Where a value lies already, if it does.
bool Compiler::FindOperand(const Node& node, ValueType type, Scope* scope, Operand* operand) {
  if (node.kind == NodeKind::kConstant) {
    *operand = {kGlobalFrame, -1};
    return ConstantSlot(node, type, &operand->slot);
  }
  if (ValueTypeOf(node.type) != type) return Fail("a value of another type than expected");
  if (node.kind == NodeKind::kVariable) {
    const size_t variable = static_cast<size_t>(node.variable);
    if (node.variable < 0 || variable >= definitions_.size()) return Fail("an undefined variable");
    const Definition& definition = definitions_[variable];
    if (definition.slot < 0 || definition.type != node.type.kind()) {
      return Fail("a variable without a slot");
    }
    *operand = {kGlobalFrame, definition.slot};
    return true;
  }
  if (node.kind == NodeKind::kBound) {
    const Bound& bound = scope->bound[node.slot];
    if (bound.node >= 0 || bound.frame < 0) return Fail("a message as a value");
    *operand = {bound.frame, Layout::kElement};
    return true;
  }
  if (node.kind == NodeKind::kSelect && !node.is_test && node.field != nullptr) {
    Place place;
    if (!FindPlace(node.child(0), scope, &place)) return false;
    *operand = {place.frame, layout_.Value(place.node, node.field)};
    return operand->slot >= 0 || Fail("a field of another kind");
  }
  if (node.kind != NodeKind::kCall) return Fail("such a value");
  return Hoist(node, type, operand);
}

bool Compiler::ConstantSlot(const Node& node, ValueType type, int* slot) {
  evaluation::Slot value;
  if (const bool* b = std::get_if<bool>(&node.value)) {
    value = {*b, *b};
    if (type != ValueType::kTruth) return Fail("a constant of another type");
  } else if (const int64_t* n = std::get_if<int64_t>(&node.value)) {
    value = {*n, *n};
    if (type == ValueType::kDouble) {
      const double number = static_cast<double>(*n);
      if (std::abs(number) > 9007199254740992.0) return Fail("a large number beside a double");
      value = DoubleSlot(number, number);
    } else if (type != ValueType::kInt) {
      return Fail("a constant of another type");
    }
  } else if (const double* d = std::get_if<double>(&node.value)) {
    value = DoubleSlot(*d, *d);
    if (type != ValueType::kDouble) return Fail("a constant of another type");
  } else if (const auto* days = std::get_if<expression::Days>(&node.value)) {
    value = ToSlot(*days);
    if (type != ValueType::kInt) return Fail("a constant of another type");
  } else if (const std::string* text = std::get_if<std::string>(&node.value)) {
    value = TextSlot(*text);
    if (type != ValueType::kText) return Fail("a constant of another type");
  } else {
    return Fail("a constant of another type");
  }
  return ConstantSlot(value, slot);
}

bool Compiler::ConstantSlot(evaluation::Slot value, int* slot) {
  const auto [found, is_new] = constants_.try_emplace({value.lo, value.hi}, -1);
  if (is_new) {
    found->second = globals_.Add(value);
    constant_slots_.insert(found->second);
  }
  *slot = found->second;
  return true;
}

bool Compiler::DependsOnInputsOnly(const Node& node) const {
  switch (node.kind) {
    case NodeKind::kConstant:
      return true;
    case NodeKind::kVariable:
      return node.variable >= 0 && static_cast<size_t>(node.variable) < definitions_.size() &&
             definitions_[node.variable].kind == Definition::Kind::kInput;
    case NodeKind::kCall:
      for (const auto& child : node.children) {
        if (!DependsOnInputsOnly(*child)) return false;
      }
      return true;
    default:
      return false;
  }
}

// A call that depends on the date of assessment alone is computed once for that date.
bool Compiler::Hoist(const Node& node, ValueType type, Operand* operand) {
  if (type == ValueType::kTruth || code_ == &prologue_ || !DependsOnInputsOnly(node)) return false;
  const std::string text = expression::DebugString(node);
  const auto found = hoisted_by_text_.find(text);
  if (found != hoisted_by_text_.end()) {
    *operand = found->second;
    return true;
  }
  std::vector<Instruction>* const outer = code_;
  const size_t start = prologue_.size();
  code_ = &prologue_;
  const bool done = ValueCall(node, type, nullptr);
  code_ = outer;
  if (!done) {
    prologue_.resize(start);
    return false;
  }
  *operand = {kGlobalFrame, globals_.Add({})};
  hoisted_by_text_[text] = *operand;
  hoisted_.push_back({start, operand->slot});
  return true;
}

}  // namespace risk::evaluation
