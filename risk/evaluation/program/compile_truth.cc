// Conditions.
#include <memory>
#include <string>
#include <utility>

#include "risk/evaluation/program/compiler.h"
#include "risk/expression/pattern.h"
#include "risk/expression/type.h"
#include "risk/schema/field.h"
#include "risk/v1/answer.pb.h"

namespace risk::evaluation {

using expression::Kind;
using expression::NodeKind;
using expression::Op;
using google::protobuf::FieldDescriptor;

bool Compiler::Truth(const Node& node, Scope* scope) {
  if (IsTooLarge()) return false;
  if (!node.type.Is(Kind::kBool) || node.type.is_nullable())
    return Fail("a condition of another type");
  if (node.kind == NodeKind::kConstant) {
    const size_t index = Emit(Code::kTruth);
    at(index).k = static_cast<int64_t>(std::get<bool>(node.value) ? evaluation::Truth::kTrue
                                                                  : evaluation::Truth::kFalse);
    return true;
  }
  if (node.kind == NodeKind::kSelect && node.is_test) {
    return IsSet(node, Code::kIsSet, Code::kListIsSet, scope);
  }
  if (node.kind == NodeKind::kCall) return TruthCall(node, scope);
  if (node.kind == NodeKind::kQuantifier) return Quantifier(node, scope);
  Operand operand;
  if (!FindOperand(node, ValueType::kTruth, scope, &operand)) return false;
  int zero;
  if (!ConstantSlot(evaluation::Slot{0, 0}, &zero)) return false;
  return EmitLess({kGlobalFrame, zero}, operand, false);
}

bool Compiler::EmitLess(Operand left, Operand right, bool negate) {
  const size_t index = Emit(negate ? Code::kNotLessSlots : Code::kLessSlots);
  at(index).frame = static_cast<uint8_t>(left.frame);
  at(index).slot = left.slot;
  at(index).k = right.frame;
  at(index).other = right.slot;
  return true;
}

bool Compiler::Negation(const Node& node, Scope* scope) {
  const size_t index = code_->size();
  if (!Children(Code::kNot, node, scope)) return false;
  if (code_->size() != index + 2 || !IsAtom(at(index + 1).code)) return true;
  // The atom takes the negation into itself.
  at(index) = at(index + 1);
  at(index).code = static_cast<Code>(static_cast<int>(at(index).code) ^ 1);
  code_->pop_back();
  return true;
}

bool Compiler::TruthCall(const Node& node, Scope* scope) {
  switch (node.op) {
    case Op::kAnd:
      return Children(Code::kAnd, node, scope);
    case Op::kOr:
      return Children(Code::kOr, node, scope);
    case Op::kNot:
      return Negation(node, scope);
    case Op::kConditional:
      return Children(Code::kConditionalTruth, node, scope);
    case Op::kEq:
    case Op::kNe:
    case Op::kLt:
    case Op::kLe:
    case Op::kGt:
    case Op::kGe:
      return Comparison(node, scope);
    case Op::kIn:
      return Membership(node, scope);
    case Op::kKnown:
      return Known(node, scope);
    case Op::kCertainly: {
      // certainly(!x) decides x once, as certainly(x) does.
      const Node& of = node.child(0);
      const bool is_negated = of.kind == NodeKind::kCall && of.op == Op::kNot;
      return Certainly(is_negated ? of.child(0) : of, !is_negated, scope);
    }
    case Op::kContains:
    case Op::kStartsWith:
    case Op::kEndsWith:
      return TextTest(node, scope);
    case Op::kIsDigits: {
      const size_t index = Emit(Code::kIsDigits, 1);
      if (!Value(node.child(0), ValueType::kText, scope)) return false;
      Finish(index);
      return true;
    }
    case Op::kMatches:
      return Matches(node, scope);
    case Op::kRecorded:
      return IsSet(node.child(0), Code::kRecorded, Code::kListRecorded, scope);
    case Op::kComplete:
      return IsSet(node.child(0), Code::kTruth, Code::kListComplete, scope);
    default:
      return Fail(expression::OpName(node.op));
  }
}

bool Compiler::Children(Code code, const Node& node, Scope* scope) {
  if (node.children.size() > UINT16_MAX) return Fail("too many operands");
  const size_t index = Emit(code, static_cast<int>(node.children.size()));
  bool are_atoms = true;
  for (const auto& child : node.children) {
    const size_t first = code_->size();
    if (!Truth(*child, scope)) return false;
    are_atoms = are_atoms && IsAtom(at(first).code);
  }
  if (are_atoms && code == Code::kAnd) at(index).code = Code::kAndAtoms;
  if (are_atoms && code == Code::kOr) at(index).code = Code::kOrAtoms;
  Finish(index);
  return true;
}

// Whether x is decided and has the value.
bool Compiler::Certainly(const Node& node, bool value, Scope* scope) {
  const size_t index = Emit(value ? Code::kCertainlyTrue : Code::kCertainlyFalse, 1);
  if (!Truth(node, scope)) return false;
  Finish(index);
  return true;
}

bool Compiler::TextTest(const Node& node, Scope* scope) {
  const Code code = node.op == Op::kContains     ? Code::kContains
                    : node.op == Op::kStartsWith ? Code::kStartsWith
                                                 : Code::kEndsWith;
  const size_t index = Emit(code, 2);
  for (const auto& child : node.children) {
    if (!Value(*child, ValueType::kText, scope)) return false;
  }
  Finish(index);
  return true;
}

// text.matches(pattern), with a constant.
bool Compiler::Matches(const Node& node, Scope* scope) {
  std::shared_ptr<const expression::Pattern> pattern = node.pattern;
  if (pattern == nullptr) {
    const std::string* text = std::get_if<std::string>(&node.child(1).value);
    if (node.child(1).kind != NodeKind::kConstant || text == nullptr) {
      return Fail("matches() with a pattern that is no constant");
    }
    auto parsed = expression::Pattern::Parse(*text);
    if (!parsed.ok()) return Fail(parsed.status().message());
    pattern = *std::move(parsed);
  }
  const size_t index = Emit(Code::kMatches, 1);
  at(index).other = static_cast<int32_t>(program_.patterns.size());
  program_.patterns.push_back(std::move(pattern));
  if (!Value(node.child(0), ValueType::kText, scope)) return false;
  Finish(index);
  return true;
}

bool Compiler::Known(const Node& node, Scope* scope) {
  const std::optional<ValueType> type = ValueTypeOf(node.child(0).type);
  if (!type.has_value()) return Fail("known() of a list or message");
  const bool is_truth = *type == ValueType::kTruth;
  const size_t index = Emit(is_truth ? Code::kKnownTruth : Code::kKnownValue, 1);
  at(index).k = static_cast<int64_t>(*type);
  if (is_truth ? !Truth(node.child(0), scope) : !Value(node.child(0), *type, scope)) return false;
  Finish(index);
  return true;
}

// Comparisons. `a > b` is `b < a`.

namespace {

bool IsSwapped(Op op) { return op == Op::kGt || op == Op::kGe; }

struct Codes {
  Code less, less_or_equal, equal, not_equal;
};
constexpr Codes kOfInts = {Code::kLess, Code::kLessOrEqual, Code::kEqual, Code::kNotEqual};
constexpr Codes kOfDoubles = {Code::kLessDouble, Code::kLessOrEqualDouble, Code::kEqualDouble,
                              Code::kNotEqualDouble};

Code Choose(Op op, const Codes& codes) {
  switch (op) {
    case Op::kLt:
    case Op::kGt:
      return codes.less;
    case Op::kLe:
    case Op::kGe:
      return codes.less_or_equal;
    case Op::kEq:
      return codes.equal;
    default:
      return codes.not_equal;
  }
}

}  // namespace

bool Compiler::Comparison(const Node& node, Scope* scope) {
  const bool swap = IsSwapped(node.op);
  const Node& left = node.child(swap ? 1 : 0);
  const Node& right = node.child(swap ? 0 : 1);
  const std::optional<ValueType> a = ValueTypeOf(left.type), b = ValueTypeOf(right.type);
  if (!a.has_value() || !b.has_value()) return Fail("comparison of another type");
  const bool is_equality = node.op == Op::kEq || node.op == Op::kNe;
  if (*a == ValueType::kInt && *b == ValueType::kInt) {
    bool done = false;
    if (!CompareSlots(node, scope, &done)) return false;
    if (done) return true;
    const size_t index = Emit(Choose(node.op, kOfInts), 2);
    if (!Value(left, *a, scope) || !Value(right, *b, scope)) return false;
    Finish(index);
    return true;
  }
  const bool is_number = (*a == ValueType::kInt || *a == ValueType::kDouble) &&
                         (*b == ValueType::kInt || *b == ValueType::kDouble);
  if (is_number) {
    const size_t index = Emit(Choose(node.op, kOfDoubles), 2);
    if (!Value(left, ValueType::kDouble, scope)) return false;
    if (!Value(right, ValueType::kDouble, scope)) return false;
    Finish(index);
    return true;
  }
  if (*a != *b || !is_equality) return Fail("comparison of texts or of different types");
  const bool is_equal = node.op == Op::kEq;
  if (*a == ValueType::kTruth) {
    return Children(is_equal ? Code::kEqualTruth : Code::kNotEqualTruth, node, scope);
  }
  const size_t index = Emit(is_equal ? Code::kEqualText : Code::kNotEqualText, 2);
  if (!Value(left, *a, scope) || !Value(right, *b, scope)) return false;
  Finish(index);
  return true;
}

// One instruction when both sides lie in slots.
bool Compiler::CompareSlots(const Node& node, Scope* scope, bool* done) {
  Operand left, right;
  if (!FindOperand(node.child(0), ValueType::kInt, scope, &left) ||
      !FindOperand(node.child(1), ValueType::kInt, scope, &right)) {
    return true;
  }
  *done = true;
  switch (node.op) {
    case Op::kLt:
      return EmitLess(left, right, false);
    case Op::kGt:
      return EmitLess(right, left, false);
    case Op::kLe:
      return EmitLess(right, left, true);
    case Op::kGe:
      return EmitLess(left, right, true);
    default:
      break;
  }
  const bool is_negated = node.op == Op::kNe;
  if (IsConstant(left.slot) && left.frame == kGlobalFrame) std::swap(left, right);
  const size_t index = Emit(is_negated ? Code::kNotEqualSlots : Code::kEqualSlots);
  Instruction& instruction = at(index);
  instruction.frame = static_cast<uint8_t>(left.frame);
  instruction.slot = left.slot;
  instruction.other = right.slot;
  instruction.k = right.frame;
  if (right.frame != kGlobalFrame || !IsConstant(right.slot)) return true;
  const evaluation::Slot constant = globals_.initial[right.slot];
  if (constant.lo != constant.hi || constant.lo < 0 || constant.lo > 63) return true;
  instruction.code = is_negated ? Code::kNotInMask : Code::kInMask;
  instruction.k = static_cast<int64_t>(uint64_t{1} << constant.lo);
  return true;
}

// Membership in a literal list or in a list of the record.

bool Compiler::Membership(const Node& node, Scope* scope) {
  const Node& element = node.child(0);
  const Node& list = node.child(1);
  const std::optional<ValueType> type = ValueTypeOf(element.type);
  if (!type.has_value() || (*type != ValueType::kInt && *type != ValueType::kText)) {
    return Fail("in: element of another type");
  }
  const bool is_text = *type == ValueType::kText;
  if (list.kind == NodeKind::kList) {
    bool done = false;
    if (!MaskMembership(node, scope, &done)) return false;
    if (done) return true;
    if (list.children.size() + 1 > UINT16_MAX) return Fail("too many elements");
    const size_t index = Emit(is_text ? Code::kEqualAnyText : Code::kEqualAny,
                              static_cast<int>(list.children.size()) + 1);
    if (!Value(element, *type, scope)) return false;
    for (const auto& child : list.children) {
      if (ValueTypeOf(child->type) != type) return Fail("in: a list of other types");
      if (!Value(*child, *type, scope)) return false;
    }
    Finish(index);
    return true;
  }
  Rows rows;
  if (!FindRows(list, scope, &rows)) return false;
  if (!rows.filters.empty() || rows.transform != nullptr || rows.element.node >= 0 ||
      ValueTypeOf(list.type.element()) != type) {
    return Fail("in: such a list");
  }
  size_t index;
  if (!BeginLoop(is_text ? Code::kInRowsText : Code::kInRows, rows, 1, &index)) return false;
  --next_frame_;  // the element is computed outside the loop
  if (!Value(element, *type, scope)) return false;
  ++next_frame_;
  EndLoop(index, rows);
  return true;
}

// One instruction when the element lies in a slot and the list holds numbers from 0 to 63.
bool Compiler::MaskMembership(const Node& node, Scope* scope, bool* done) {
  uint64_t mask = 0;
  for (const auto& child : node.child(1).children) {
    if (child->kind != NodeKind::kConstant) return true;
    const int64_t* number = std::get_if<int64_t>(&child->value);
    if (number == nullptr || *number < 0 || *number > 63) return true;
    mask |= uint64_t{1} << *number;
  }
  Operand operand;
  if (!FindOperand(node.child(0), ValueType::kInt, scope, &operand)) return true;
  const size_t index = Emit(Code::kInMask);
  at(index).frame = static_cast<uint8_t>(operand.frame);
  at(index).slot = operand.slot;
  at(index).k = static_cast<int64_t>(mask);
  *done = true;
  return true;
}

// has(), recorded() and complete() of the field that `select` names.
bool Compiler::IsSet(const Node& select, Code single, Code list, Scope* scope) {
  if (select.kind != NodeKind::kSelect || select.field == nullptr) return Fail("has() of a map");
  if (select.field->is_repeated()) {
    Rows rows;
    Place place;
    if (!FindPlace(select.child(0), scope, &place)) return false;
    if (!FindList(place, select.field, &rows)) return false;
    const size_t index = Emit(list);
    at(index).other = rows.list;
    return true;
  }
  Place place;
  if (!FindPlace(select.child(0), scope, &place)) return false;
  if (single == Code::kRecorded && schema::IsAnswer(select.field->message_type())) {
    return AnswerRecorded(place, select.field);
  }
  if (!select.field->has_presence() || single == Code::kTruth) return Fail("has() of such a field");
  const int slot = single == Code::kRecorded ? layout_.Recorded(place.node, select.field)
                                             : layout_.Presence(place.node, select.field);
  if (slot < 0) return Fail("has() of such a field");
  // What kRecorded reads is true or false.
  const bool is_decided = layout_.absence() == Absence::kIsDefault;
  const size_t index = Emit(is_decided ? Code::kRecorded : single);
  at(index).frame = static_cast<uint8_t>(place.frame);
  at(index).slot = slot;
  return true;
}

// An Answer is recorded when it holds a value or a reason.
bool Compiler::AnswerRecorded(const Place& place, const FieldDescriptor* field) {
  const int answer = layout_.Message(place.node, field);
  if (answer < 0) return Fail("recorded() of such an answer");
  const auto* type = v1::Answer::descriptor();
  const size_t index = Emit(Code::kOr, 2);
  for (int number : {v1::Answer::kValueFieldNumber, v1::Answer::kMissingFieldNumber}) {
    const int slot = layout_.Recorded(answer, type->FindFieldByNumber(number));
    if (slot < 0) return Fail("recorded() of such an answer");
    const size_t part = Emit(Code::kRecorded);
    at(part).frame = static_cast<uint8_t>(place.frame);
    at(part).slot = slot;
  }
  Finish(index);
  return true;
}

}  // namespace risk::evaluation
