#include "risk/edition/instruments.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "risk/edition/formulas.h"
#include "risk/edition/names.h"
#include "risk/edition/planning.h"
#include "risk/edition/reasons.h"
#include "risk/evaluation/plan/instrument_spec.h"
#include "risk/evaluation/value/date_arithmetic.h"
#include "risk/v1/level.pb.h"

namespace risk::edition {
namespace {

using expression::Kind;
using expression::Type;

void Misplaced(EditionBuilder& builder, const At& rule, const char* field, const char* why) {
  if (!rule.Has(field)) return;
  builder.reporter.Error(rule.Child(field).Name(), "unused-field",
                         absl::StrCat("\"", field, "\" has no meaning here: ", why));
}

void CheckFinite(EditionBuilder& builder, const At& rule, const char* field, double number) {
  if (std::isfinite(number)) return;
  builder.reporter.Error(rule.Child(field).Value(), "bad-number", "not a finite number");
}

void BuildItem(EditionBuilder& builder, const v1::Instrument& instrument, const At& at,
               const v1::Instrument::Item& text, Item& item) {
  item.text = &text;
  item.at = builder.LocationOf(at);
  const bool is_weighed = instrument.combine() == v1::Instrument::SUM ||
                          instrument.combine() == v1::Instrument::LOGISTIC;
  if (!is_weighed) {
    Misplaced(builder, at, "value", "only SUM and LOGISTIC read it");
    Misplaced(builder, at, "polynomial", "only SUM and LOGISTIC read it");
  }
  if (instrument.combine() == v1::Instrument::COUNT) {
    Misplaced(builder, at, "points", "COUNT counts every item as 1");
    Misplaced(builder, at, "points_from", "COUNT counts every item as 1");
  } else if (text.polynomial_size() > 0) {
    Misplaced(builder, at, "points", "the polynomial has the weights");
    Misplaced(builder, at, "points_from", "the polynomial has the weights");
    if (text.value().empty()) RequireField(builder, at, "value", "what the polynomial is of");
  } else if (!at.Has("points") && !at.Has("points_from")) {
    RequireField(builder, at, "points");
  }
  if (at.Has("points") && at.Has("points_from")) {
    builder.reporter
        .Error(at.Child("points_from").Name(), "repeated-field",
               "\"points_from\" besides \"points\": only one of them can be set")
        .other.push_back(at.Child("points").Name());
  }
  if (!is_weighed) RequireField(builder, at, "when");
  if (is_weighed && !at.Has("when") && !at.Has("value")) {
    RequireField(builder, at, "when", "or \"value\"");
  }
  CheckFinite(builder, at, "points", text.points());
  for (int i = 0; i < text.polynomial_size(); ++i) {
    if (!std::isfinite(text.polynomial(i))) {
      builder.reporter.Error(at.Child("polynomial", i).Value(), "bad-number",
                             "not a finite number");
    }
  }
  CheckSources(builder, at);
  item.when = CheckFormula(builder, at, {"when", &text.when(), Wants::kBool, false, true});
  item.value = CheckFormula(builder, at, {"value", &text.value(), Wants::kNumber, false, true});
  item.points_from =
      CheckFormula(builder, at, {"points_from", &text.points_from(), Wants::kNumber, false, true});
}

double BandStart(const EditionBuilder& builder, const Band& band, int64_t day) {
  if (band.parameter < 0) return band.from;  // not a number if it could not be read
  const expression::Constant* value = builder.edition.parameters[band.parameter].On(day);
  if (value == nullptr) return std::nan("");
  if (const int64_t* whole = std::get_if<int64_t>(value)) return static_cast<double>(*whole);
  const double* number = std::get_if<double>(value);
  return number ? *number : std::nan("");
}

// Bands must ascend on every day: it is enough to look at the days on which a parameter changes.
void CheckBandOrder(EditionBuilder& builder, const At& at, const Instrument& instrument) {
  std::set<int64_t> days = {evaluation::kNoFirstDay};
  for (const Band& band : instrument.bands) {
    if (band.parameter < 0) continue;
    for (const auto& value : builder.edition.parameters[band.parameter].values)
      days.insert(value.first);
  }
  for (size_t i = 1; i < instrument.bands.size(); ++i) {
    for (int64_t day : days) {
      double before = BandStart(builder, instrument.bands[i - 1], day);
      double from = BandStart(builder, instrument.bands[i], day);
      if (std::isnan(before) || std::isnan(from) || from > before) continue;
      std::string when = day == evaluation::kNoFirstDay
                             ? ""
                             : absl::StrCat(" on ", evaluation::DaysToText({day, day}));
      const At band = at.Child("band", i);
      builder.reporter
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

void BuildBands(EditionBuilder& builder, const Placed<v1::Instrument>& placed,
                Instrument& instrument) {
  std::map<std::string, Place> ids;
  for (int i = 0; i < placed.text->band_size(); ++i) {
    const v1::Instrument::Band& text = placed.text->band(i);
    const At at = placed.at.Child("band", i);
    Band& band = instrument.bands.emplace_back();
    band.text = &text;
    band.from = at.Has("from") ? text.from() : std::nan("");
    CheckLocalId(builder, at, text.id(), ids);
    CheckFinite(builder, at, "from", text.from());
    if (at.Has("from") && at.Has("from_param")) {
      builder.reporter.Error(at.Child("from_param").Name(), "repeated-field",
                             "\"from_param\" besides \"from\": only one of them can be set");
    } else if (!at.Has("from_param")) {
      RequireField(builder, at, "from", "or \"from_param\"");
    }
    if (text.from_param().empty()) continue;
    const At field = at.Child("from_param");
    const Named* parameter = Use(builder, "param", text.from_param());
    if (parameter == nullptr) {
      builder.reporter.Error(field.Value(), "unknown-parameter",
                             absl::StrCat("there is no parameter \"", text.from_param(), "\""),
                             DidYouMean(text.from_param(), IdsOf(builder, "param")));
    } else if (!builder.edition.parameters[parameter->index].type.IsNumber()) {
      builder.reporter.Error(field.Value(), "wrong-type", "a band must start at a number");
    } else {
      band.parameter = parameter->index;
    }
  }
  CheckBandOrder(builder, placed.at, instrument);
}

void BuildInstrument(EditionBuilder& builder, const Placed<v1::Instrument>& placed,
                     Instrument& instrument) {
  const v1::Instrument& text = *placed.text;
  RequireField(builder, placed.at, "title");
  RequireField(builder, placed.at, "combine", "COUNT, SUM, HIGHEST, LOOKUP or LOGISTIC");
  RequireField(builder, placed.at, "item");
  RequireBecause(builder, placed.at);
  RequireSource(builder, placed.at);
  CheckFinite(builder, placed.at, "base", text.base());
  if (text.combine() == v1::Instrument::COUNT) {
    Misplaced(builder, placed.at, "base", "COUNT starts at 0");
  }
  if (text.as_published() != v1::Instrument::PRORATED) {
    Misplaced(builder, placed.at, "most_missing", "only PRORATED reads it");
  }
  std::map<std::string, Place> ids;
  for (int i = 0; i < text.item_size(); ++i) {
    const At at = placed.at.Child("item", i);
    CheckLocalId(builder, at, text.item(i).id(), ids);
    BuildItem(builder, text, at, text.item(i), instrument.items.emplace_back());
  }
  BuildBands(builder, placed, instrument);
  instrument.applies =
      CheckFormula(builder, placed.at, {"applies", &text.applies(), Wants::kBool, false, true});
  instrument.raised_by = CheckFormula(
      builder, placed.at, {"raised_by", &text.raised_by(), Wants::kNumber, false, true});
}

bool IsLevel(double points) {
  return points == std::floor(points) && points >= v1::LOW && points <= v1::VERY_HIGH;
}

// Totals of an instrument that gives a level must be numbers of Level.
void CheckLevelInstrument(EditionBuilder& builder, const Placed<v1::Instrument>& placed) {
  const v1::Instrument& text = *placed.text;
  constexpr char kHint[] = "1 is LOW, 2 MEDIUM, 3 HIGH, 4 VERY_HIGH";
  if (text.combine() != v1::Instrument::HIGHEST && text.combine() != v1::Instrument::LOOKUP &&
      text.combine() != v1::Instrument::COMBINE_UNSPECIFIED) {
    builder.reporter.Error(placed.at.Child("combine").Value(), "not-a-level",
                           "an instrument that gives a level combines by HIGHEST or LOOKUP",
                           "levels are not counted or added");
  }
  if (!placed.at.Has("base")) {
    RequireField(builder, placed.at, "base", "the level when no item is true: 1 is LOW");
  } else if (!IsLevel(text.base())) {
    builder.reporter.Error(placed.at.Child("base").Value(), "points-outside-level",
                           absl::StrCat("base ", text.base(), " is no level"), kHint);
  }
  if (!text.whole()) RequireField(builder, placed.at, "whole", "levels are whole numbers");
  for (int i = 0; i < text.item_size(); ++i) {
    const At item = placed.at.Child("item", i);
    RequireBecause(builder, item);
    if (!item.Has("points") || IsLevel(text.item(i).points())) continue;
    builder.reporter.Error(item.Child("points").Value(), "points-outside-level",
                           absl::StrCat(text.item(i).points(), " points are no level"), kHint);
  }
}

evaluation::Combine CombineOf(v1::Instrument::Combine combine) {
  switch (combine) {
    case v1::Instrument::COUNT:
      return evaluation::Combine::kCount;
    case v1::Instrument::HIGHEST:
      return evaluation::Combine::kHighest;
    case v1::Instrument::LOOKUP:
      return evaluation::Combine::kLookup;
    case v1::Instrument::LOGISTIC:
      return evaluation::Combine::kLogistic;
    default:
      return evaluation::Combine::kSum;
  }
}

void PlanBands(Planner& planner, Instrument& instrument) {
  evaluation::BandSpec spec;
  spec.total = instrument.total;
  for (const Band& band : instrument.bands) {
    evaluation::BandStart& start = spec.bands.emplace_back();
    start.id = band.text->id();
    start.from = band.from;
    if (band.parameter < 0) continue;
    Formula from =
        Synthesize(planner.builder, planner.builder.One<v1::Parameter>(band.parameter).at,
                   "param." + planner.edition.parameters[band.parameter].text->id());
    start.from_step = planner.plan.AddExpression(from.checked);
  }
  instrument.band = planner.plan.AddBand(std::move(spec), instrument.band_variable);
}

void PlanInstrument(Planner& planner, Instrument& instrument) {
  evaluation::InstrumentSpec spec;
  spec.combine = CombineOf(instrument.text->combine());
  spec.base = instrument.text->base();
  for (Item& item : instrument.items) {
    planner.Add(item.when);
    planner.Add(item.value);
    planner.Add(item.points_from);
    evaluation::InstrumentItem& added = spec.items.emplace_back();
    added.when = item.when.output;
    added.value = item.value.output;
    added.points_from = item.points_from.output;
    added.points = spec.combine == evaluation::Combine::kCount ? 1 : item.text->points();
    added.polynomial.assign(item.text->polynomial().begin(), item.text->polynomial().end());
  }
  planner.Add(instrument.applies);
  planner.Add(instrument.raised_by);
  spec.raised_by = instrument.raised_by.output;
  instrument.total = planner.plan.AddInstrument(std::move(spec), instrument.variable);
  if (!instrument.bands.empty()) PlanBands(planner, instrument);
}

class InstrumentLoader : public RuleLoader {
 public:
  InstrumentLoader() : RuleLoader({RuleKind::kInstrument, "instrument", "instrument", "item"}) {}

  void Declare(EditionBuilder& builder) const override {
    int index = 0;
    for (const Placed<v1::Instrument>& placed : builder.All<v1::Instrument>()) {
      const v1::Instrument& text = *placed.text;
      const Step rule{RuleKind::kInstrument, index++};
      Instrument& instrument = builder.edition.instruments.emplace_back();
      const Kind kind = text.whole() ? Kind::kInt : Kind::kDouble;
      instrument.variable =
          edition::Declare(builder, "instrument." + text.id(), Type::Of(kind), false, {rule});
      if (text.band_size() == 0) continue;
      instrument.band_variable =
          edition::Declare(builder, "band." + text.id(), Type::Of(Kind::kString), false,
                           {rule, VariableSource::Part::kBand});
    }
  }
  void Build(EditionBuilder& builder) const override {
    for (size_t i = 0; i < builder.edition.instruments.size(); ++i) {
      const Placed<v1::Instrument> placed = builder.One<v1::Instrument>(i);
      Instrument& instrument = builder.edition.instruments[i];
      instrument.text = placed.text;
      instrument.at = builder.LocationOf(placed.at);
      BuildInstrument(builder, placed, instrument);
    }
  }
  std::optional<Reads> ReadsOf(const EditionData& edition, int index) const override {
    const Instrument& instrument = edition.instruments[index];
    Reads reads;
    for (const Item& item : instrument.items) {
      reads.formulas.insert(reads.formulas.end(), {&item.when, &item.value, &item.points_from});
    }
    reads.formulas.insert(reads.formulas.end(), {&instrument.applies, &instrument.raised_by});
    return reads;
  }
  void Plan(Planner& planner, int index) const override {
    PlanInstrument(planner, planner.edition.instruments[index]);
  }
};

}  // namespace

const RuleLoader& Instruments() {
  static const InstrumentLoader& loader = *new InstrumentLoader;
  return loader;
}

void BuildLevels(EditionBuilder& builder) {
  if (builder.level_header == nullptr) return;
  const At header(builder.level_header, &builder.level_header->root);
  std::map<int, Place> groups;
  for (int i = 0; i < builder.edition.text.level_size(); ++i) {
    const v1::GroupLevelRule& text = builder.edition.text.level(i);
    const At at = header.Child("level", i);
    GroupLevel& level = builder.edition.levels.emplace_back();
    level.text = &text;
    RequireField(builder, at, "group");
    RequireField(builder, at, "title");
    RequireField(builder, at, "instrument");
    auto [first, is_new] = groups.emplace(text.group(), at.Child("group").Value());
    if (!is_new && text.group() != v1::GROUP_UNSPECIFIED) {
      builder.reporter
          .Error(at.Child("group").Value(), "duplicate-group",
                 absl::StrCat("two levels for ", v1::Group_Name(text.group())))
          .other.push_back(first->second);
    }
    level.recorded =
        CheckFormula(builder, at, {"recorded", &text.recorded(), Wants::kInt, false, true, true});
    if (text.instrument().empty()) continue;
    const Named* named = Use(builder, "instrument", text.instrument());
    if (named == nullptr) {
      builder.reporter.Error(at.Child("instrument").Value(), "unknown-instrument",
                             absl::StrCat("there is no instrument \"", text.instrument(), "\""),
                             DidYouMean(text.instrument(), IdsOf(builder, "instrument")));
      continue;
    }
    level.instrument = named->index;
    Instrument& instrument = builder.edition.instruments[named->index];
    if (!instrument.is_level) {
      CheckLevelInstrument(builder, builder.One<v1::Instrument>(named->index));
    }
    instrument.is_level = true;
  }
}

}  // namespace risk::edition
