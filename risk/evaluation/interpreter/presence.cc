// What is on the record: has(), recorded() and complete().
#include "google/protobuf/message.h"
#include "risk/evaluation/interpreter/interpreter_impl.h"
#include "risk/expression/type.h"
#include "risk/schema/field.h"
#include "risk/v1/answer.pb.h"
#include "risk/v1/date.pb.h"

namespace risk::evaluation {

using expression::Node;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

Value Interpreter::EvalHas(const Node& node) {
  Value operand = Eval(node.child(0));
  if (operand.is_error()) return operand;
  if (operand.Is(ValueKind::kMap)) {
    if (!operand.is_decided()) return Value::Bool(Truth::kUnknown).WithSupport(operand.support());
    return Resting(In(Value::String(node.name), operand), {operand});
  }
  if (!operand.Is(ValueKind::kMessage)) {
    return operand.is_decided() ? NoOverload()
                                : Value::Bool(Truth::kUnknown).WithSupport(operand.support());
  }
  const MessageRef& ref = operand.message();
  const Field* field = node.field != nullptr ? node.field : ref.type->FindFieldByName(node.name);
  if (field == nullptr) return Value::Error(ErrorCode::kNoSuchField, "a message has no such field");
  bool is_set = false;
  if (ref.message != nullptr) {
    const Reflection& reflection = *ref.message->GetReflection();
    is_set = field->is_repeated() ? reflection.FieldSize(*ref.message, field) > 0
                                  : reflection.HasField(*ref.message, field);
  }
  const Support* because = Reading(&ref, field, -1, false);
  if (is_set) return Value::Bool(true).WithSupport(Both(operand.support(), because));
  bool is_known_absent = is_standard();
  if (!is_known_absent && field->is_repeated() && !field->is_map()) {
    is_known_absent = IsClosed(ref, *field, &because);
    if (!is_known_absent) because = OpenList(&ref, field);
  } else if (!is_known_absent) {
    because = Reading(&ref, field, -1, true);
  }
  Value result = Value::Bool(is_known_absent ? Truth::kFalse : Truth::kUnknown);
  return result.WithSupport(Both(operand.support(), because));
}

Value Interpreter::EvalRecorded(const Node& node) {
  const Node& select = node.child(0);
  Value holder = Eval(select.child(0));
  if (holder.is_error()) return holder;
  if (!holder.Is(ValueKind::kMessage) || select.field == nullptr) return NoOverload();
  const MessageRef& ref = holder.message();
  const Support* support = Settle(Both(holder.support(), Reading(&ref, select.field, -1, false)));
  Value no = Value::Bool(false).WithSupport(support);
  if (ref.message == nullptr) return no;
  const Reflection& reflection = *ref.message->GetReflection();
  const Field& field = *select.field;
  if (field.is_repeated()) {
    return Value::Bool(reflection.FieldSize(*ref.message, &field) > 0).WithSupport(support);
  }
  if (!reflection.HasField(*ref.message, &field)) return no;
  bool is_recorded = true;
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
    is_recorded = reflection.GetEnumValue(*ref.message, &field) != 0;
  } else if (schema::IsDate(field.message_type())) {
    const Message& date = reflection.GetMessage(*ref.message, &field);
    is_recorded = date.GetReflection()->HasField(
        date, field.message_type()->FindFieldByNumber(v1::Date::kYearFieldNumber));
  } else if (schema::IsAnswer(field.message_type())) {
    const Message& answer = reflection.GetMessage(*ref.message, &field);
    const Reflection& parts = *answer.GetReflection();
    is_recorded = false;
    for (int number : {v1::Answer::kValueFieldNumber, v1::Answer::kMissingFieldNumber}) {
      is_recorded |=
          parts.GetEnumValue(answer, field.message_type()->FindFieldByNumber(number)) != 0;
    }
  }
  return Value::Bool(is_recorded).WithSupport(support);
}

Value Interpreter::EvalComplete(const Node& node) {
  const Node& select = node.child(0);
  Value list = Eval(select);
  if (list.is_error()) return list;
  if (!list.Is(ValueKind::kList)) return NoOverload();
  return Value::Bool(!list.list().is_open)
      .WithSupport(Settle(Both(list.support(), list.list().extent)));
}

}  // namespace risk::evaluation
