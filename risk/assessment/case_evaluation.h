// One case under one edition: results of the compiled plan, and the interpreter where more is asked
// for than a plan gives (texts, elements of lists, what is missing, why).
//
// Variables that a formula reads are evaluated when first needed, and kept. Not thread-safe; make
// one for each case.
#ifndef RISK_ASSESSMENT_CASE_EVALUATION_H_
#define RISK_ASSESSMENT_CASE_EVALUATION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/edition/edition.h"
#include "risk/evaluation/interpreter/evaluation.h"
#include "risk/evaluation/interpreter/implied_answers.h"
#include "risk/evaluation/interpreter/interpreter.h"
#include "risk/evaluation/plan/plan.h"
#include "risk/evaluation/value/value.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"

namespace risk::assessment {

// What evaluation reads of an edition besides its formulas: by index in its environment.
struct EvaluationTables {
  explicit EvaluationTables(const Edition& edition);

  std::vector<std::string> variable_names;
  std::vector<const evaluation::NumberTable*> tables;
};

class CaseEvaluation {
 public:
  // All must outlive this object. `results` holds a run of the edition's plan over `record`.
  struct Input {
    const Edition* edition = nullptr;
    const EvaluationTables* tables = nullptr;
    const v1::Case* record = nullptr;
    const evaluation::PlanRun* results = nullptr;
    int64_t assessed_on = 0;
    bool explains_decided = false;  // else only what is undecided can be explained
  };
  explicit CaseEvaluation(const Input& input);

  const Edition& edition() const { return *input_.edition; }
  const evaluation::PlanRun& results() const { return *input_.results; }
  const v1::Case& record() const { return *input_.record; }
  int64_t assessed_on() const { return input_.assessed_on; }

  // Of a bool formula. From the plan where it has a step, else interpreted for `element`, the value
  // of slot 0 (null: none). kTrue for an empty formula.
  evaluation::Truth TruthOf(const edition::Formula& formula,
                            const evaluation::Value* element = nullptr);
  evaluation::Value Evaluate(const edition::Formula& formula,
                             const evaluation::Value* element = nullptr);
  v1::Explanation Explain(const edition::Formula& formula,
                          const evaluation::Value* element = nullptr);
  // The same, reading only what is recorded and nothing that follows from it.
  v1::Explanation ExplainAsRecorded(const edition::Formula& formula,
                                    const evaluation::Value* element = nullptr);
  // Field paths that an undecided formula rests on, in order of reading, without duplicates;
  // through facts, factors and instruments.
  std::vector<std::string> Missing(const edition::Formula& formula,
                                   const evaluation::Value* element = nullptr);
  // The same for the total of an instrument.
  std::vector<std::string> MissingOfInstrument(const edition::Instrument& instrument);

  // Elements of a rule made for each. Values live as long as this object.
  int ElementCount(const expression::FieldPath& list) const;
  // With `is_explained` the element's readings are tracked.
  evaluation::Value Element(const expression::FieldPath& list, int index, bool is_explained);

 private:
  // Values of the declared variables, made by one evaluation.
  struct Variables {
    explicit Variables(bool tracks, size_t count);
    evaluation::Evaluation evaluation;
    bool tracks_support;
    std::vector<evaluation::Value> values;
    std::vector<char> is_ready;
  };

  evaluation::Value Interpret(const edition::Formula& formula, const evaluation::Value* element,
                              Variables& variables);
  evaluation::Activation ActivationFor(const evaluation::Value* element,
                                       const Variables& variables) const;
  void Prepare(const expression::CheckedExpression& expression, Variables& variables);
  void PrepareVariable(int variable, Variables& variables);
  evaluation::Value VariableValue(int variable, Variables& variables);
  const edition::Formula& FormulaOf(const edition::VariableSource& source) const;
  // The value of a step; false if a plan cannot hold values of this type.
  bool FromPlan(int step, const expression::Type& type, evaluation::Value* value) const;
  void AddExpanded(const std::vector<std::string>& pieces, std::vector<std::string>& into);

  const Input input_;
  std::vector<expression::FieldPath> closed_lists_;
  evaluation::ImpliedAnswers implied_;
  Variables plain_;
  Variables tracked_;
  std::vector<int> expanding_;  // instruments whose pieces are being listed
};

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_CASE_EVALUATION_H_
