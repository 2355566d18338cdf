#include "risk/assessment/instruments.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "risk/assessment/elements.h"
#include "risk/assessment/narrowing.h"
#include "risk/evaluation/plan/totals.h"

namespace risk::assessment {

using edition::Instrument;
using edition::Item;
using evaluation::DoubleRange;
using evaluation::Truth;
using evaluation::Value;
using evaluation::ValueKind;
using TextInstrument = v1::Instrument;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

DoubleRange NumberOf(const Value& value) {
  if (value.Is(ValueKind::kInt)) return evaluation::AsTotal(value.int_range());
  return value.Is(ValueKind::kDouble) ? value.double_range() : DoubleRange{-kInfinity, kInfinity};
}

using ItemStates = std::vector<ItemState>;

ItemStates StatesOf(const Instrument& instrument, CaseEvaluation& evaluation, const RuleRow* row) {
  ItemStates states;
  for (size_t i = 0; i < instrument.items.size(); ++i) {
    states.push_back(StateOf(instrument, i, evaluation, row));
  }
  return states;
}

// The figure that the scheme itself would publish, from the items that are answered.
std::optional<double> PublishedTotal(const Instrument& instrument, const ItemStates& states) {
  const TextInstrument& text = *instrument.text;
  double total = text.combine() == TextInstrument::COUNT ? 0 : text.base();
  double highest = text.base();
  size_t missing = 0;
  bool is_found = false;
  for (const ItemState& state : states) {
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
  total = evaluation::Finished(instrument.spec, {total, total}).low;
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

void AddItems(const Instrument& instrument, const ItemStates& states, Detail detail,
              CaseEvaluation& evaluation, const RuleRow* row, v1::InstrumentResult& result) {
  for (size_t i = 0; i < states.size(); ++i) {
    const Item& item = instrument.items[i];
    const ItemState& state = states[i];
    v1::ItemResult& item_result = *result.add_item();
    item_result.set_id(item.text->id());
    if (detail == Detail::kExplanations) item_result.set_title(item.text->title());
    item_result.set_outcome(OutcomeOf(state.counts));
    const Range added = AddedBy(state);
    item_result.set_low(added.low);
    item_result.set_high(added.high);
    const edition::Formula& formula = item.when.has_value() ? item.when : item.value;
    if (!formula.has_value()) continue;
    if (detail == Detail::kExplanations) {
      evaluation.Explain(formula, row, *item_result.mutable_explanation());
    } else if (detail == Detail::kMissing && item_result.low() != item_result.high()) {
      evaluation.pieces().Refer(evaluation.Missing(formula, row), *item_result.mutable_explanation());
    }
  }
}

void AddTotal(const Instrument& instrument, Range total, CaseEvaluation& evaluation,
              v1::InstrumentResult& result) {
  result.set_low(total.low);
  result.set_high(total.high);
  if (instrument.bands.empty()) return;
  result.set_band_low(BandOf(instrument, total.low, evaluation));
  result.set_band_high(BandOf(instrument, total.high, evaluation));
}

// The result of the instrument, or of one element of it.
void FillResult(const Instrument& instrument, Range total, const RuleRow* row, Detail detail,
                CaseEvaluation& evaluation, v1::InstrumentResult& result) {
  const Truth applies = evaluation.TruthOf(instrument.applies, row);
  result.set_applies(OutcomeOf(applies));
  if (applies == Truth::kFalse) return;
  AddTotal(instrument, total, evaluation, result);
  const ItemStates states = StatesOf(instrument, evaluation, row);
  if (instrument.text->as_published() != TextInstrument::AS_PUBLISHED_UNSPECIFIED) {
    const std::optional<double> published = PublishedTotal(instrument, states);
    if (published.has_value()) {
      result.set_as_published(*published);
      result.set_band_as_published(BandOf(instrument, *published, evaluation));
    }
  }
  AddItems(instrument, states, detail, evaluation, row, result);
  if (detail != Detail::kResults && total.low != total.high) {
    AddNarrowing(instrument, states, evaluation, row, result);
  }
}

}  // namespace

v1::Outcome OutcomeOf(Truth truth) {
  if (truth == Truth::kTrue) return v1::TRUE;
  return truth == Truth::kFalse ? v1::FALSE : v1::UNKNOWN;
}

Range AddedBy(const ItemState& state) {
  if (state.counts == Truth::kFalse) return {0, 0};
  if (state.counts == Truth::kTrue) return state.contribution;
  return {std::min(0.0, state.contribution.low), std::max(0.0, state.contribution.high)};
}

ItemState StateOf(const Instrument& instrument, size_t index, CaseEvaluation& evaluation,
                  const RuleRow* row) {
  const Item& item = instrument.items[index];
  const evaluation::InstrumentItem& spec = instrument.spec.items[index];
  ItemState state;
  state.counts = evaluation.TruthOf(item.when, row);
  if (state.counts == Truth::kError) state.counts = Truth::kUnknown;
  if (state.counts == Truth::kFalse) return state;
  DoubleRange points = {spec.points, spec.points}, value;
  if (item.points_from.has_value()) points = NumberOf(evaluation.Evaluate(item.points_from, row));
  if (item.value.has_value()) value = NumberOf(evaluation.Evaluate(item.value, row));
  const DoubleRange contribution =
      ContributionOf(spec, points, item.value.has_value() ? &value : nullptr);
  state.contribution = {contribution.low, contribution.high};
  return state;
}

Range TotalOf(const Instrument& instrument, const evaluation::PlanRun& results) {
  if (results.is_error(instrument.total)) return {-kInfinity, kInfinity};
  const evaluation::Range total = results.range(instrument.total);
  return {total.low, total.high};
}

Range TotalOf(const Instrument& instrument, const RuleRow& row, CaseEvaluation& evaluation) {
  const double base = instrument.spec.base;
  const Truth applies = evaluation.TruthOf(instrument.applies, &row);
  if (applies == Truth::kFalse) return {base, base};
  evaluation::TotalRange sum(instrument.spec.combine, base);
  for (const ItemState& state : StatesOf(instrument, evaluation, &row)) {
    const DoubleRange contribution = {state.contribution.low, state.contribution.high};
    if (state.counts != Truth::kFalse && !sum.Add(state.counts, contribution)) break;
  }
  DoubleRange total = sum.Total();
  if (instrument.raised_by.has_value()) {
    total = Greatest(total, NumberOf(evaluation.Evaluate(instrument.raised_by, &row)));
  }
  if (applies != Truth::kTrue) total = Hull(total, DoubleRange{base, base});
  return {total.low, total.high};
}

v1::InstrumentResult MakeInstrumentResult(const Instrument& instrument, Detail detail,
                                          CaseEvaluation& evaluation,
                                          std::vector<v1::RuleError>& errors) {
  const v1::Instrument& text = *instrument.text;
  v1::InstrumentResult result;
  result.set_id(text.id());
  result.set_layer(evaluation.edition().LayerOf(instrument.at));
  if (detail != Detail::kResults) {
    result.set_title(text.title());
    result.set_unit(text.unit());
  }
  if (detail == Detail::kExplanations) {
    result.set_because(text.because());
    *result.mutable_source() = text.source();
  }
  const Range total = TotalOf(instrument, evaluation.results());
  if (!instrument.each.has_value()) {
    FillResult(instrument, total, nullptr, detail, evaluation, result);
    return result;
  }
  result.set_applies(v1::TRUE);
  AddTotal(instrument, total, evaluation, result);
  for (const Element& element :
       ElementsOf(instrument.each, instrument.rows, text.id(), evaluation, errors)) {
    v1::InstrumentResult& one = *result.add_of_element();
    one.set_element(element.label);
    FillResult(instrument, TotalOf(instrument, element.row, evaluation), &element.row, detail,
               evaluation, one);
  }
  return result;
}

}  // namespace risk::assessment
