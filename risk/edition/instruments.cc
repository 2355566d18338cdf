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
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "risk/edition/formulas.h"
#include "risk/edition/instrument_body.h"
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

// What its values must be. The total of one element is an expression, which does not round.
Wants NumberOf(const v1::Instrument& instrument) {
  return instrument.has_for_each() && instrument.whole() ? Wants::kInt : Wants::kNumber;
}

// What an instrument that is made for each element cannot have: its total is an expression.
void CheckItemOfEach(EditionBuilder& builder, const v1::Instrument& instrument, const At& at,
                     const v1::Instrument::Item& text) {
  Misplaced(builder, at, "polynomial", "an instrument made for each element has points");
  if (instrument.whole() && text.points() != std::floor(text.points())) {
    builder.reporter.Error(at.Child("points").Value(), "bad-number",
                           absl::StrCat(text.points(), " points in an instrument that is `whole`"));
  }
  if (instrument.combine() == v1::Instrument::HIGHEST && at.Has("points") &&
      text.points() < instrument.base()) {
    builder.reporter.Error(at.Child("points").Value(), "bad-number",
                           absl::StrCat(text.points(), " points lie below the base of ",
                                        instrument.base()));
  }
}

void BuildItem(EditionBuilder& builder, const v1::Instrument& instrument, const At& at,
               const v1::Instrument::Item& text, const Binding* binding, Item& item) {
  item.text = &text;
  item.at = builder.LocationOf(at);
  if (binding != nullptr) CheckItemOfEach(builder, instrument, at, text);
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
  const Wants number = NumberOf(instrument);
  item.when =
      CheckFormula(builder, at, {"when", &text.when(), Wants::kBool, false, true, false, binding});
  item.value =
      CheckFormula(builder, at, {"value", &text.value(), number, false, true, false, binding});
  item.points_from = CheckFormula(
      builder, at, {"points_from", &text.points_from(), number, false, true, false, binding});
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
                             : absl::StrCat(" on ", schema::DaysToText({day, day}));
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
    const Named* parameter = UseOrReport(builder, field.Value(), "param", text.from_param());
    if (parameter == nullptr) continue;
    if (!builder.edition.parameters[parameter->index].type.IsNumber()) {
      builder.reporter.Error(field.Value(), "wrong-type", "a band must start at a number");
    } else {
      band.parameter = parameter->index;
    }
  }
  CheckBandOrder(builder, placed.at, instrument);
}

// How the total is given.
void CheckFinish(EditionBuilder& builder, const At& at, const v1::Instrument& text) {
  CheckFinite(builder, at, "scale", text.scale());
  CheckFinite(builder, at, "at_most", text.at_most());
  if (at.Has("scale") && !(text.scale() > 0)) {
    builder.reporter.Error(at.Child("scale").Value(), "bad-number", "a scale is above 0");
  }
  if (text.decimals() < 0 || text.decimals() > evaluation::kMostDecimals) {
    builder.reporter.Error(at.Child("decimals").Value(), "bad-number",
                           absl::StrCat("decimals are 0 to ", evaluation::kMostDecimals));
  }
  if (!text.has_for_each()) return;
  for (const char* field : {"scale", "decimals", "at_most"}) {
    Misplaced(builder, at, field, "an instrument made for each element is not scaled or rounded");
  }
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
  CheckFinish(builder, placed.at, text);
  Binding element;
  const Binding* binding = nullptr;
  if (text.has_for_each()) {
    if (text.combine() == v1::Instrument::LOGISTIC) {
      builder.reporter.Error(placed.at.Child("combine").Value(), "bad-each",
                             "LOGISTIC cannot be made for each element");
    }
    instrument.each = BuildEach(builder, placed.at, text.for_each(), element, {true, true});
    if (!instrument.each) return;
    binding = &element;
  }
  std::map<std::string, Place> ids;
  for (int i = 0; i < text.item_size(); ++i) {
    const At at = placed.at.Child("item", i);
    CheckLocalId(builder, at, text.item(i).id(), ids);
    BuildItem(builder, text, at, text.item(i), binding, instrument.items.emplace_back());
  }
  BuildBands(builder, placed, instrument);
  instrument.applies = CheckFormula(
      builder, placed.at, {"applies", &text.applies(), Wants::kBool, false, true, false, binding});
  instrument.raised_by =
      CheckFormula(builder, placed.at, {"raised_by", &text.raised_by(), NumberOf(text), false,
                                        true, false, binding});
  if (binding == nullptr || builder.reporter.has_error()) return;
  instrument.members = Synthesize(builder, placed.at, text.for_each().list());
  instrument.of_one = Synthesize(
      builder, placed.at, absl::StrCat("instrument.", text.id(), "(", element.name, ")"), binding);
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
  evaluation::InstrumentSpec& spec = instrument.spec;
  const bool is_one = !instrument.each.has_value();
  spec.combine = CombineOf(instrument.text->combine());
  spec.base = instrument.text->base();
  if (instrument.text->has_scale()) spec.scale = instrument.text->scale();
  if (instrument.text->has_decimals()) spec.decimals = instrument.text->decimals();
  if (instrument.text->has_at_most()) spec.at_most = instrument.text->at_most();
  for (Item& item : instrument.items) {
    evaluation::InstrumentItem& added = spec.items.emplace_back();
    added.points = spec.combine == evaluation::Combine::kCount ? 1 : item.text->points();
    added.polynomial.assign(item.text->polynomial().begin(), item.text->polynomial().end());
    added.is_whole = item.value.has_value() && item.value.checked->type().Is(Kind::kInt);
    if (!is_one) continue;
    planner.Add(item.when);
    planner.Add(item.value);
    planner.Add(item.points_from);
    added.when = item.when.output;
    added.value = item.value.output;
    added.points_from = item.points_from.output;
  }
  if (is_one) {
    planner.Add(instrument.applies);
    planner.Add(instrument.raised_by);
    spec.raised_by = instrument.raised_by.output;
    instrument.total = planner.plan.AddInstrument(spec, instrument.variable);
  } else {
    instrument.total = planner.plan.AddHighest(
        {instrument.members.checked, {instrument.of_one.checked}}, spec.base, instrument.variable);
    if (instrument.total < 0) return planner.CannotCompile();
  }
  if (!instrument.bands.empty()) PlanBands(planner, instrument);
}

