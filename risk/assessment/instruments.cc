#include "risk/assessment/instruments.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>

namespace risk::assessment {

using edition::Instrument;
using edition::Item;
using evaluation::Truth;
using evaluation::Value;
using evaluation::ValueKind;
using TextInstrument = v1::Instrument;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

Range NumberOf(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kInt: {
      const evaluation::IntRange range = value.int_range();
      return {range.low == INT64_MIN ? -kInfinity : static_cast<double>(range.low),
              range.high == INT64_MAX ? kInfinity : static_cast<double>(range.high)};
    }
    case ValueKind::kDouble:
      return {value.double_range().low, value.double_range().high};
    default:
      return {-kInfinity, kInfinity};
  }
}

Range Multiply(Range a, Range b) {
  const auto product = [](double x, double y) { return x == 0 || y == 0 ? 0.0 : x * y; };
  const double ends[] = {product(a.low, b.low), product(a.low, b.high), product(a.high, b.low),
                         product(a.high, b.high)};
  return {*std::min_element(ends, ends + 4), *std::max_element(ends, ends + 4)};
}

Range Polynomial(const google::protobuf::RepeatedField<double>& coefficients, Range x) {
  Range total;
  Range power = {1, 1};
  for (const double coefficient : coefficients) {
    power = Multiply(power, x);
    const Range term = Multiply({coefficient, coefficient}, power);
    total = {total.low + term.low, total.high + term.high};
  }
  return total;
}

// The figure that the scheme itself would publish, from the items that are answered.
std::optional<double> PublishedTotal(const Instrument& instrument, CaseEvaluation& evaluation) {
  const TextInstrument& text = *instrument.text;
  double total = text.combine() == TextInstrument::COUNT ? 0 : text.base();
  double highest = text.base();
  size_t missing = 0;
  bool is_found = false;
  for (const Item& item : instrument.items) {
    const ItemState state = StateOf(instrument, item, evaluation);
    const bool is_decided =
        state.counts == Truth::kFalse ||
        (state.counts == Truth::kTrue && state.contribution.low == state.contribution.high);
    if (!is_decided) ++missing;
    if (!is_decided || state.counts == Truth::kFalse) continue;
    total += state.contribution.low;
    highest = std::max(highest, state.contribution.low);
    if (!is_found && text.combine() == TextInstrument::LOOKUP) highest = state.contribution.low;
    is_found = true;
  }
  if (text.as_published() == TextInstrument::PRORATED) {
    const size_t answered = instrument.items.size() - missing;
    if (answered == 0 || missing > static_cast<size_t>(text.most_missing())) return std::nullopt;
    total = text.base() + (total - text.base()) * static_cast<double>(instrument.items.size()) /
                              static_cast<double>(answered);
  }
  switch (text.combine()) {
    case TextInstrument::HIGHEST:
    case TextInstrument::LOOKUP:
      total = highest;
      break;
    case TextInstrument::LOGISTIC:
      total = 1 / (1 + std::exp(-total));
      break;
    default:
      break;
  }
  return text.whole() ? std::round(total) : total;
}

// The id of the band that a total lies in; empty below the first.
std::string BandOf(const Instrument& instrument, double total, CaseEvaluation& evaluation) {
  std::string band;
  for (const edition::Band& candidate : instrument.bands) {
    double from = candidate.from;
    if (candidate.parameter >= 0) {
      const expression::Constant* value =
          evaluation.edition().parameters()[candidate.parameter].On(evaluation.assessed_on());
      if (value == nullptr) continue;
      if (const auto* whole = std::get_if<int64_t>(value)) from = static_cast<double>(*whole);
      if (const auto* number = std::get_if<double>(value)) from = *number;
    }
    if (total >= from) band = candidate.text->id();
  }
  return band;
}

