// What the undecided results of a plan's run rest on: places of the record, by numbers that the
// caller gives them.
//
//   MissingPlaces missing(plan, run, places);
//   for (int number : missing.OfStep(recent)) …
//
// Valid until the next run with `run`, and while its record is there.
#ifndef RISK_EVALUATION_PLAN_MISSING_PLACES_H_
#define RISK_EVALUATION_PLAN_MISSING_PLACES_H_

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "risk/evaluation/plan/plan.h"
#include "risk/evaluation/program/tracer.h"

namespace risk::evaluation {

class MissingPlaces : private PlaceNumbers {
 public:
  using Numbers = std::vector<int>;
  struct Caller {
    std::function<int(const RecordPlace&)> number_of;
    // What an undecided step that is no expression rests on.
    std::function<const Numbers&(int step)> of_total;
    int64_t* budget = nullptr;  // see Tracer
  };
  // All must outlive this object.
  MissingPlaces(const Plan& plan, const PlanRun& run, Caller caller);

  // In the order of reading, each once; none of a decided result or an error.
  const Numbers& OfStep(int step);
  // Of a formula of an AddRows, for one row of its list.
  Numbers OfRow(int rows, int formula, int row);
  // Of the condition of an implication, for one element of its list.
  Numbers OfImplication(int step, int element);
  // How the undecided condition of a step or of a row could be ruled out; null if it is not compiled.
  std::shared_ptr<const Ways> WaysOfStep(int step);
  std::shared_ptr<const Ways> WaysOfRow(int rows, int formula, int row);

 private:
  int NumberOf(const RecordPlace& place) override { return caller_.number_of(place); }
  const Numbers& OfResult(int global) override;
  std::shared_ptr<const Ways> WaysOfResult(int global) override;
  const Instruction* EnterRow(int rows, int formula, int row);

  const Plan::Rep& plan_;
  const Caller caller_;
  Tracer tracer_;
  std::vector<std::optional<Numbers>> of_step_;
  std::vector<std::shared_ptr<const Ways>> ways_of_step_;  // those that were asked for
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_PLAN_MISSING_PLACES_H_
