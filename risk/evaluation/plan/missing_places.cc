#include "risk/evaluation/plan/missing_places.h"

#include <utility>

#include "risk/evaluation/plan/plan_rep.h"

namespace risk::evaluation {

MissingPlaces::MissingPlaces(const Plan& plan, const PlanRun& run, Caller caller)
    : plan_(*plan.rep_),
      caller_(std::move(caller)),
      tracer_(plan_.program, plan_.layout, run.state_->record, run.state_->globals.data(), *this,
              caller_.budget),
      of_step_(plan_.steps.size()),
      ways_of_step_(plan_.steps.size()) {}

const MissingPlaces::Numbers& MissingPlaces::OfStep(int step) {
  std::optional<Numbers>& kept = of_step_[static_cast<size_t>(step)];
  if (kept.has_value()) return *kept;
  const Step& of = plan_.steps[static_cast<size_t>(step)];
  if (of.kind != StepKind::kCompiled) return kept.emplace(caller_.of_total(step));
  Tracer tracer(tracer_);  // a step may be asked for within another
  return kept.emplace(tracer.Of(&plan_.program.code[of.start], of.type));
}

const MissingPlaces::Numbers& MissingPlaces::OfResult(int global) {
  static const Numbers& none = *new Numbers;
  const int step = plan_.step_of[static_cast<size_t>(global)];
  return step < 0 ? none : OfStep(step);
}

// The formula, with the row as the current one; null if it is not compiled.
const Instruction* MissingPlaces::EnterRow(int rows, int formula, int row) {
  const RowsStep& step = plan_.rows[static_cast<size_t>(rows)];
  const int place = step.columns[static_cast<size_t>(formula)].place;
  if (place < 0) return nullptr;
  const Instruction* i = &plan_.program.code[step.start];
  int skipped = place - 1;
  if (step.is_loop) {
    tracer_.Enter(plan_.program.lists[static_cast<size_t>(i->other)], i->frame, row);
    skipped += i->arity - static_cast<int>(step.types.size());  // the filters
    ++i;
  }
  for (; skipped > 0; --skipped) i += i->size;
  return i;
}

MissingPlaces::Numbers MissingPlaces::OfRow(int rows, int formula, int row) {
  const Instruction* const i = EnterRow(rows, formula, row);
  if (i == nullptr) return {};
  const RowsStep& step = plan_.rows[static_cast<size_t>(rows)];
  return tracer_.Of(i, step.types[static_cast<size_t>(step.columns[formula].place) - 1]);
}

std::shared_ptr<const Ways> MissingPlaces::WaysOfRow(int rows, int formula, int row) {
  const Instruction* const i = EnterRow(rows, formula, row);
  return i == nullptr ? nullptr : tracer_.WaysOf(i);
}

std::shared_ptr<const Ways> MissingPlaces::WaysOfStep(int step) {
  const Step& of = plan_.steps[static_cast<size_t>(step)];
  if (of.kind != StepKind::kCompiled || of.type != ValueType::kTruth) return nullptr;
  std::shared_ptr<const Ways>& kept = ways_of_step_[static_cast<size_t>(step)];
  if (kept != nullptr) return kept;
  Tracer tracer(tracer_);  // a step may be asked for within another
  return kept = tracer.WaysOf(&plan_.program.code[of.start]);
}

std::shared_ptr<const Ways> MissingPlaces::WaysOfResult(int global) {
  const int step = plan_.step_of[static_cast<size_t>(global)];
  return step < 0 ? nullptr : WaysOfStep(step);
}

MissingPlaces::Numbers MissingPlaces::OfImplication(int step, int element) {
  const ImplicationProgram& implication =
      plan_.program.implications[static_cast<size_t>(plan_.steps[static_cast<size_t>(step)].spec)];
  if (implication.list >= 0) {
    tracer_.Enter(plan_.program.lists[static_cast<size_t>(implication.list)], implication.frame, element);
  }
  return tracer_.OfTruth(&plan_.program.code[implication.when]);
}

}  // namespace risk::evaluation
