#include "risk/edition/instruments.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>

#include "absl/strings/str_cat.h"
#include "risk/edition/formulas.h"
#include "risk/edition/names.h"
#include "risk/edition/reasons.h"
#include "risk/evaluation/value/date_arithmetic.h"
#include "risk/v1/level.pb.h"

namespace risk::edition {
namespace {

void Misplaced(Draft& draft, const At& rule, const char* field, const char* why) {
  if (!rule.Has(field)) return;
  draft.reporter.Error(rule.Child(field).Name(), "unused-field",
                       absl::StrCat("\"", field, "\" has no meaning here: ", why));
}

void CheckFinite(Draft& draft, const At& rule, const char* field, double number) {
  if (std::isfinite(number)) return;
  draft.reporter.Error(rule.Child(field).Value(), "bad-number", "not a finite number");
}

void BuildItem(Draft& draft, const v1::Instrument& instrument, const At& at,
               const v1::Instrument::Item& text, Item& item) {
  item.text = &text;
  const bool is_weighed = instrument.combine() == v1::Instrument::SUM ||
                          instrument.combine() == v1::Instrument::LOGISTIC;
  if (!is_weighed) {
    Misplaced(draft, at, "value", "only SUM and LOGISTIC read it");
    Misplaced(draft, at, "polynomial", "only SUM and LOGISTIC read it");
  }
  if (instrument.combine() == v1::Instrument::COUNT) {
    Misplaced(draft, at, "points", "COUNT counts every item as 1");
    Misplaced(draft, at, "points_from", "COUNT counts every item as 1");
  } else if (text.polynomial_size() > 0) {
    Misplaced(draft, at, "points", "the polynomial has the weights");
    Misplaced(draft, at, "points_from", "the polynomial has the weights");
    if (text.value().empty()) RequireField(draft, at, "value", "what the polynomial is of");
  } else if (!at.Has("points") && !at.Has("points_from")) {
    RequireField(draft, at, "points");
  }
  if (at.Has("points") && at.Has("points_from")) {
    draft.reporter
        .Error(at.Child("points_from").Name(), "repeated-field",
               "\"points_from\" besides \"points\": only one of them can be set")
        .other.push_back(at.Child("points").Name());
  }
  if (!is_weighed) RequireField(draft, at, "when");
  if (is_weighed && !at.Has("when") && !at.Has("value")) {
    RequireField(draft, at, "when", "or \"value\"");
  }
  CheckFinite(draft, at, "points", text.points());
  for (int i = 0; i < text.polynomial_size(); ++i) {
    if (!std::isfinite(text.polynomial(i))) {
      draft.reporter.Error(at.Child("polynomial", i).Value(), "bad-number", "not a finite number");
    }
  }
  CheckSources(draft, at);
  item.when = CheckFormula(draft, at, {"when", &text.when(), Wants::kBool, false, true});
  item.value = CheckFormula(draft, at, {"value", &text.value(), Wants::kNumber, false, true});
  item.points_from =
      CheckFormula(draft, at, {"points_from", &text.points_from(), Wants::kNumber, false, true});
}

double BandStart(const Draft& draft, const Band& band, int64_t day) {
  if (band.parameter < 0) return band.from;  // not a number if it could not be read
  const expression::Constant* value = draft.parts.parameters[band.parameter].On(day);
  if (value == nullptr) return std::nan("");
  if (const int64_t* whole = std::get_if<int64_t>(value)) return static_cast<double>(*whole);
  const double* number = std::get_if<double>(value);
  return number ? *number : std::nan("");
}

// Bands must ascend on every day: it is enough to look at the days on which a parameter changes.
void CheckBandOrder(Draft& draft, const At& at, const Instrument& instrument) {
  std::set<int64_t> days = {evaluation::kNoFirstDay};
  for (const Band& band : instrument.bands) {
    if (band.parameter < 0) continue;
    for (const auto& value : draft.parts.parameters[band.parameter].values)
      days.insert(value.first);
  }
  for (size_t i = 1; i < instrument.bands.size(); ++i) {
    for (int64_t day : days) {
      double before = BandStart(draft, instrument.bands[i - 1], day);
      double from = BandStart(draft, instrument.bands[i], day);
      if (std::isnan(before) || std::isnan(from) || from > before) continue;
      std::string when = day == evaluation::kNoFirstDay
                             ? ""
                             : absl::StrCat(" on ", evaluation::DaysToText({day, day}));
      const At band = at.Child("band", i);
      draft.reporter
          .Error(band.Child(band.Has("from_param") ? "from_param" : "from").Value(),
                 "bands-not-ascending",
                 absl::StrCat("band \"", instrument.bands[i].text->id(), "\" starts at ", from,
                              when, ", not above ", before, " where \"",
                              instrument.bands[i - 1].text->id(), "\" starts"),
                 "list bands from the lowest to the highest; each ends where the next starts")
          .other.push_back(at.Child("band", i - 1).Name());
      break;
    }
  }
}

void BuildBands(Draft& draft, const Placed<v1::Instrument>& placed, Instrument& instrument) {
  std::map<std::string, Place> ids;
  for (int i = 0; i < placed.text->band_size(); ++i) {
    const v1::Instrument::Band& text = placed.text->band(i);
    const At at = placed.at.Child("band", i);
    Band& band = instrument.bands.emplace_back();
    band.text = &text;
    band.from = at.Has("from") ? text.from() : std::nan("");
    CheckLocalId(draft, at, text.id(), ids);
    CheckFinite(draft, at, "from", text.from());
    if (at.Has("from") && at.Has("from_param")) {
      draft.reporter.Error(at.Child("from_param").Name(), "repeated-field",
                           "\"from_param\" besides \"from\": only one of them can be set");
    } else if (!at.Has("from_param")) {
      RequireField(draft, at, "from", "or \"from_param\"");
    }
    if (text.from_param().empty()) continue;
    const At field = at.Child("from_param");
    const Named* parameter = Use(draft, "param", text.from_param());
    if (parameter == nullptr) {
      draft.reporter.Error(field.Value(), "unknown-parameter",
                           absl::StrCat("there is no parameter \"", text.from_param(), "\""),
                           DidYouMean(text.from_param(), IdsOf(draft, "param")));
    } else if (!draft.parts.parameters[parameter->index].type.IsNumber()) {
      draft.reporter.Error(field.Value(), "wrong-type", "a band must start at a number");
    } else {
      band.parameter = parameter->index;
    }
  }
  CheckBandOrder(draft, placed.at, instrument);
}

void BuildInstrument(Draft& draft, const Placed<v1::Instrument>& placed, Instrument& instrument) {
  const v1::Instrument& text = *placed.text;
  RequireField(draft, placed.at, "title");
  RequireField(draft, placed.at, "combine", "COUNT, SUM, HIGHEST, LOOKUP or LOGISTIC");
  RequireField(draft, placed.at, "item");
  RequireBecause(draft, placed.at);
  RequireSource(draft, placed.at);
  CheckFinite(draft, placed.at, "base", text.base());
  if (text.combine() == v1::Instrument::COUNT) {
    Misplaced(draft, placed.at, "base", "COUNT starts at 0");
  }
  if (text.as_published() != v1::Instrument::PRORATED) {
    Misplaced(draft, placed.at, "most_missing", "only PRORATED reads it");
  }
  std::map<std::string, Place> ids;
  for (int i = 0; i < text.item_size(); ++i) {
    const At at = placed.at.Child("item", i);
    CheckLocalId(draft, at, text.item(i).id(), ids);
    BuildItem(draft, text, at, text.item(i), instrument.items.emplace_back());
  }
  BuildBands(draft, placed, instrument);
  instrument.applies =
      CheckFormula(draft, placed.at, {"applies", &text.applies(), Wants::kBool, false, true});
  instrument.raised_by =
      CheckFormula(draft, placed.at, {"raised_by", &text.raised_by(), Wants::kNumber, false, true});
}

bool IsLevel(double points) {
  return points == std::floor(points) && points >= v1::LOW && points <= v1::VERY_HIGH;
}

// Totals of an instrument that gives a level must be numbers of Level.
void CheckLevelInstrument(Draft& draft, const Placed<v1::Instrument>& placed) {
  const v1::Instrument& text = *placed.text;
  constexpr char kHint[] = "1 is LOW, 2 MEDIUM, 3 HIGH, 4 VERY_HIGH";
  if (text.combine() != v1::Instrument::HIGHEST && text.combine() != v1::Instrument::LOOKUP &&
      text.combine() != v1::Instrument::COMBINE_UNSPECIFIED) {
    draft.reporter.Error(placed.at.Child("combine").Value(), "not-a-level",
                         "an instrument that gives a level combines by HIGHEST or LOOKUP",
                         "levels are not counted or added");
  }
  if (!placed.at.Has("base")) {
    RequireField(draft, placed.at, "base", "the level when no item is true: 1 is LOW");
  } else if (!IsLevel(text.base())) {
    draft.reporter.Error(placed.at.Child("base").Value(), "points-outside-level",
                         absl::StrCat("base ", text.base(), " is no level"), kHint);
  }
  if (!text.whole()) RequireField(draft, placed.at, "whole", "levels are whole numbers");
  for (int i = 0; i < text.item_size(); ++i) {
    const At item = placed.at.Child("item", i);
    RequireBecause(draft, item);
    if (!item.Has("points") || IsLevel(text.item(i).points())) continue;
    draft.reporter.Error(item.Child("points").Value(), "points-outside-level",
                         absl::StrCat(text.item(i).points(), " points are no level"), kHint);
  }
}

}  // namespace

void BuildInstruments(Draft& draft) {
  for (size_t i = 0; i < draft.instruments.size(); ++i) {
    Instrument& instrument = draft.parts.instruments[i];
    instrument.text = draft.instruments[i].text;
    instrument.at = draft.LocationOf(draft.instruments[i].at);
    BuildInstrument(draft, draft.instruments[i], instrument);
  }
}

void BuildLevels(Draft& draft) {
  if (draft.header == nullptr) return;
  const At header(draft.header, &draft.header->root);
  std::map<int, Place> groups;
  for (int i = 0; i < draft.parts.text.level_size(); ++i) {
    const v1::GroupLevelRule& text = draft.parts.text.level(i);
    const At at = header.Child("level", i);
    GroupLevel& level = draft.parts.levels.emplace_back();
    level.text = &text;
    RequireField(draft, at, "group");
    RequireField(draft, at, "title");
    RequireField(draft, at, "instrument");
    auto [first, is_new] = groups.emplace(text.group(), at.Child("group").Value());
    if (!is_new && text.group() != v1::GROUP_UNSPECIFIED) {
      draft.reporter
          .Error(at.Child("group").Value(), "duplicate-group",
                 absl::StrCat("two levels for ", v1::Group_Name(text.group())))
          .other.push_back(first->second);
    }
    level.recorded =
        CheckFormula(draft, at, {"recorded", &text.recorded(), Wants::kInt, false, true, true});
    if (text.instrument().empty()) continue;
    const Named* named = Use(draft, "instrument", text.instrument());
    if (named == nullptr) {
      draft.reporter.Error(at.Child("instrument").Value(), "unknown-instrument",
                           absl::StrCat("there is no instrument \"", text.instrument(), "\""),
                           DidYouMean(text.instrument(), IdsOf(draft, "instrument")));
      continue;
    }
    level.instrument = named->index;
    Instrument& instrument = draft.parts.instruments[named->index];
    if (!instrument.is_level) CheckLevelInstrument(draft, draft.instruments[named->index]);
    instrument.is_level = true;
  }
}

}  // namespace risk::edition