// The message that a list or a filter of one consists of; null if it is neither.
const google::protobuf::Descriptor* ElementOf(const EditionBuilder& builder, absl::string_view list) {
  list = list.substr(0, list.find(".filter("));
  if (absl::ConsumePrefix(&list, "view.")) {
    for (const Placed<v1::View>& view : builder.All<v1::View>()) {
      if (view.text->id() == list) return builder.edition.environment.FindMessage(view.text->type());
    }
    return nullptr;
  }
  const google::protobuf::Descriptor* type = builder.edition.environment.context();
  for (const absl::string_view name : absl::StrSplit(list, '.')) {
    const auto* field = type == nullptr ? nullptr : type->FindFieldByName(std::string(name));
    type = field == nullptr ? nullptr : field->message_type();
  }
  return type;
}

// instrument.ID(x), for one element. What is wrong with the list is reported when it is built.
void DeclareForEach(EditionBuilder& builder, const v1::Instrument& text) {
  const auto* type = ElementOf(builder, text.for_each().list());
  expression::Function function;
  function.name = "instrument." + text.id();
  function.parameter = text.for_each().name();
  function.parameter_type = type == nullptr ? Type() : Type::Message(type);
  function.body = type == nullptr ? "dyn(0)" : BodyOf(text);
  builder.edition.environment.DeclareFunction(std::move(function));
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
      if (text.has_for_each()) DeclareForEach(builder, text);
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
    reads.formulas.insert(reads.formulas.end(), {&instrument.applies, &instrument.raised_by,
                                                 &instrument.members, &instrument.of_one});
    if (instrument.each) reads.list = &instrument.each->list;
    return reads;
  }
  void Plan(Planner& planner, int index) const override {
    PlanInstrument(planner, planner.edition.instruments[index]);
  }
  void PlanRows(Planner& planner, int index) const override {
    Instrument& instrument = planner.edition.instruments[index];
    if (!instrument.each) return;
    std::vector<Formula*> formulas = {&instrument.applies, &instrument.raised_by};
    for (Item& item : instrument.items) {
      formulas.insert(formulas.end(), {&item.when, &item.value, &item.points_from});
    }
    instrument.rows = planner.AddRows(planner.builder.One<v1::Instrument>(index).at,
                                      instrument.each, formulas);
  }
};

}  // namespace

const RuleLoader& Instruments() {
  static const InstrumentLoader& loader = *new InstrumentLoader;
  return loader;
}

}  // namespace risk::edition
