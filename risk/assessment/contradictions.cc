#include "risk/assessment/contradictions.h"

#include "absl/strings/str_cat.h"

namespace risk::assessment {

using edition::Implication;
using evaluation::Truth;

namespace {

int ElementCount(const google::protobuf::Message& record, const expression::FieldPath& list) {
  const google::protobuf::Message* message = &record;
  for (size_t i = 0; i + 1 < list.size(); ++i) {
    message = &message->GetReflection()->GetMessage(*message, list[i]);
  }
  return message->GetReflection()->FieldSize(*message, list.back());
}

bool IsBroken(const Implication& implication, const evaluation::PlanRun& results) {
  for (const Implication::Part& part : implication.parts) {
    if (part.step >= 0 && results.truth(part.step) == Truth::kTrue) return true;
  }
  return false;
}

// Both places: what the narrow side rests on, and the wide one.
void AddPlaces(const Implication& implication, const RuleRow* row,
               CaseEvaluation& evaluation, v1::Explanation& explanation) {
  for (const edition::Formula* side : {&implication.narrow, &implication.wide}) {
    v1::Explanation recorded = evaluation.ExplainAsRecorded(*side, row);
    for (v1::Reading& reading : *recorded.mutable_reading()) {
      *explanation.add_reading() = std::move(reading);
    }
  }
}

v1::FindingResult MakeContradiction(const Implication& implication, CaseEvaluation& evaluation) {
  const v1::Implication& text = *implication.text;
  v1::FindingResult result;
  result.set_id(text.id());
  result.set_title("The record contradicts itself");
  result.set_kind(v1::Finding::CONTRADICTION);
  result.set_severity(v1::Finding::IMPORTANT);
  result.set_outcome(v1::TRUE);
  result.set_wording(absl::StrCat(text.because(), " The record says otherwise. Find out which is "
                                                  "right and correct it; until then the worse of "
                                                  "the two counts."));
  result.set_who("responsible officer");
  result.set_because(text.because());
  *result.mutable_source() = text.source();
  v1::Explanation& explanation = *result.mutable_explanation();
  explanation.set_outcome(v1::TRUE);
  if (!implication.each) {
    AddPlaces(implication, nullptr, evaluation, explanation);
    return result;
  }
  const int count = ElementCount(evaluation.record(), implication.each->list);
  for (int i = 0; i < count; ++i) {
    const RuleRow element = {&*implication.each, nullptr, i};
    const bool is_narrow =
        evaluation.ExplainAsRecorded(implication.narrow, &element).outcome() == v1::TRUE;
    const bool is_wide =
        evaluation.ExplainAsRecorded(implication.wide, &element).outcome() != v1::FALSE;
    if (is_narrow && !is_wide) AddPlaces(implication, &element, evaluation, explanation);
  }
  return result;
}

}  // namespace

std::vector<v1::FindingResult> Contradictions(CaseEvaluation& evaluation) {
  std::vector<v1::FindingResult> results;
  for (const Implication& implication : evaluation.edition().implications()) {
    if (!IsBroken(implication, evaluation.results())) continue;
    results.push_back(MakeContradiction(implication, evaluation));
  }
  return results;
}

}  // namespace risk::assessment
