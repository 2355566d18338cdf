#include "risk/assessment/errors.h"

#include <string>

namespace risk::assessment {

using edition::Formula;

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

}  // namespace

std::vector<v1::RuleError> RuleErrors(CaseEvaluation& evaluation) {
  const Edition& edition = evaluation.edition();
  Collector collector(evaluation);
  if (evaluation.results().error_count() == 0) return {};
  for (const edition::Step& step : edition.order()) {
    const std::string& id = edition.IdOf(step);
    for (const Formula* formula : edition.FormulasOf(step)) collector.Check(id, *formula);
    if (step.kind == edition::RuleKind::kView &&
        evaluation.results().is_error(edition.views()[step.index].step)) {
      collector.Add(id, "part of a row cannot be computed; it is read as unknown");
    }
    if (step.kind != edition::RuleKind::kInstrument) continue;
    const edition::Instrument& instrument = edition.instruments()[step.index];
    if (evaluation.results().is_error(instrument.total)) collector.Add(id, "has no total");
  }
  return collector.Take();
}

}  // namespace risk::assessment
