// Totals over items that may be undecided, and the bands of a total: always as ranges.
//
//   InstrumentSpec spec;
//   spec.combine = Combine::kSum;
//   spec.items = {{.when = weapon, .points = 3}, {.when = young, .points = -1}};
//
// Items name earlier steps of a plan.
#ifndef RISK_EVALUATION_PLAN_INSTRUMENT_SPEC_H_
#define RISK_EVALUATION_PLAN_INSTRUMENT_SPEC_H_

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace risk::evaluation {

enum class Combine : uint8_t {
  kCount,     // number of items that are true
  kSum,       // base + sum of the items' contributions
  kHighest,   // highest contribution among items that are true; base if none is
  kLookup,    // contribution of the first item that is true; base if none is
  kLogistic,  // 1 / (1 + exp(-(base + sum of the contributions)))
};

// The contribution of an item is `points`; with `value`, value × points, or with `polynomial`
// p[0] × value + p[1] × value² + …. Without `when` the item always counts.
struct InstrumentItem {
  int when = -1;         // a step of type bool
  int value = -1;        // a step of a number type
  int points_from = -1;  // a step of a number type, instead of `points`
  double points = 1;
  std::vector<double> polynomial;
  bool is_whole = false;  // `value` is an int
};

struct InstrumentSpec {
  Combine combine = Combine::kSum;
  double base = 0;
  std::vector<InstrumentItem> items;
  // The total is multiplied, then rounded half up, then cut off.
  double scale = 1;
  int decimals = -1;  // -1: not rounded
  double at_most = std::numeric_limits<double>::infinity();
  int raised_by = -1;  // a step of a number type: the total is at least this
};

// Bands in ascending order of where they start. A total belongs to the last band that starts at it
// or below it.
struct BandStart {
  std::string id;
  double from = 0;
  int from_step = -1;  // a step of a number type, instead of `from`
};

struct BandSpec {
  int total = -1;  // the step of the instrument
  std::vector<BandStart> bands;
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_PLAN_INSTRUMENT_SPEC_H_
