// Totals and bands from the results of earlier steps.
#ifndef RISK_EVALUATION_PLAN_INSTRUMENT_H_
#define RISK_EVALUATION_PLAN_INSTRUMENT_H_

#include <vector>

#include "risk/evaluation/plan/instrument_spec.h"
#include "risk/evaluation/value/interval.h"
#include "risk/evaluation/program/program.h"
#include "risk/evaluation/program/slot_ranges.h"
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
  Truth truth(int step) const {
    if (!Exists(step)) return Truth::kError;
    const ResultPlace& place = places_[static_cast<size_t>(step)];
    if (place.slot < 0 || place.type != ValueType::kTruth) return Truth::kError;
    return TruthOf(globals_[place.slot]);
  }
  // False for an error or another type.
  bool number(int step, DoubleRange* range) const {
    if (!Exists(step)) return false;
    const ResultPlace& place = places_[static_cast<size_t>(step)];
    if (place.slot < 0 || place.type == ValueType::kText) return false;
    const Slot slot = globals_[place.slot];
    if (IsError(slot)) return false;
    *range = place.type == ValueType::kDouble ? Doubles(slot) : AsTotal(Ints(slot));
    return true;
  }
  Slot global(int slot) const { return globals_[slot]; }

 private:
  bool Exists(int step) const { return static_cast<size_t>(step) < places_.size(); }

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
