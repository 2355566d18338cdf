#include "risk/assessment/findings.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "risk/assessment/contradictions.h"
#include "risk/assessment/deadline.h"
#include "risk/assessment/elements.h"
#include "risk/assessment/instruments.h"
#include "risk/assessment/wording.h"

namespace risk::assessment {

using edition::Finding;
using evaluation::Truth;

namespace {

// Explains everything with kExplanations. With kMissing what is undecided says what it rests on, and the
// outcome stands beside it.
template <typename Result>
void Explain(const edition::Formula& formula, const RuleRow* row, Detail detail, Result& result,
             CaseEvaluation& evaluation) {
  if (!formula.has_value()) return;
  if (detail == Detail::kExplanations) {
    evaluation.Explain(formula, row, *result.mutable_explanation());
  } else if (detail == Detail::kMissing && result.outcome() == v1::UNKNOWN) {
    evaluation.pieces().Refer(evaluation.Missing(formula, row), *result.mutable_explanation());
  }
}

void AddWords(const Finding& finding, const RuleRow& row, CaseEvaluation& evaluation,
              v1::FindingResult& result) {
  const v1::Finding& text = *finding.text;
  result.set_title(text.title());
  result.set_wording(Fill(finding.wording, finding.shows, row, evaluation));
  result.set_who(text.who());
  result.set_because(text.because());
  *result.mutable_source() = text.source();
}

v1::FindingResult MakeFinding(const Finding& finding, Truth truth, const Element& element,
                              Detail detail, CaseEvaluation& evaluation,
                              std::vector<v1::RuleError>& errors) {
  const v1::Finding& text = *finding.text;
  v1::FindingResult result;
  result.set_id(text.id());
  result.set_kind(text.kind());
  result.set_severity(text.severity());
  result.set_outcome(OutcomeOf(truth));
  *result.mutable_at_risk() = text.at_risk();
  result.set_layer(evaluation.edition().LayerOf(finding.at));
  if (!element.label.empty()) result.set_element(element.label);
  if (detail != Detail::kResults) AddWords(finding, element.row, evaluation, result);
  const absl::StatusOr<std::optional<v1::Date>> due = DueDate(finding.due, element.row, evaluation);
  if (!due.ok()) {
    v1::RuleError& error = errors.emplace_back();
    error.set_rule(text.id());
    error.set_text(std::string(due.status().message()));
  } else if (due->has_value()) {
    *result.mutable_due() = **due;
  }
  Explain(finding.when, &element.row, detail, result, evaluation);
  return result;
}

}  // namespace

std::vector<v1::FindingResult> MakeFindings(Detail detail, CaseEvaluation& evaluation,
                                            std::vector<v1::RuleError>& errors) {
  std::vector<v1::FindingResult> results = Contradictions(evaluation);
  for (const Finding& finding : evaluation.edition().findings()) {
    const Truth made = evaluation.TruthOf(finding.made);
    if (made == Truth::kFalse || made == Truth::kError) continue;
    const bool is_quiet = finding.text->quiet_when_undecided();
    if (made == Truth::kUnknown && is_quiet) continue;
    const std::string& id = finding.text->id();
    for (const Element& element :
         ElementsOf(finding.each, finding.rows, id, evaluation, errors)) {
      Truth truth = evaluation.TruthOf(finding.when, &element.row);
      if (truth == Truth::kTrue) truth = element.belongs;
      if (truth == Truth::kFalse || truth == Truth::kError) continue;
      if (truth == Truth::kUnknown && is_quiet) continue;
      results.push_back(MakeFinding(finding, truth, element, detail, evaluation, errors));
    }
  }
  std::stable_sort(results.begin(), results.end(),
                   [](const v1::FindingResult& a, const v1::FindingResult& b) {
                     if (a.severity() != b.severity()) return a.severity() > b.severity();
                     return a.outcome() > b.outcome();
                   });
  return results;
}

std::vector<v1::FactorResult> MakeFactors(Detail detail, CaseEvaluation& evaluation) {
  std::vector<v1::FactorResult> results;
  results.reserve(evaluation.edition().factors().size());
  for (const v1::Outcome outcome : {v1::TRUE, v1::UNKNOWN, v1::FALSE}) {
    for (const edition::Factor& factor : evaluation.edition().factors()) {
      if (OutcomeOf(evaluation.TruthOf(factor.when)) != outcome) continue;
      v1::FactorResult& result = results.emplace_back();
      const v1::Factor& text = *factor.text;
      result.set_id(text.id());
      result.set_outcome(outcome);
      result.set_layer(evaluation.edition().LayerOf(factor.at));
      if (detail == Detail::kExplanations || (detail == Detail::kMissing && outcome == v1::TRUE)) {
        result.set_title(text.title());
        result.set_kind(text.kind());
        result.set_family(text.family());
        *result.mutable_at_risk() = text.at_risk();
        result.set_because(text.because());
        *result.mutable_source() = text.source();
      }
      Explain(factor.when, nullptr, detail, result, evaluation);
    }
  }
  return results;
}

}  // namespace risk::assessment
