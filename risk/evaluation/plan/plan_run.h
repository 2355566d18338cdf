// The memory of a plan's run and the results it leaves there.
//
//   PlanRun scratch;
//   plan->Run(bytes, assessed_on, scratch);
//   scratch.truth(step); scratch.range(step);
//
// One per thread; any number of plans may use it in turn.
#ifndef RISK_EVALUATION_PLAN_PLAN_RUN_H_
#define RISK_EVALUATION_PLAN_PLAN_RUN_H_

#include <cstdint>
#include <memory>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "risk/evaluation/value/implication_spec.h"
#include "risk/evaluation/value/value.h"
#include "risk/expression/type.h"

namespace risk::evaluation {

// Both ends included; an end without a limit is infinite. Dates are days since 1970-01-01.
struct Range {
  double low = 0;
  double high = 0;
};

class PlanRun {
 public:
  PlanRun();
  ~PlanRun();
  PlanRun(PlanRun&&) noexcept;
  PlanRun& operator=(PlanRun&&) noexcept;

  // Results of the last run, by step. Only meaningful after a run that returned ok.

  // Of any step: whether it ended in an error.
  bool is_error(int step) const;
  // How many steps ended in an error.
  int error_count() const;
  // Of a bool; kUnknown for a step of another type, unless it is an error.
  Truth truth(int step) const;
  // Of an int, a double, a date, an instrument or a band; everything for one of another type or an
  // error.
  Range range(int step) const;
  // Of an int or a date without rounding. An end without a limit is INT64_MIN or INT64_MAX.
  struct Whole {
    int64_t low, high;
  };
  Whole whole(int step) const;
  // The answers of the record that read otherwise than they are recorded, in order: to be added to
  // ImpliedAnswers. `index` is that of the element; -1: of the record itself.
  void VisitImplied(
      absl::FunctionRef<void(const ImplicationSpec& spec, int index)> visit) const;
  // Of a string: whether it is known, and the text. Valid until the next run and while the record
  // is.
  bool text(int step, absl::string_view* value) const;
  // Of any kind that a slot holds, as a value of that kind; false for others and for an error.
  bool value(int step, expression::Kind kind, Value* value) const;

 private:
  friend class MissingPlaces;
  friend class Plan;
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_PLAN_PLAN_RUN_H_
