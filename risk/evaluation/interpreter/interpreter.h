// Evaluates a checked expression over a record.
//
//   Activation activation;
//   activation.record = &a_case;
//   activation.variables = values;            // by index in the Environment: assessed_on, fact.x,
//   … Evaluation evaluation; Value value = Evaluate(*expression, activation, evaluation);
//
// Missing (kUnknown): an absent field, an Answer without a value, an enum value that says nothing,
// a
//   partial Date and an open list give unknowns and ranges. For every way of completing the record
//   the result of the completed record, unless it is an error, lies in the range that is returned.
// Missing (kStandard): fields without a value have their default, as in any CEL implementation.
// Errors: as values, see ErrorCode. `&&`, `||`, exists and all absorb the error of an operand that
// another
//   operand makes irrelevant. An error beside something unknown is unknown where the unknown could
//   absorb it.
// Depends on its arguments only: no clock, locale, environment or file. Safe to call from many
// threads, each
//   with its own Evaluation.
// Cost: linear in the nodes and elements visited, at most EvaluationOptions::max_steps.
#ifndef RISK_EVALUATION_INTERPRETER_INTERPRETER_H_
#define RISK_EVALUATION_INTERPRETER_INTERPRETER_H_

#include <cstdint>
#include <string>

#include "absl/types/span.h"
#include "google/protobuf/message.h"
#include "risk/evaluation/value/calendar.h"
#include "risk/evaluation/interpreter/evaluation.h"
#include "risk/evaluation/value/lookup_table.h"
#include "risk/evaluation/value/value.h"
#include "risk/evaluation/value/view_spec.h"
#include "risk/expression/checker.h"
#include "risk/v1/provenance.pb.h"

namespace risk::evaluation {

class ImpliedAnswers;  // implied_answers.h

enum class MissingFields : uint8_t { kUnknown, kStandard };

// What an expression is evaluated over. Everything in it must outlive the values that come of it.
struct Activation {
  // Of the environment's context type; null if the expression reads no field.
  const google::protobuf::Message* record = nullptr;
  // Values of declared variables, by index in the Environment. One that is beyond the end is an
  // error.
  absl::Span<const Value> variables;
  // Their names, for explanations; may be shorter.
  absl::Span<const std::string> variable_names;
  // Values of the outermost bound variables, by slot: the element that a rule is made for.
  absl::Span<const Value> bound;
  // Lists that the edition closed for this record, as field paths from the record.
  absl::Span<const expression::FieldPath> closed_lists;
  // Answers that follow from others; null: none.
  const ImpliedAnswers* implied = nullptr;
  // By index in the Environment; null for a table without content.
  absl::Span<const LookupTable* const> tables;
  const Calendar* calendar = nullptr;
  MissingFields missing_fields = MissingFields::kUnknown;
  // Provenance of the record as a whole; its parts inherit it field by field.
  const v1::Provenance* provenance = nullptr;
};

Value Evaluate(const expression::CheckedExpression& expression, const Activation& activation,
               Evaluation& evaluation);

// One node of a checked tree; `slot_count` as in its expression.
Value EvaluateNode(const expression::Node& node, int slot_count, const Activation& activation,
                   Evaluation& evaluation);

// An element of a list of the record, or the record itself (list null), as a value to be bound:
// its path and its inherited provenance are known. `list` leads through singular messages to a
// repeated field of messages.
Value ElementOf(const google::protobuf::Message& record, const expression::FieldPath& list,
                int index, Evaluation& evaluation);

// The rows of a view as a list to be given to expressions as a variable. Their fields are evaluated
// when they are read, with the variables of the activation that reads them.
Value MakeView(const ViewSpec& view, const Activation& activation, Evaluation& evaluation);

// Evaluates the constant parts of an expression once, and replaces them. Returns the number
// replaced. Parts that end in an error stay as they are.
int FoldConstants(expression::CheckedExpression& expression);

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_INTERPRETER_INTERPRETER_H_
