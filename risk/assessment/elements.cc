#include "risk/assessment/elements.h"

#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "risk/assessment/wording.h"
#include "risk/schema/path.h"

namespace risk::assessment {

using evaluation::Truth;

namespace {

// An element without a name of its own is named by its place.
std::string LabelOf(const edition::Each& each, const RuleRow& row, CaseEvaluation& evaluation) {
  if (each.label.has_value()) {
    const evaluation::Value label = evaluation.Evaluate(each.label, &row);
    if (label.Is(evaluation::ValueKind::kString) && label.is_decided() && !label.text().empty()) {
      return std::string(label.text());
    }
  }
  return absl::StrCat(each.name, " ", row.index + 1);
}

}  // namespace

std::vector<Element> ElementsOf(const std::optional<edition::Each>& each, int rows,
                                const std::string& rule, CaseEvaluation& evaluation,
                                std::vector<v1::RuleError>& errors) {
  std::vector<Element> elements;
  absl::StatusOr<const evaluation::RowResults*> results = evaluation.RunRows(rows);
  if (!results.ok()) {
    v1::RuleError& error = errors.emplace_back();
    error.set_rule(rule);
    error.set_text(std::string(results.status().message()));
    return elements;
  }
  for (int i = 0; i < (*results)->size(); ++i) {
    Element element;
    element.row = {each.has_value() ? &*each : nullptr, *results, i, rows};
    element.belongs = (*results)->belongs(i);
    if (each.has_value() && element.belongs != Truth::kFalse) {
      const Truth is_kept = evaluation.TruthOf(each->where, &element.row);
      if (is_kept != Truth::kTrue) element.belongs = is_kept;
    }
    if (element.belongs == Truth::kFalse) continue;
    if (element.belongs == Truth::kError) element.belongs = Truth::kUnknown;
    if (each.has_value()) element.label = LabelOf(*each, element.row, evaluation);
    elements.push_back(std::move(element));
  }
  return elements;
}

}  // namespace risk::assessment
