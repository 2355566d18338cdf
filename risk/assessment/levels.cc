#include "risk/assessment/levels.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "risk/assessment/instruments.h"

namespace risk::assessment {

using edition::Instrument;
using edition::Item;
using evaluation::Truth;

namespace {

v1::Level LevelAt(double total, bool rounds_up) {
  const double whole = rounds_up ? std::ceil(total) : std::floor(total);
  return static_cast<v1::Level>(
      std::clamp(whole, static_cast<double>(v1::LOW), static_cast<double>(v1::VERY_HIGH)));
}

// Items of which each may set the level on its own; those of other instruments only add up to it.
bool SetsLevelAlone(const Instrument& instrument) {
  return instrument.text->combine() == v1::Instrument::HIGHEST ||
         instrument.text->combine() == v1::Instrument::LOOKUP;
}

v1::LevelReason MakeReason(const Item& item, v1::Level level, const Edition& edition) {
  v1::LevelReason reason;
  reason.set_rule(item.text->id());
  reason.set_level(level);
  reason.set_because(item.text->because().empty() ? item.text->title() : item.text->because());
  *reason.mutable_source() = item.text->source();
  reason.set_layer(edition.LayerOf(item.at));
  return reason;
}

void AddRaiser(Raiser raiser, Detail detail, CaseEvaluation& evaluation, v1::GroupLevel& result,
               std::vector<Raiser>& raisers) {
  v1::LevelReason reason;
  if (raiser.item != nullptr) {
    reason = MakeReason(*raiser.item, raiser.level, evaluation.edition());
  } else {
    reason.set_level(raiser.level);
    reason.set_because("A recorded judgement that is not known could raise the level.");
  }
  if (detail != Detail::kResults) {
    raiser.missing = evaluation.Missing(*raiser.formula);
    v1::Explanation& explanation = *reason.mutable_explanation();
    if (detail == Detail::kExplanations) explanation = evaluation.Explain(*raiser.formula);
    explanation.set_outcome(v1::UNKNOWN);
    explanation.clear_missing();
    for (const std::string& path : raiser.missing) explanation.add_missing(path);
  }
  *result.add_could_raise() = std::move(reason);
  raisers.push_back(std::move(raiser));
}

void AddReasons(int index, const LevelRange& range, Detail detail, CaseEvaluation& evaluation,
                v1::GroupLevel& result, std::vector<Raiser>& raisers) {
  const edition::GroupLevel& group = evaluation.edition().levels()[index];
  const Instrument& instrument = evaluation.edition().instruments()[group.instrument];
  const bool sets_alone = SetsLevelAlone(instrument);
  std::vector<Raiser> found;
  for (const Item& item : instrument.items) {
    const ItemState state = StateOf(instrument, item, evaluation);
    if (state.counts == Truth::kFalse) continue;
    const bool is_certain = state.counts == Truth::kTrue;
    const v1::Level low = sets_alone ? LevelAt(state.contribution.low, false) : range.at_least;
    const v1::Level high = sets_alone ? LevelAt(state.contribution.high, true) : range.could_be;
    if (is_certain && low == range.at_least && low > v1::LOW) {
      v1::LevelReason& reason = *result.add_reason();
      reason = MakeReason(item, low, evaluation.edition());
      if (detail == Detail::kExplanations && item.when.has_value()) {
        *reason.mutable_explanation() = evaluation.Explain(item.when);
      }
    }
    const bool is_open = !is_certain || state.contribution.low != state.contribution.high;
    if (!is_open || high <= range.at_least) continue;
    const edition::Formula& formula = !is_certain              ? item.when
                                      : item.value.has_value() ? item.value
                                                               : item.points_from;
    found.push_back({index, &item, &formula, std::min(high, range.could_be), {}});
  }
  if (instrument.raised_by.has_value() && range.could_be > range.at_least) {
    const bool is_decided = evaluation.Evaluate(instrument.raised_by).is_decided();
    if (!is_decided) found.push_back({index, nullptr, &instrument.raised_by, range.could_be, {}});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Raiser& a, const Raiser& b) { return a.level > b.level; });
  for (Raiser& raiser : found) AddRaiser(std::move(raiser), detail, evaluation, result, raisers);
}

v1::Level RecordedLevel(const edition::GroupLevel& group, CaseEvaluation& evaluation) {
  if (!group.recorded.has_value()) return v1::LEVEL_UNSPECIFIED;
  const evaluation::Value value = evaluation.Evaluate(group.recorded);
  if (!value.Is(evaluation::ValueKind::kInt)) return v1::LEVEL_UNSPECIFIED;
  const evaluation::IntRange range = value.int_range();
  const bool is_level = range.is_definite() && range.low >= v1::LOW && range.low <= v1::VERY_HIGH;
  return is_level ? static_cast<v1::Level>(range.low) : v1::LEVEL_UNSPECIFIED;
}

v1::GroupLevel Overall(const std::vector<v1::GroupLevel>& groups) {
  v1::GroupLevel overall;
  overall.set_title("Overall");
  for (const v1::GroupLevel& group : groups) {
    overall.set_at_least(std::max(overall.at_least(), group.at_least()));
    overall.set_could_be(std::max(overall.could_be(), group.could_be()));
    overall.set_recorded(std::max(overall.recorded(), group.recorded()));
  }
  overall.set_provisional(overall.at_least() != overall.could_be());
  return overall;
}

}  // namespace

LevelRange LevelOf(const Edition& edition, const edition::GroupLevel& group,
                   const evaluation::PlanRun& results) {
  const Instrument& instrument = edition.instruments()[group.instrument];
  if (instrument.applies.has_value() && results.truth(instrument.applies.output) == Truth::kFalse) {
    return {v1::LEVEL_UNSPECIFIED, v1::LEVEL_UNSPECIFIED};
  }
  const Range total = TotalOf(instrument, results);
  return {LevelAt(total.low, false), LevelAt(total.high, true)};
}

Levels MakeLevels(Detail detail, CaseEvaluation& evaluation) {
  Levels levels;
  const Edition& edition = evaluation.edition();
  for (size_t i = 0; i < edition.levels().size(); ++i) {
    const edition::GroupLevel& group = edition.levels()[i];
    const LevelRange range = LevelOf(edition, group, evaluation.results());
    levels.ranges.push_back(range);
    if (range.at_least == v1::LEVEL_UNSPECIFIED) continue;
    v1::GroupLevel& result = levels.groups.emplace_back();
    result.set_group(group.text->group());
    result.set_title(group.text->title());
    result.set_at_least(range.at_least);
    result.set_could_be(range.could_be);
    result.set_provisional(range.at_least != range.could_be);
    result.set_recorded(RecordedLevel(group, evaluation));
    AddReasons(static_cast<int>(i), range, detail, evaluation, result, levels.raisers);
  }
  levels.overall = Overall(levels.groups);
  return levels;
}

}  // namespace risk::assessment
