#include "risk/evaluation/plan/row_results.h"

#include "risk/evaluation/plan/plan_rep.h"
#include "risk/evaluation/plan/slot_value.h"

namespace risk::evaluation {

Value RowResults::value(int row, int formula) const {
  return ValueOf(At(row, formula), (*columns_)[formula].kind);
}

Truth RowResults::truth(int row, int formula) const {
  if ((*columns_)[formula].kind != expression::Kind::kBool) return Truth::kUnknown;
  return TruthOf(At(row, formula));
}

absl::Status Plan::RunRows(int rows, const PlanRun& run, RowResults& results) const {
  PlanRun::State& state = *run.state_;
  if (state.read_by != rep_->id || state.plan != rep_->id) {
    return absl::FailedPreconditionError("this plan has not run over a record");
  }
  const RowsStep& step = rep_->rows[rows];
  results.columns_ = &step.columns;
  results.width_ = step.types.size() + 1;
  results.slots_.clear();
  Machine machine(rep_->program, state.record, state.globals.data(), kMaxElements,
                  state.record.texts);
  const Instruction* const first = rep_->program.code.data() + step.start;
  if (step.is_loop) {
    machine.Tabulate(first, step.types, step.gates, &results.slots_);
  } else {
    results.slots_.push_back(SlotOf(Truth::kTrue));
    machine.Line(first, step.types, step.gates, &results.slots_);
  }
  if (machine.is_exhausted()) return TooManySteps();
  return absl::OkStatus();
}

}  // namespace risk::evaluation
