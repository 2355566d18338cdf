// The arithmetic of instruments: what an item adds, and the total of items that may be undecided.
#ifndef RISK_EVALUATION_PLAN_TOTALS_H_
#define RISK_EVALUATION_PLAN_TOTALS_H_

#include "risk/evaluation/plan/instrument_spec.h"
#include "risk/evaluation/value/interval.h"
#include "risk/evaluation/value/truth.h"

namespace risk::evaluation {

// What an item with a polynomial adds.
DoubleRange PolynomialOf(const InstrumentItem& item, DoubleRange value);

// What an item adds if it counts. `points` are its weight; `value` is null for an item without one.
inline DoubleRange ContributionOf(const InstrumentItem& item, DoubleRange points,
                                  const DoubleRange* value) {
  if (value == nullptr) return points;
  return item.polynomial.empty() ? Multiply(*value, points) : PolynomialOf(item, *value);
}

// A total as it is given: see InstrumentSpec::scale.
DoubleRange Finished(const InstrumentSpec& spec, DoubleRange total);

// Adds up items in their order. The range contains every total that the undecided ones can give.
class TotalRange {
 public:
  TotalRange(Combine combine, double base) : combine_(combine), total_{base, base} {
    if (combine == Combine::kCount) total_ = {0, 0};
  }

  // Adds an item whose condition is `counts`, true or unknown. Returns false when later items do
  // not matter.
  bool Add(Truth counts, DoubleRange contribution) {
    const bool is_certain = counts == Truth::kTrue;
    if (combine_ == Combine::kHighest || combine_ == Combine::kLookup) {
      return AddToFirstOrHighest(is_certain, contribution);
    }
    if (combine_ == Combine::kCount) contribution = {1, 1};
    if (!is_certain) contribution = Hull(contribution, DoubleRange{0, 0});
    total_ = evaluation::Add(total_, contribution);
    return true;
  }
  DoubleRange Total() const;

 private:
  bool AddToFirstOrHighest(bool is_certain, DoubleRange contribution);

  const Combine combine_;
  DoubleRange total_;     // of kHighest and kLookup: the base
  DoubleRange possible_;  // contributions of all items that may count
  DoubleRange certain_;   // of those that do
  bool has_possible_ = false;
  bool has_certain_ = false;
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_PLAN_TOTALS_H_
