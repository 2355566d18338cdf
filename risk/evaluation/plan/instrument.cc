#include "risk/evaluation/plan/instrument.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "risk/evaluation/plan/totals.h"

namespace risk::evaluation {
namespace {

// The contribution of an item if it counts; nothing for an error.
std::optional<DoubleRange> ContributionIn(const InstrumentItem& item, const StepResults& results) {
  DoubleRange points = {item.points, item.points}, value;
  if (item.points_from >= 0 && !results.number(item.points_from, &points)) return std::nullopt;
  if (item.value < 0) return ContributionOf(item, points, nullptr);
  if (!results.number(item.value, &value)) return std::nullopt;
  return ContributionOf(item, points, &value);
}

}  // namespace

Instrument::Instrument(InstrumentSpec spec, const std::vector<ResultPlace>& places)
    : spec_(std::move(spec)) {
  const bool is_plain = spec_.scale == 1 && spec_.decimals < 0 && std::isinf(spec_.at_most);
  is_fixed_ = is_plain && (spec_.combine == Combine::kCount || spec_.combine == Combine::kSum);
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
  TotalRange adder(spec_.combine, spec_.base);
  for (const InstrumentItem& item : spec_.items) {
    const Truth counts = item.when < 0 ? Truth::kTrue : results.truth(item.when);
    if (counts == Truth::kError) return kErrorSlot;
    if (counts == Truth::kFalse) continue;
    const std::optional<DoubleRange> contribution = ContributionIn(item, results);
    if (!contribution.has_value()) return kErrorSlot;
    if (!adder.Add(counts, *contribution)) break;
  }
  DoubleRange total = Finished(spec_, adder.Total());
  if (spec_.raised_by >= 0) {
    DoubleRange raised;
    if (!results.number(spec_.raised_by, &raised)) return kErrorSlot;
    total = Greatest(total, raised);
  }
  // Points so large that their sum is no number any more.
  if (std::isnan(total.low) || std::isnan(total.high)) return kErrorSlot;
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
  if (std::isnan(total.low) || std::isnan(total.high)) return kErrorSlot;
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
