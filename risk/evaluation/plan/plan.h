// Many named expressions over one record, compiled together and run in order.
//
//   PlanBuilder builder(env);                       // every expression was checked in `env`
//   builder.SetAssessedOn(env.FindVariable("assessed_on"));
//   int recent = builder.AddExpression(recent_violence, env.FindVariable("fact.recent_violence"));
//   int level = builder.AddInstrument(spec, env.FindVariable("instrument.level"));
//   std::unique_ptr<const Plan> plan = builder.Build();
//
//   PlanRun scratch;                                // one per thread, reused from record to record
//   if (plan->Run(case_bytes, assessed_on, scratch).ok()) {
//     if (scratch.truth(recent) == Truth::kTrue) …
//     Range total = scratch.range(level);
//   }
//
// A plan is immutable and may be shared between threads.
#ifndef RISK_EVALUATION_PLAN_PLAN_H_
#define RISK_EVALUATION_PLAN_PLAN_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "risk/evaluation/plan/instrument_spec.h"
#include "risk/evaluation/input/field_access.h"
#include "risk/evaluation/input/layout.h"
#include "risk/evaluation/plan/plan_run.h"
#include "risk/evaluation/plan/row_results.h"
#include "risk/evaluation/value/lookup_table.h"
#include "risk/evaluation/value/implication_spec.h"
#include "risk/evaluation/value/view_spec.h"
#include "risk/expression/checker.h"
#include "risk/expression/environment.h"

namespace risk::evaluation {

class Calendar;

// The value of a parameter from day `first` to day `last`, both included.
struct DatedValue {
  int64_t first = INT64_MIN;
  int64_t last = INT64_MAX;
  expression::Constant value;
};

class Plan {
 public:
  ~Plan();

  // Runs every step over one record in wire format. What is absent is unknown, unless the builder was
  // told otherwise.
  // Results are in `scratch` until the next run; texts among them may point into `record`.
  // `assessed_on` is the value of the variable named by SetAssessedOn, in days since 1970-01-01.
  // Errors: kInvalidArgument if the bytes are not a well-formed message, or nest too deeply;
  //   kResourceExhausted if its lists take too many steps. The error of
  //   one step is a result of that step, and of the steps that need it.
  // Cost: one pass over the bytes and one over the steps; no allocation once `scratch` has grown to
  //   the size of the records, unless a view joins rows.
  absl::Status Run(absl::string_view record, int64_t assessed_on, PlanRun& scratch) const;

  // The same over a parsed message of the environment's context type. Texts may point into
  // `record`.
  absl::Status Run(const google::protobuf::Message& record, int64_t assessed_on,
                   PlanRun& scratch) const;

  // The same over the record that this plan read last with `scratch`: for another date. The bytes
  // or the message must still be there. Errors: kFailedPrecondition if this plan did not read a
  // record with `scratch` last.
  absl::Status RunAgain(int64_t assessed_on, PlanRun& scratch) const;

  // Evaluates the formulas of an AddRows over the record that this plan ran over last with `run`.
  // Errors: kFailedPrecondition if there is none; kResourceExhausted if its lists take too many steps.
  absl::Status RunRows(int rows, const PlanRun& run, RowResults& results) const;

  int step_count() const;

 private:
  friend class MissingPlaces;
  friend class PlanBuilder;
  struct Rep;
  explicit Plan(std::unique_ptr<Rep> rep);
  std::unique_ptr<const Rep> rep_;
};

// Collects the steps. Each Add... returns the index of the step, counted from 0, under which its
// result is found, or -1 if it uses something that the compiler does not know: see reason(). A step may only read variables of the steps before it: an expression whose
// variable has no step, parameter or date behind it ends in an error when run.
class PlanBuilder {
 public:
  // `env` must outlive Build. Expressions must have been checked in it, or in one that differs only
  // by further declarations at the end.
  explicit PlanBuilder(const expression::Environment& env, Absence absence = Absence::kIsUnknown);
  ~PlanBuilder();

  // The variable that holds the date of assessment.
  void SetAssessedOn(int variable);
  // A variable whose value depends on the date of assessment alone. An error on a date without one.
  void AddParameter(int variable, std::vector<DatedValue> values);
  void SetTable(int table, LookupTable values);
  // Bank holidays for working-day arithmetic. Must outlive the plan.
  void SetCalendar(const Calendar* calendar);
  // Makes runs over parsed messages of the generated class faster: they are read in place.
  void SetFieldAccess(FieldAccessTable table);

  // An expression of any type; with `variable`, later steps read its value under that name.
  int AddExpression(std::shared_ptr<const expression::CheckedExpression> expression,
                    int variable = -1);
  // The rows of a view; later steps read them under the variable, a list of `spec.type`. The step is
  // a bool, or an error if some part of a row could not be computed: that part is then unknown.
  int AddView(std::shared_ptr<const ViewSpec> spec, int variable);
  // An answer reads otherwise for the steps that come later. The step is a bool: whether the record
  // contradicts it.
  int AddImplication(std::shared_ptr<const ImplicationSpec> spec);
  // Closes the list at `list` when `when` is true. Add it before all that read the list: for
  // expressions added earlier the list stays open.
  int AddClosure(const expression::FieldPath& list,
                 std::shared_ptr<const expression::CheckedExpression> when);
  // Combines earlier steps into a total. `variable` may be an int or a double.
  int AddInstrument(InstrumentSpec spec, int variable = -1);
  // The highest `total` among the rows of a list, both given as in RowFormulas; `base` without rows.
  // -1 if it cannot be compiled.
  int AddHighest(const RowFormulas& rows, double base, int variable = -1);
  // The band of a total. The result is the range of band indices, counted from 0; -1 is below the
  // first band. `variable` is a string: the band's id, or "" below the first.
  int AddBand(BandSpec spec, int variable = -1);

  // Formulas for each row of a list, for Plan::RunRows; they may read every variable added so far.
  // Returns a number of its own, counted from 0; -1 if the list cannot be compiled.
  int AddRows(const RowFormulas& rows);

  // What the compiler did not know, of the last step that could not be added, or of Build.
  const std::string& reason() const;

  // Null if a field of a view cannot be compiled.
  std::unique_ptr<const Plan> Build();

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_PLAN_PLAN_H_
