// Values of formulas for each row of a list, or for no row: made on demand after a run.
//
//   int incidents = builder.AddRows({list, {is_recent, label}});
//   …
//   RowResults rows;
//   plan->RunRows(incidents, run, rows);
//   for (int row = 0; row < rows.size(); ++row) if (rows.truth(row, 0) == Truth::kTrue) …
#ifndef RISK_EVALUATION_PLAN_ROW_RESULTS_H_
#define RISK_EVALUATION_PLAN_ROW_RESULTS_H_

#include <cstddef>
#include <memory>
#include <vector>

#include "risk/evaluation/input/slot.h"
#include "risk/evaluation/value/value.h"
#include "risk/expression/checker.h"

namespace risk::evaluation {

// What to tabulate.
struct RowFormulas {
  // A list of the record, all of it or filtered; null: there is one row, which is no element.
  std::shared_ptr<const expression::CheckedExpression> list;
  // Each checked with the element in slot 0.
  std::vector<std::shared_ptr<const expression::CheckedExpression>> formulas;
  // If one of the first `gates` formulas is false for a row, those behind it are not evaluated.
  size_t gates = 0;
};

// Where the values of a formula lie.
struct RowColumn {
  int place = -1;  // in a row of slots; -1: not compiled
  expression::Kind kind = expression::Kind::kDyn;
};

class RowResults {
 public:
  int size() const { return static_cast<int>(width_ == 0 ? 0 : slots_.size() / width_); }
  // Whether a row belongs to the list; never true of a row that is shown as possible.
  Truth belongs(int row) const { return TruthOf(slots_[row * width_]); }
  // Whether the formula has values here; the interpreter must be asked for those of another.
  bool has(int formula) const { return (*columns_)[formula].place >= 0; }
  // The value; an error behind a gate that is shut.
  Value value(int row, int formula) const;
  Truth truth(int row, int formula) const;

 private:
  friend class Plan;
  Slot At(int row, int formula) const {
    return slots_[row * width_ + static_cast<size_t>((*columns_)[formula].place)];
  }

  const std::vector<RowColumn>* columns_ = nullptr;
  size_t width_ = 0;
  std::vector<Slot> slots_;
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_PLAN_ROW_RESULTS_H_
