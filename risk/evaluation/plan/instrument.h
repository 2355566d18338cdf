// Totals and bands from the results of earlier steps.
#ifndef RISK_EVALUATION_PLAN_INSTRUMENT_H_
#define RISK_EVALUATION_PLAN_INSTRUMENT_H_

#include <vector>

#include "risk/evaluation/plan/instrument_spec.h"
#include "risk/evaluation/value/interval.h"
#include "risk/evaluation/program/program.h"
#include "risk/evaluation/input/slot.h"

namespace risk::evaluation {

// Where a step's result lies.
struct ResultPlace {
  int slot = -1;  // global; -1 if the result has no form as a slot
  ValueType type = ValueType::kTruth;
};

// The results of steps while a plan runs.
class StepResults {
 public:
  StepResults(const std::vector<ResultPlace>& places, const Slot* globals)
      : places_(places), globals_(globals) {}
  // kError for an error and for a step that does not exist.
  Truth truth(int step) const;
  // False for an error or another type.
  bool number(int step, DoubleRange* range) const;
  Slot global(int slot) const { return globals_[slot]; }

 private:
  const std::vector<ResultPlace>& places_;
  const Slot* globals_;
};

// An instrument of a plan, prepared.
class Instrument {
 public:
  // `places` are those of the steps before it.
  Instrument(InstrumentSpec spec, const std::vector<ResultPlace>& places);

  // The range of the total: contains every total that the undecided items can give. Each end is
  // computed like a total of decided items, item by item in order. An error of an item that counts
  // is an error.
  Slot Total(const StepResults& results) const;
  const InstrumentSpec& spec() const { return spec_; }

 private:
  // An item with fixed points, of a count or a sum. What it adds to the low and the high end by its
  // truth.
  struct FixedItem {
    int slot;
    double low[3];
    double high[3];
  };
  Slot FixedTotal(const StepResults& results) const;

  InstrumentSpec spec_;
  bool is_fixed_ = false;  // all items are in fixed_
  std::vector<FixedItem> fixed_;
};

// The range of band indices; -1 is below the first band.
Slot BandOf(const BandSpec& spec, const StepResults& results);

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_PLAN_INSTRUMENT_H_
