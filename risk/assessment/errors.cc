#include "risk/assessment/errors.h"

#include <string>

namespace risk::assessment {

using edition::Formula;
using StepKind = edition::Step::Kind;

namespace {

class Collector {
 public:
  explicit Collector(CaseEvaluation& evaluation) : evaluation_(evaluation) {}

  void Check(const std::string& rule, const Formula& formula) {
    if (!formula.has_value() || formula.output < 0) return;
    if (!evaluation_.results().is_error(formula.output)) return;
    const evaluation::Value value = evaluation_.Evaluate(formula);
    Add(rule, value.is_error() ? std::string(value.error_text()) : "cannot be evaluated");
  }

  void Add(const std::string& rule, std::string text) {
    if (!errors_.empty() && errors_.back().rule() == rule) return;  // one of each rule
    v1::RuleError& error = errors_.emplace_back();
    error.set_rule(rule);
    error.set_text(std::move(text));
  }

  std::vector<v1::RuleError> Take() { return std::move(errors_); }

 private:
  CaseEvaluation& evaluation_;
  std::vector<v1::RuleError> errors_;
};

void CheckInstrument(const edition::Instrument& instrument, CaseEvaluation& evaluation,
                     Collector& collector) {
  const std::string& id = instrument.text->id();
  for (const edition::Item& item : instrument.items) {
    for (const Formula* formula : {&item.when, &item.value, &item.points_from}) {
      collector.Check(id, *formula);
    }
  }
  collector.Check(id, instrument.applies);
  collector.Check(id, instrument.raised_by);
  if (evaluation.results().is_error(instrument.total)) collector.Add(id, "has no total");
}

}  // namespace

std::vector<v1::RuleError> RuleErrors(CaseEvaluation& evaluation) {
  const Edition& edition = evaluation.edition();
  Collector collector(evaluation);
  for (const edition::Step& step : edition.order()) {
    switch (step.kind) {
      case StepKind::kFact: {
        const edition::Fact& fact = edition.facts()[step.index];
        collector.Check(fact.text->id(), fact.value);
        break;
      }
      case StepKind::kClosure: {
        const edition::Closure& closure = edition.closures()[step.index];
        collector.Check(closure.text->id(), closure.when);
        break;
      }
      case StepKind::kFactor: {
        const edition::Factor& factor = edition.factors()[step.index];
        collector.Check(factor.text->id(), factor.when);
        break;
      }
      case StepKind::kInstrument:
        CheckInstrument(edition.instruments()[step.index], evaluation, collector);
        break;
      case StepKind::kCheck: {
        const edition::Check& check = edition.checks()[step.index];
        for (const Formula* formula : {&check.needed, &check.satisfied, &check.open}) {
          collector.Check(check.text->id(), *formula);
        }
        break;
      }
      case StepKind::kFinding: {
        const edition::Finding& finding = edition.findings()[step.index];
        collector.Check(finding.text->id(), finding.made);
        break;
      }
    }
  }
  return collector.Take();
}

}  // namespace risk::assessment
