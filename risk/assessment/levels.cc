#include "risk/assessment/levels.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "risk/assessment/elements.h"
#include "risk/assessment/instruments.h"
#include "risk/schema/path.h"

namespace risk::assessment {

using edition::Formula;
using edition::Instrument;
using edition::Item;
using evaluation::Truth;

namespace {

v1::Level LevelAt(double total, bool rounds_up) {
  const double whole = rounds_up ? std::ceil(total) : std::floor(total);
  return static_cast<v1::Level>(
      std::clamp(whole, static_cast<double>(v1::LOW), static_cast<double>(v1::VERY_HIGH)));
}

LevelRange LevelsOf(Range total) { return {LevelAt(total.low, false), LevelAt(total.high, true)}; }

// Items of which each may set the level on its own; those of other instruments only add up to it.
bool SetsLevelAlone(const Instrument& instrument) {
  return instrument.text->combine() == v1::Instrument::HIGHEST ||
         instrument.text->combine() == v1::Instrument::LOOKUP;
}

// An undecided item of an instrument, or the judgement that may raise its total.
struct Open {
  const Item* item = nullptr;
  const Formula* formula = nullptr;
  v1::Level level = v1::LEVEL_UNSPECIFIED;
};

class LevelMaker {
 public:
  LevelMaker(Detail detail, CaseEvaluation& evaluation, std::vector<v1::RuleError>& errors)
      : detail_(detail), evaluation_(evaluation), errors_(errors) {}

  Levels Make();

 private:
  v1::LevelReason ReasonOf(const Item& item, v1::Level level, bool has_words) const;
  template <typename Result>
  void AddReasons(const Instrument& instrument, const LevelRange& range, const RuleRow* row,
                  Result& result);
  template <typename Result>
  void AddRaiser(const Open& open, const RuleRow* row, Result& result);
  void AddPeople(const Instrument& instrument, v1::GroupLevel& result);
  void AddFromPeople(v1::GroupLevel& result) const;
  v1::Level Recorded(const edition::GroupLevel& group) const;

