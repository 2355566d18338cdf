#include "risk/evaluation/plan/fallback.h"

#include "risk/evaluation/program/slot_ranges.h"

namespace risk::evaluation {

using expression::Kind;

namespace {

class Value FromSlot(Slot slot, Kind kind) {
  if (IsError(slot))
    return Value::Error(ErrorCode::kNoValue, "a value that this needs is an error");
  switch (kind) {
    case Kind::kBool:
      return Value::Bool(TruthOf(slot));
    case Kind::kInt:
      return Value::Int(Ints(slot));
    case Kind::kDate:
      return Value::Date(DaysOf(slot));
    case Kind::kDouble:
      return Value::Double(Doubles(slot));
    case Kind::kString:
      return IsKnownText(slot) ? Value::String(Text(slot)) : Value::Unknown(ValueKind::kString);
    default:
      return Value();
  }
}

Slot FromValue(const class Value& value, ValueType type) {
  if (value.is_error()) return kErrorSlot;
  switch (type) {
    case ValueType::kTruth:
      return SlotOf(value.truth());
    case ValueType::kInt:
      if (value.Is(ValueKind::kInt)) return ToSlot(value.int_range());
      return value.Is(ValueKind::kDate) ? ToSlot(value.days()) : kUnknownInt;
    case ValueType::kDouble:
      return value.Is(ValueKind::kDouble) ? ToSlot(value.double_range()) : UnknownDouble();
    case ValueType::kText:
      return value.Is(ValueKind::kString) && value.is_decided() ? TextSlot(value.text())
                                                                : kUnknownText;
  }
  return kErrorSlot;
}

}  // namespace

void Fallback::Begin(const google::protobuf::Message* message, absl::string_view bytes) {
  record_ = message;
  bytes_ = bytes;
  evaluation_.Reset();
  is_lazy_value_set_.clear();
}

google::protobuf::Message* Fallback::MessageOf(const google::protobuf::Descriptor* type) {
  if (parsed_ == nullptr || parsed_->GetDescriptor() != type) {
    factory_.SetDelegateToGeneratedFactory(true);
    parsed_.reset(factory_.GetPrototype(type)->New());
  }
  parsed_->Clear();
  return parsed_.get();
}

Slot Fallback::Evaluate(const expression::CheckedExpression& expression, ValueType type,
                        const FallbackContext& context, const Slot* globals) {
  if (record_ == nullptr) {
    google::protobuf::Message* message = MessageOf(context.context);
    if (!message->ParsePartialFromArray(bytes_.data(), static_cast<int>(bytes_.size()))) {
      return kErrorSlot;
    }
    record_ = message;
  }
  return FromValue(Interpret(expression, context, globals), type);
}

class Value Fallback::Interpret(const expression::CheckedExpression& expression,
                                const FallbackContext& context, const Slot* globals) {
  variables_.resize(context.definitions.size());
  is_lazy_value_set_.resize(context.definitions.size());
  for (int variable : expression.variables()) {
    if (static_cast<size_t>(variable) >= variables_.size() || is_lazy_value_set_[variable])
      continue;
    const Definition& definition = context.definitions[variable];
    const class Value value = ValueOf(definition, context, globals);
    variables_[variable] = value;
    is_lazy_value_set_[variable] = definition.kind == Definition::Kind::kTree;
  }
  closed_.clear();
  for (const ClosedList& list : context.closures) {
    if (list.step < context.step && TruthOf(globals[list.slot]) == Truth::kTrue)
      closed_.push_back(list.path);
  }
  std::vector<const NumberTable*> tables;
  for (const TableRead& table : context.program.tables) {
    tables.push_back(table.is_set ? &table.numbers : nullptr);
  }
  Activation activation;
  activation.record = record_;
  activation.variables = variables_;
  activation.variable_names = context.variable_names;
  activation.closed_lists = closed_;
  activation.tables = tables;
  activation.calendar = context.program.calendar;
  return evaluation::Evaluate(expression, activation, evaluation_);
}

class Value Fallback::ValueOf(const Definition& definition, const FallbackContext& context,
                              const Slot* globals) {
  switch (definition.kind) {
    case Definition::Kind::kInput:
    case Definition::Kind::kResult:
      return FromSlot(globals[definition.slot], definition.type);
    case Definition::Kind::kTree:
      return Interpret(*definition.expression, context, globals);
    case Definition::Kind::kNone:
      break;
  }
  return Value::Error(ErrorCode::kNoValue, "a variable has no value");
}

}  // namespace risk::evaluation
