#include "risk/evaluation/plan/instrument.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "risk/evaluation/program/slot_ranges.h"

namespace risk::evaluation {
namespace {

constexpr DoubleRange kZero = {0, 0};

// The contribution of an item if it counts; nothing for an error.
std::optional<DoubleRange> ContributionOf(const InstrumentItem& item, const StepResults& results) {
  DoubleRange points = {item.points, item.points};
  if (item.points_from >= 0 && !results.number(item.points_from, &points)) return std::nullopt;
  if (item.value < 0) return points;
  DoubleRange value;
  if (!results.number(item.value, &value)) return std::nullopt;
  if (item.polynomial.empty()) return Multiply(value, points);
  DoubleRange sum = kZero, power = value;
  for (size_t k = 0; k < item.polynomial.size(); ++k) {
    if (k > 0) {
      power = Multiply(power, value);
      // An even power is never negative, which the product of ranges cannot see.
      if (k % 2 == 1) power.low = std::max(power.low, 0.0);
    }
    sum = Add(sum, Multiply({item.polynomial[k], item.polynomial[k]}, power));
  }
  return sum;
}

class Adder {
 public:
  explicit Adder(const InstrumentSpec& spec) : spec_(spec), total_{spec.base, spec.base} {
    if (spec.combine == Combine::kCount) total_ = kZero;
  }

  // Adds an item whose condition is `counts`. Returns false when later items do not matter.
  bool Add(Truth counts, DoubleRange contribution) {
    const bool is_certain = counts == Truth::kTrue;
    switch (spec_.combine) {
      case Combine::kCount:
        total_ = evaluation::Add(total_, DoubleRange{is_certain ? 1.0 : 0.0, 1.0});
        return true;
      case Combine::kSum:
      case Combine::kLogistic:
        if (!is_certain) contribution = Hull(contribution, kZero);
        total_ = evaluation::Add(total_, contribution);
        return true;
      case Combine::kHighest:
        possible_ = has_possible_ ? Hull(possible_, contribution) : contribution;
        has_possible_ = true;
        if (is_certain) certain_ = has_certain_ ? Greatest(certain_, contribution) : contribution;
        has_certain_ |= is_certain;
        return true;
      case Combine::kLookup:
        possible_ = has_possible_ ? Hull(possible_, contribution) : contribution;
        has_possible_ = true;
        has_certain_ = is_certain;
        return !is_certain;
    }
    return true;
  }

  DoubleRange Total() const {
    switch (spec_.combine) {
      case Combine::kCount:
      case Combine::kSum:
        return total_;
      case Combine::kLogistic:
        return {1 / (1 + std::exp(-total_.low)), 1 / (1 + std::exp(-total_.high))};
      case Combine::kHighest:
        if (!has_possible_) return total_;
        if (!has_certain_) return Hull(total_, possible_);
        return {certain_.low, std::max(certain_.high, possible_.high)};
      case Combine::kLookup:
        if (!has_possible_) return total_;
        return has_certain_ ? possible_ : Hull(total_, possible_);
    }
    return total_;
  }

 private:
  const InstrumentSpec& spec_;
  DoubleRange total_;     // of kHighest and kLookup: the base
  DoubleRange possible_;  // contributions of all items that may count
  DoubleRange certain_;   // of those that do
  bool has_possible_ = false;
  bool has_certain_ = false;
};

}  // namespace

Truth StepResults::truth(int step) const {
  if (step < 0 || static_cast<size_t>(step) >= places_.size()) return Truth::kError;
  const ResultPlace& place = places_[step];
  if (place.slot < 0 || place.type != ValueType::kTruth) return Truth::kError;
  return TruthOf(globals_[place.slot]);
}

bool StepResults::number(int step, DoubleRange* range) const {
  if (step < 0 || static_cast<size_t>(step) >= places_.size()) return false;
  const ResultPlace& place = places_[step];
  if (place.slot < 0 || place.type == ValueType::kText) return false;
  const Slot slot = globals_[place.slot];
  if (IsError(slot)) return false;
  *range = place.type == ValueType::kDouble ? Doubles(slot) : ToDouble(Ints(slot));
  return true;
}

Instrument::Instrument(InstrumentSpec spec, const std::vector<ResultPlace>& places)
    : spec_(std::move(spec)) {
  is_fixed_ = spec_.combine == Combine::kCount || spec_.combine == Combine::kSum;
  for (const InstrumentItem& item : spec_.items) {
    is_fixed_ = is_fixed_ && item.value < 0 && item.points_from < 0 && item.when >= 0 &&
                static_cast<size_t>(item.when) < places.size() &&
                places[item.when].type == ValueType::kTruth && std::isfinite(item.points);
    if (!is_fixed_) return;
    const double points = spec_.combine == Combine::kCount ? 1 : item.points;
    fixed_.push_back({places[item.when].slot,
                      {0, points, std::min(points, 0.0)},
                      {0, points, std::max(points, 0.0)}});
  }
}

Slot Instrument::Total(const StepResults& results) const {
  if (is_fixed_ && spec_.raised_by < 0) return FixedTotal(results);
  Adder adder(spec_);
  for (const InstrumentItem& item : spec_.items) {
    const Truth counts = item.when < 0 ? Truth::kTrue : results.truth(item.when);
    if (counts == Truth::kError) return kErrorSlot;
    if (counts == Truth::kFalse) continue;
    const std::optional<DoubleRange> contribution = ContributionOf(item, results);
    if (!contribution.has_value()) return kErrorSlot;
    if (!adder.Add(counts, *contribution)) break;
  }
  DoubleRange total = adder.Total();
  if (spec_.raised_by >= 0) {
    DoubleRange raised;
    if (!results.number(spec_.raised_by, &raised)) return kErrorSlot;
    total = Greatest(total, raised);
  }
  return ToSlot(total);
}

Slot Instrument::FixedTotal(const StepResults& results) const {
  const double base = spec_.combine == Combine::kCount ? 0 : spec_.base;
  DoubleRange total = {base, base};
  for (const FixedItem& item : fixed_) {
    const Truth counts = TruthOf(results.global(item.slot));
    if (counts == Truth::kError) return kErrorSlot;
    total.low += item.low[static_cast<int>(counts)];
    total.high += item.high[static_cast<int>(counts)];
  }
  return ToSlot(total);
}

Slot BandOf(const BandSpec& spec, const StepResults& results) {
  DoubleRange total;
  if (!results.number(spec.total, &total)) return kErrorSlot;
  Slot index = {-1, -1};
  for (size_t i = 0; i < spec.bands.size(); ++i) {
    const BandStart& band = spec.bands[i];
    DoubleRange from = {band.from, band.from};
    if (band.from_step >= 0 && !results.number(band.from_step, &from)) return kErrorSlot;
    if (from.high <= total.low) index.lo = static_cast<int64_t>(i);
    if (from.low <= total.high) index.hi = static_cast<int64_t>(i);
  }
  return index;
}

}  // namespace risk::evaluation