  const Detail detail_;
  CaseEvaluation& evaluation_;
  std::vector<v1::RuleError>& errors_;
  Levels levels_;
  int group_ = 0;
};

v1::LevelReason LevelMaker::ReasonOf(const Item& item, v1::Level level, bool has_words) const {
  v1::LevelReason reason;
  reason.set_rule(item.text->id());
  reason.set_level(level);
  if (!has_words) return reason;
  reason.set_because(item.text->because().empty() ? item.text->title() : item.text->because());
  *reason.mutable_source() = item.text->source();
  reason.set_layer(evaluation_.edition().LayerOf(item.at));
  return reason;
}

template <typename Result>
void LevelMaker::AddRaiser(const Open& open, const RuleRow* row, Result& result) {
  v1::LevelReason reason;
  if (open.item != nullptr) {
    reason = ReasonOf(*open.item, open.level, detail_ == Detail::kExplanations);
  } else {
    reason.set_level(open.level);
    reason.set_because("A recorded judgement that is not known could raise the level.");
  }
  Raiser raiser{group_, open.item, open.level, {}, {}};
  const bool raises = open.level > levels_.ranges[group_].at_least;
  if (detail_ != Detail::kResults) {
    v1::Explanation& explanation = *reason.mutable_explanation();
    if (detail_ == Detail::kExplanations) {
      evaluation_.Explain(*open.formula, row, explanation);
      explanation.set_outcome(v1::UNKNOWN);
    }
    raiser.missing = evaluation_.Missing(*open.formula, row);
    if (raises) raiser.ways = evaluation_.WaysToRuleOut(*open.formula, row);
    explanation.clear_missing();
    evaluation_.pieces().Refer(raiser.missing, explanation);
  }
  *result.add_could_raise() = std::move(reason);
  if (raises) levels_.raisers.push_back(std::move(raiser));
}

template <typename Result>
void LevelMaker::AddReasons(const Instrument& instrument, const LevelRange& range,
                            const RuleRow* row, Result& result) {
  const bool sets_alone = SetsLevelAlone(instrument);
  std::vector<Open> found;
  for (size_t i = 0; i < instrument.items.size(); ++i) {
    const Item& item = instrument.items[i];
    const ItemState state = StateOf(instrument, i, evaluation_, row);
    if (state.counts == Truth::kFalse) continue;
    const bool is_certain = state.counts == Truth::kTrue;
    const LevelRange level = sets_alone ? LevelsOf(state.contribution) : range;
    if (is_certain && level.at_least == range.at_least && level.at_least > v1::LOW) {
      v1::LevelReason& reason = *result.add_reason();
      reason = ReasonOf(item, level.at_least, detail_ != Detail::kResults);
      if (detail_ == Detail::kExplanations && item.when.has_value()) {
        evaluation_.Explain(item.when, row, *reason.mutable_explanation());
      }
    }
    const bool is_open = !is_certain || state.contribution.low != state.contribution.high;
    if (!is_open || level.could_be <= range.at_least) continue;
    const Formula& formula = !is_certain              ? item.when
                             : item.value.has_value() ? item.value
                                                      : item.points_from;
    found.push_back({&item, &formula, std::min(level.could_be, range.could_be)});
  }
  const Formula& raised_by = instrument.raised_by;
  if (raised_by.has_value() && range.could_be > range.at_least &&
      !evaluation_.Evaluate(raised_by, row).is_decided()) {
    found.push_back({nullptr, &raised_by, range.could_be});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Open& a, const Open& b) { return a.level > b.level; });
  for (const Open& open : found) AddRaiser(open, row, result);
}

void LevelMaker::AddPeople(const Instrument& instrument, v1::GroupLevel& result) {
  std::string list;
  for (const auto* field : instrument.each->list) list = schema::ChildPath(list, *field);
  for (const Element& element :
       ElementsOf(instrument.each, instrument.rows, instrument.text->id(), evaluation_, errors_)) {
    const LevelRange range = LevelsOf(TotalOf(instrument, element.row, evaluation_));
    v1::PersonLevel& person = *result.add_of_person();
    person.set_label(element.label);
    if (!list.empty()) person.set_id(schema::ElementPath(list, element.row.index));
    person.set_at_least(range.at_least);
    person.set_could_be(range.could_be);
    person.set_provisional(range.at_least != range.could_be);
    person.set_not_settled(person.provisional() && range.at_least <= v1::LOW);
    AddReasons(instrument, range, &element.row, person);
  }
}

// What is behind the level of a person is behind that of the group, once for each rule.
void LevelMaker::AddFromPeople(v1::GroupLevel& result) const {
  const auto add = [](const v1::LevelReason& reason,
                      google::protobuf::RepeatedPtrField<v1::LevelReason>& reasons) {
    for (v1::LevelReason& other : reasons) {
      if (other.rule() != reason.rule()) continue;
      if (reason.level() > other.level()) other.set_level(reason.level());
      return;
    }
    *reasons.Add() = reason;
  };
  for (const v1::PersonLevel& person : result.of_person()) {
    for (const v1::LevelReason& reason : person.reason()) {
      if (reason.level() == result.at_least()) add(reason, *result.mutable_reason());
    }
    for (const v1::LevelReason& reason : person.could_raise()) {
      if (reason.level() > result.at_least()) add(reason, *result.mutable_could_raise());
    }
  }
  std::stable_sort(
      result.mutable_could_raise()->begin(), result.mutable_could_raise()->end(),
      [](const v1::LevelReason& a, const v1::LevelReason& b) { return a.level() > b.level(); });
}

v1::Level LevelMaker::Recorded(const edition::GroupLevel& group) const {
  if (!group.recorded.has_value()) return v1::LEVEL_UNSPECIFIED;
  const evaluation::Value value = evaluation_.Evaluate(group.recorded);
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
  overall.set_not_settled(overall.provisional() && overall.at_least() <= v1::LOW);
  return overall;
}

Levels LevelMaker::Make() {
  const Edition& edition = evaluation_.edition();
  for (group_ = 0; group_ < static_cast<int>(edition.levels().size()); ++group_) {
    const edition::GroupLevel& group = edition.levels()[group_];
    const LevelRange range = LevelOf(edition, group, evaluation_.results());
    levels_.ranges.push_back(range);
    if (range.at_least == v1::LEVEL_UNSPECIFIED) continue;
    v1::GroupLevel& result = levels_.groups.emplace_back();
    result.set_group(group.text->group());
    result.set_title(group.text->title());
    result.set_at_least(range.at_least);
    result.set_could_be(range.could_be);
    result.set_provisional(range.at_least != range.could_be);
    result.set_not_settled(result.provisional() && range.at_least <= v1::LOW);
    result.set_recorded(Recorded(group));
    if (group.instrument >= 0) {
      AddReasons(edition.instruments()[group.instrument], range, nullptr, result);
    }
    if (group.each_instrument < 0) continue;
    AddPeople(edition.instruments()[group.each_instrument], result);
    AddFromPeople(result);
  }
  levels_.overall = Overall(levels_.groups);
  return std::move(levels_);
}

}  // namespace

LevelRange LevelOf(const Edition& edition, const edition::GroupLevel& group,
                   const evaluation::PlanRun& results) {
  LevelRange range = {v1::LEVEL_UNSPECIFIED, v1::LEVEL_UNSPECIFIED};
  for (const int index : {group.instrument, group.each_instrument}) {
    if (index < 0) continue;
    const Instrument& instrument = edition.instruments()[index];
    const bool applies = !instrument.applies.has_value() || instrument.each.has_value() ||
                         results.truth(instrument.applies.output) != Truth::kFalse;
    if (!applies) continue;
    const LevelRange one = LevelsOf(TotalOf(instrument, results));
    range.at_least = std::max(range.at_least, one.at_least);
    range.could_be = std::max(range.could_be, one.could_be);
  }
  return range;
}

Levels MakeLevels(Detail detail, CaseEvaluation& evaluation, std::vector<v1::RuleError>& errors) {
  return LevelMaker(detail, evaluation, errors).Make();
}

}  // namespace risk::assessment
