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
using evaluation::Value;

namespace {

// Explains everything with kExplanations, and what is undecided with kMissing.
template <typename Result>
void Explain(const edition::Formula& formula, const Value* element, Detail detail, Result& result,
             CaseEvaluation& evaluation) {
  if (!formula.has_value()) return;
  if (detail == Detail::kExplanations) {
    *result.mutable_explanation() = evaluation.Explain(formula, element);
  } else if (detail == Detail::kMissing && result.outcome() == v1::UNKNOWN) {
    v1::Explanation& explanation = *result.mutable_explanation();
    explanation.set_outcome(v1::UNKNOWN);
    for (std::string& path : evaluation.Missing(formula, element)) {
      explanation.add_missing(std::move(path));
    }
  }
}

v1::FindingResult MakeFinding(const Finding& finding, Truth truth, const Element* element,
                              Detail detail, CaseEvaluation& evaluation,
                              std::vector<v1::RuleError>& errors) {
  const v1::Finding& text = *finding.text;
  const Value* bound = element == nullptr ? nullptr : &element->value;
  v1::FindingResult result;
  result.set_id(text.id());
  result.set_title(text.title());
  result.set_kind(text.kind());
  result.set_severity(text.severity());
  result.set_outcome(OutcomeOf(truth));
  result.set_wording(Fill(finding.wording, finding.shows, bound, evaluation));
  result.set_who(text.who());
  *result.mutable_at_risk() = text.at_risk();
  result.set_because(text.because());
  *result.mutable_source() = text.source();
  result.set_layer(evaluation.edition().LayerOf(finding.at));
  if (element != nullptr) result.set_element(element->label);
  const absl::StatusOr<std::optional<v1::Date>> due = DueDate(finding.due, bound, evaluation);
  if (!due.ok()) {
    v1::RuleError& error = errors.emplace_back();
    error.set_rule(text.id());
    error.set_text(std::string(due.status().message()));
  } else if (due->has_value()) {
    *result.mutable_due() = **due;
  }
  const bool is_tracked = element != nullptr && detail == Detail::kExplanations;
  Explain(finding.when, is_tracked ? &element->explained : bound, detail, result, evaluation);
  return result;
}

}  // namespace

std::vector<v1::FindingResult> MakeFindings(Detail detail, CaseEvaluation& evaluation,
                                            std::vector<v1::RuleError>& errors) {
  std::vector<v1::FindingResult> results = Contradictions(evaluation);
  for (const Finding& finding : evaluation.edition().findings()) {
    const Truth made = evaluation.TruthOf(finding.made);
    if (made == Truth::kFalse || made == Truth::kError) continue;
    const auto add = [&](Truth truth, const Element* element) {
      if (truth == Truth::kFalse || truth == Truth::kError) return;
      if (truth == Truth::kUnknown && finding.text->quiet_when_undecided()) return;
      results.push_back(MakeFinding(finding, truth, element, detail, evaluation, errors));
    };
    if (!finding.each.has_value()) {
      add(made, nullptr);
      continue;
    }
    for (const Element& element : ElementsOf(*finding.each, detail, evaluation)) {
      Truth truth = evaluation.TruthOf(finding.when, &element.value);
      if (truth == Truth::kTrue) truth = element.belongs;
      add(truth, &element);
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
  for (const edition::Factor& factor : evaluation.edition().factors()) {
    v1::FactorResult& result = results.emplace_back();
    const v1::Factor& text = *factor.text;
    result.set_id(text.id());
    result.set_title(text.title());
    result.set_kind(text.kind());
    result.set_family(text.family());
    *result.mutable_at_risk() = text.at_risk();
    result.set_outcome(OutcomeOf(evaluation.TruthOf(factor.when)));
    result.set_because(text.because());
    *result.mutable_source() = text.source();
    result.set_layer(evaluation.edition().LayerOf(factor.at));
    Explain(factor.when, nullptr, detail, result, evaluation);
  }
  const auto rank = [](const v1::FactorResult& result) {
    return result.outcome() == v1::TRUE ? 0 : result.outcome() == v1::UNKNOWN ? 1 : 2;
  };
  std::stable_sort(
      results.begin(), results.end(),
      [&rank](const v1::FactorResult& a, const v1::FactorResult& b) { return rank(a) < rank(b); });
  return results;
}

}  // namespace risk::assessment
