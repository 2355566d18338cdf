#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "risk/edition/formulas.h"
#include "risk/edition/order.h"
#include "risk/evaluation/input/case_access.h"
#include "risk/evaluation/plan/instrument_spec.h"
#include "risk/evaluation/plan/plan.h"

namespace risk::edition {
namespace {

using evaluation::PlanBuilder;

class Planner {
 public:
  explicit Planner(Draft& draft)
      : draft_(draft), parts_(draft.parts), builder_(parts_.environment) {}

  void Plan() {
    builder_.SetAssessedOn(parts_.environment.FindVariable("assessed_on"));
    for (const Parameter& parameter : parts_.parameters) {
      builder_.AddParameter(parameter.variable, parameter.values);
    }
    for (size_t i = 0; i < parts_.tables.size(); ++i) {
      builder_.SetTable(static_cast<int>(i), parts_.tables[i].numbers);
    }
    builder_.SetFieldAccess(CaseAccess());
    if (parts_.calendar) builder_.SetCalendar(&*parts_.calendar);
    for (const Step& step : parts_.order) Add(step);
    parts_.plan = builder_.Build();
  }

 private:
  void Add(const Step& step) {
    switch (step.kind) {
      case Step::Kind::kFact: {
        Fact& fact = parts_.facts[step.index];
        Add(fact.value, fact.variable);
        break;
      }
      case Step::Kind::kClosure: {
        Closure& closure = parts_.closures[step.index];
        closure.when.output = builder_.AddClosure(closure.list, closure.when.checked);
        break;
      }
      case Step::Kind::kFactor: {
        Factor& factor = parts_.factors[step.index];
        Add(factor.when, factor.variable);
        break;
      }
      case Step::Kind::kInstrument:
        AddInstrument(parts_.instruments[step.index]);
        break;
      case Step::Kind::kCheck:
        AddCheck(parts_.checks[step.index]);
        break;
      case Step::Kind::kFinding: {
        Finding& finding = parts_.findings[step.index];
        Add(finding.made, finding.variable);
        if (!finding.each) finding.when.output = finding.made.output;
        break;
      }
    }
  }

  void Add(Formula& formula, int variable = -1) {
    if (formula.has_value()) formula.output = builder_.AddExpression(formula.checked, variable);
  }

  void AddCheck(Check& check) {
    if (!check.each) {
      const std::string name = absl::StrCat("check.", check.text->id());
      Add(check.needed, parts_.environment.FindVariable(name + ".needed"));
      Add(check.satisfied, parts_.environment.FindVariable(name + ".satisfied"));
    }
    Add(check.open, check.variable);
    Add(check.open_certain);
  }

  void AddInstrument(Instrument& instrument) {
    evaluation::InstrumentSpec spec;
    spec.combine = CombineOf(instrument.text->combine());
    spec.base = instrument.text->base();
    for (Item& item : instrument.items) {
      Add(item.when);
      Add(item.value);
      Add(item.points_from);
      evaluation::InstrumentItem& added = spec.items.emplace_back();
      added.when = item.when.output;
      added.value = item.value.output;
      added.points_from = item.points_from.output;
      added.points = spec.combine == evaluation::Combine::kCount ? 1 : item.text->points();
      added.polynomial.assign(item.text->polynomial().begin(), item.text->polynomial().end());
    }
    Add(instrument.applies);
    Add(instrument.raised_by);
    spec.raised_by = instrument.raised_by.output;
    instrument.total = builder_.AddInstrument(std::move(spec), instrument.variable);
    if (!instrument.bands.empty()) AddBands(instrument);
  }

  void AddBands(Instrument& instrument) {
    evaluation::BandSpec spec;
    spec.total = instrument.total;
    for (const Band& band : instrument.bands) {
      evaluation::BandStart& start = spec.bands.emplace_back();
      start.id = band.text->id();
      start.from = band.from;
      if (band.parameter < 0) continue;
      Formula from = Synthesize(draft_, draft_.parameters[band.parameter].at,
                                "param." + parts_.parameters[band.parameter].text->id());
      start.from_step = builder_.AddExpression(from.checked);
    }
    instrument.band = builder_.AddBand(std::move(spec), instrument.band_variable);
  }

  static evaluation::Combine CombineOf(v1::Instrument::Combine combine) {
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

  Draft& draft_;
  Parts& parts_;
  PlanBuilder builder_;
};

}  // namespace

void BuildPlan(Draft& draft) { Planner(draft).Plan(); }

}  // namespace risk::edition
