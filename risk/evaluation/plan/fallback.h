// Runs the steps of a plan that could not be compiled by the interpreter, over the same record.
#ifndef RISK_EVALUATION_PLAN_FALLBACK_H_
#define RISK_EVALUATION_PLAN_FALLBACK_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/dynamic_message.h"
#include "google/protobuf/message.h"
#include "risk/evaluation/program/compiler.h"
#include "risk/evaluation/interpreter/evaluation.h"
#include "risk/evaluation/interpreter/interpreter.h"
#include "risk/evaluation/program/program.h"
#include "risk/evaluation/value/value.h"

namespace risk::evaluation {

// A list that the edition closes when the global bool is true.
struct ClosedList {
  expression::FieldPath path;
  int slot = -1;
  int step = -1;  // that fills it
};

// The parts of a plan that the interpreter needs.
struct FallbackContext {
  const google::protobuf::Descriptor* context;
  const std::vector<Definition>& definitions;
  const std::vector<std::string>& variable_names;
  const std::vector<ClosedList>& closures;
  const Program& program;
  int step;  // that is run: closures of later steps do not count yet
};

class Fallback {
 public:
  // Starts over with a record: a parsed message, or if that is null its bytes, which are parsed
  // when they are first needed. Both must stay until the next Begin.
  void Begin(const google::protobuf::Message* message, absl::string_view bytes);

  // The expression's value as a slot of the given type. `globals` holds the results so far.
  Slot Evaluate(const expression::CheckedExpression& expression, ValueType type,
                const FallbackContext& context, const Slot* globals);

  // An empty message of the type, to be parsed into.
  google::protobuf::Message* MessageOf(const google::protobuf::Descriptor* type);

 private:
  class Value ValueOf(const Definition& definition, const FallbackContext& context,
                      const Slot* globals);
  class Value Interpret(const expression::CheckedExpression& expression,
                        const FallbackContext& context, const Slot* globals);

  Evaluation evaluation_;
  google::protobuf::DynamicMessageFactory factory_;
  std::unique_ptr<google::protobuf::Message> parsed_;
  const google::protobuf::Message* record_ = nullptr;
  absl::string_view bytes_;
  std::vector<class Value> variables_;
  std::vector<bool> is_lazy_value_set_;
  std::vector<expression::FieldPath> closed_;
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_PLAN_FALLBACK_H_
