// One case under one edition: results of the compiled plan, and the interpreter where more is asked
// for than a plan gives (what is missing, why).
//
// Each undecided formula is interpreted once, in memory that is freed before the next. Variables
// that a formula reads are evaluated when first needed, and kept. Not thread-safe; make one for
// each case.
#ifndef RISK_ASSESSMENT_CASE_EVALUATION_H_
#define RISK_ASSESSMENT_CASE_EVALUATION_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "risk/assessment/pieces.h"
#include "risk/edition/edition.h"
#include "risk/evaluation/interpreter/evaluation.h"
#include "risk/evaluation/interpreter/implied_answers.h"
#include "risk/evaluation/interpreter/interpreter.h"
#include "risk/evaluation/interpreter/made_rows.h"
#include "risk/evaluation/interpreter/reading.h"
#include "risk/evaluation/plan/missing_places.h"
#include "risk/evaluation/plan/plan.h"
#include "risk/evaluation/value/value.h"
#include "risk/results.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"

namespace risk::assessment {

// What evaluation reads of an edition besides its formulas: by index in its environment.
struct EvaluationTables {
  explicit EvaluationTables(const Edition& edition);

  std::vector<std::string> variable_names;
  std::vector<const evaluation::LookupTable*> tables;
};

// One element of the list that a rule is made for, or the rule itself if it is not made for each.
struct RuleRow {
  const edition::Each* each = nullptr;  // null: the rule itself
  const evaluation::RowResults* results = nullptr;
  int index = 0;
  int rows = -1;  // of Edition::plan(): what `results` come from
};

using evaluation::Ways;

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
  // Whether the case took more steps than one may: what was found is not all then.
  bool is_exhausted() const { return steps_left_ <= 0; }
  const v1::Case& record() const { return *input_.record; }
  int64_t assessed_on() const { return input_.assessed_on; }
  Pieces& pieces() { return pieces_; }

  // The rows of a rule. Valid until the next call. Errors: the lists take too many steps.
  absl::StatusOr<const evaluation::RowResults*> RunRows(int rows);

  // Of a bool formula, kTrue for an empty one; from the plan wherever that has it.
  evaluation::Truth TruthOf(const edition::Formula& formula, const RuleRow* row = nullptr);
  // Valid until the next call.
  evaluation::Value Evaluate(const edition::Formula& formula, const RuleRow* row = nullptr);
  // The rows of a view, and a field of one of them.
  std::vector<evaluation::MadeRow> RowsOf(const edition::View& view);
  evaluation::Value FieldOf(const evaluation::MadeRow& row,
                            const google::protobuf::FieldDescriptor& field);
  // Of a formula that was checked with the row in slot 0.
  evaluation::Value EvaluateOf(const edition::Formula& formula, const evaluation::MadeRow& row);
  // Fills everything but what is missing into `explanation`, and that too if it is undecided.
  void Explain(const edition::Formula& formula, const RuleRow* row, v1::Explanation& explanation);
  // Explanations that do not list everything that was read: it took more memory than one may.
  int cut_explanations() const { return cut_explanations_; }
  // The same, reading only what is recorded and nothing that follows from it.
  v1::Explanation ExplainAsRecorded(const edition::Formula& formula, const RuleRow* row);
  // What an undecided formula rests on, in order of reading, without duplicates; through facts,
  // factors and instruments.
  // Valid until the next call.
  const std::vector<int>& Missing(const edition::Formula& formula, const RuleRow* row = nullptr);
  // How an undecided condition could be ruled out: what its parts rest on.
  std::shared_ptr<const Ways> WaysToRuleOut(const edition::Formula& formula, const RuleRow* row);
  // What the condition of a part of an implication rests on, for one element of its list.
  std::vector<int> MissingOf(const edition::Implication::Part& part, int element);
  // The same for the total of an instrument.
  const std::vector<int>& MissingOfInstrument(const edition::Instrument& instrument);

 private:
  using Ids = std::vector<int>;
  // Values of the declared variables.
  struct Variables {
    Variables(bool tracks, bool tracks_decided, size_t count, int64_t* budget);
    evaluation::Evaluation evaluation;  // holds them
    evaluation::Evaluation scratch;     // see Fresh
    bool tracks_support;
    std::vector<evaluation::Value> values;
    std::vector<char> is_ready;
    evaluation::Support* nothing = nullptr;  // settled: of a value that rests on nothing to be shown
    bool is_cut = false;  // some value does not say all that it rests on
  };

  evaluation::MissingPlaces& Places();
  Variables& Plain();
  Variables& Tracked();
  evaluation::Value Interpret(const edition::Formula& formula, const RuleRow* row,
                              Variables& variables);
  // Binds the element to `bound`, for as long as the activation is used.
  evaluation::Activation ActivationFor(const RuleRow* row, Variables& variables,
                                       evaluation::Value* bound) const;
  // Memory for one formula: empty, unless something that is kept may lie in it.
  evaluation::Evaluation& Fresh(Variables& variables) const;
  evaluation::Value ElementOf(const RuleRow& row, Variables& variables) const;
  void Prepare(const expression::CheckedExpression& expression, Variables& variables);
  // The same, and the element that the row stands for.
  void Prepare(const expression::CheckedExpression& expression, const RuleRow* row,
               Variables& variables);
  void PrepareVariable(int variable, Variables& variables);
  void Shorten(Variables& variables, evaluation::Value& value);
  evaluation::Value VariableValue(int variable, Variables& variables);
  const edition::Formula& FormulaOf(const edition::VariableSource& source) const;
  // The value of a step or of a row; false if a plan cannot hold it.
  bool FromPlan(const edition::Formula& formula, const RuleRow* row,
                evaluation::Value* value) const;
  Ids Collect(const evaluation::Value& value);
  const Ids& MissingOfTotal(int step);
  static bool IsHeld(const edition::Formula& formula, const RuleRow* row);

  const Input input_;
  int64_t steps_left_ = kMostSteps;
  std::vector<expression::FieldPath> closed_lists_;
  evaluation::ImpliedAnswers implied_;
  evaluation::RowResults rows_;
  // Each made when first needed.
  std::optional<Variables> plain_;
  std::optional<Variables> tracked_;
  std::optional<Variables> recorded_;  // tracks decided values too, for ExplainAsRecorded
  Pieces pieces_;
  evaluation::Readings readings_;
  std::optional<evaluation::MissingPlaces> places_;  // made when first needed
  int cut_explanations_ = 0;
  Ids of_row_;  // what Missing returned last
  std::vector<std::unique_ptr<Ids>> of_instrument_;  // by index in the edition
  std::vector<const Ids*> of_variable_;              // of those that are ready and undecided
  std::vector<int> collected_;                       // by piece: the last collection that it is in
  int collection_ = 0;
};

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_CASE_EVALUATION_H_
