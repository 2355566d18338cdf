// Why a result is what it is: the clause that decided it, the values it read, and what is missing.
//
//   EvaluationOptions options;
//   options.track_support = true;
//   Evaluation evaluation(options);
//   v1::Explanation why = Explain(*expression, activation, evaluation).explanation;
//   // outcome: TRUE  clause: "domestic_abuse.incidents.exists(i, i.strangulation)"
//   // reading { path: "domestic_abuse.incidents[2].strangulation" value: "yes" provenance {…} }
//
// The clause is the smallest part of the condition that settles it: of an `or` that holds, the
// operand that holds; of an `and` that fails, the operand that fails; all of it where every operand
// counts. Readings are those of that clause. An explanation goes through facts whose values were
// evaluated with the same Evaluation and names them in `via`; of other variables only the name is
// known.
#ifndef RISK_EVALUATION_INTERPRETER_EXPLANATION_H_
#define RISK_EVALUATION_INTERPRETER_EXPLANATION_H_

#include "risk/evaluation/interpreter/evaluation.h"
#include "risk/evaluation/interpreter/interpreter.h"
#include "risk/evaluation/value/value.h"
#include "risk/expression/checker.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/provenance.pb.h"

namespace risk::evaluation {

class Readings;  // reading.h

// As many readings as a person will look at.
constexpr int kMostReadings = 50;

struct Explained {
  v1::Explanation explanation;  // all but what is missing
  Value value;                  // of the expression
  Value clause;                 // of the clause; what it rests on is what is missing
};

// Evaluates and explains. Of an expression that is not a bool the outcome is TRUE if it is decided
// and UNKNOWN if not; an error gives OUTCOME_UNSPECIFIED and no clause. At most `max_readings`
// readings are listed. `evaluation` must track support. With `readings`, which must be of the same
// record, many explanations describe each place of it once.
Explained Explain(const expression::CheckedExpression& expression, const Activation& activation,
                  Evaluation& evaluation, int max_readings = kMostReadings, Readings* readings = nullptr);

// The provenance that counts for a message: its own, and where that says nothing that of the
// messages that hold it, field by field, and last `inherited` (may be null). A record whose
// provenance does not say when it became known is known from its date with option `known_from`.
v1::Provenance EffectiveProvenance(const MessageRef& message, const v1::Provenance* inherited);

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_INTERPRETER_EXPLANATION_H_