void AddItems(const Instrument& instrument, Detail detail, CaseEvaluation& evaluation,
              v1::InstrumentResult& result) {
  for (const Item& item : instrument.items) {
    const ItemState state = StateOf(instrument, item, evaluation);
    v1::ItemResult& item_result = *result.add_item();
    item_result.set_id(item.text->id());
    item_result.set_title(item.text->title());
    item_result.set_outcome(OutcomeOf(state.counts));
    const bool is_certain = state.counts == Truth::kTrue;
    const bool is_out = state.counts == Truth::kFalse;
    item_result.set_low(is_out       ? 0
                        : is_certain ? state.contribution.low
                                     : std::min(0.0, state.contribution.low));
    item_result.set_high(is_out       ? 0
                         : is_certain ? state.contribution.high
                                      : std::max(0.0, state.contribution.high));
    const edition::Formula& formula = item.when.has_value() ? item.when : item.value;
    if (!formula.has_value()) continue;
    if (detail == Detail::kExplanations) {
      *item_result.mutable_explanation() = evaluation.Explain(formula);
    } else if (detail == Detail::kMissing && item_result.low() != item_result.high()) {
      item_result.mutable_explanation()->set_outcome(item_result.outcome());
      for (std::string& path : evaluation.Missing(formula)) {
        item_result.mutable_explanation()->add_missing(std::move(path));
      }
    }
  }
}

}  // namespace

v1::Outcome OutcomeOf(Truth truth) {
  if (truth == Truth::kTrue) return v1::TRUE;
  return truth == Truth::kFalse ? v1::FALSE : v1::UNKNOWN;
}

ItemState StateOf(const Instrument& instrument, const Item& item, CaseEvaluation& evaluation) {
  ItemState state;
  state.counts = evaluation.TruthOf(item.when);
  if (state.counts == Truth::kError) state.counts = Truth::kUnknown;
  const v1::Instrument::Item& text = *item.text;
  double points = text.points();
  if (instrument.text->combine() == TextInstrument::COUNT) points = 1;
  Range weight = {points, points};
  if (item.points_from.has_value()) weight = NumberOf(evaluation.Evaluate(item.points_from));
  if (!item.value.has_value()) {
    state.contribution = weight;
    return state;
  }
  const Range value = NumberOf(evaluation.Evaluate(item.value));
  state.contribution =
      text.polynomial_size() > 0 ? Polynomial(text.polynomial(), value) : Multiply(weight, value);
  return state;
}

Range TotalOf(const Instrument& instrument, const evaluation::PlanRun& results) {
  if (results.is_error(instrument.total)) return {-kInfinity, kInfinity};
  const evaluation::Range total = results.range(instrument.total);
  return {total.low, total.high};
}

v1::InstrumentResult MakeInstrumentResult(const Instrument& instrument, Detail detail,
                                          CaseEvaluation& evaluation) {
  const v1::Instrument& text = *instrument.text;
  v1::InstrumentResult result;
  result.set_id(text.id());
  result.set_title(text.title());
  result.set_unit(text.unit());
  result.set_because(text.because());
  *result.mutable_source() = text.source();
  result.set_layer(evaluation.edition().LayerOf(instrument.at));
  const Truth applies = evaluation.TruthOf(instrument.applies);
  result.set_applies(OutcomeOf(applies));
  if (applies == Truth::kFalse) return result;
  const Range total = TotalOf(instrument, evaluation.results());
  result.set_low(total.low);
  result.set_high(total.high);
  if (!instrument.bands.empty()) {
    result.set_band_low(BandOf(instrument, total.low, evaluation));
    result.set_band_high(BandOf(instrument, total.high, evaluation));
  }
  if (text.as_published() != TextInstrument::AS_PUBLISHED_UNSPECIFIED) {
    const std::optional<double> published = PublishedTotal(instrument, evaluation);
    if (published.has_value()) {
      result.set_as_published(*published);
      result.set_band_as_published(BandOf(instrument, *published, evaluation));
    }
  }
  AddItems(instrument, detail, evaluation, result);
  return result;
}

}  // namespace risk::assessment
