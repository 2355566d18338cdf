#include "risk/inspection/counting.h"

#include <algorithm>

#include "google/protobuf/repeated_field.h"

namespace risk::inspection {

std::vector<v1::Counts> FormsOf(const CountsOfQuestions& counts) {
  std::vector<v1::Counts> forms;
  for (const VerdictCounts& its : counts) forms.push_back(its.Form());
  return forms;
}

void AddRecorded(const SchemeView& scheme, const v1::InspectionRecord& record,
                 std::vector<v1::Counts>& counts) {
  for (const v1::RecordedCount& recorded : record.count()) {
    v1::Counts& its = counts[static_cast<size_t>(scheme.FindQuestion(recorded.question()))];
    its.set_sufficient(its.sufficient() + recorded.sufficient());
    its.set_not_sufficient(its.not_sufficient() + recorded.not_sufficient());
    its.set_undecided(its.undecided() + recorded.undecided());
    its.set_not_relevant(its.not_relevant() + recorded.not_relevant());
  }
}

v1::PromptResult PromptResultOf(const SampleCounts& counts, int prompt) {
  const auto index = static_cast<size_t>(prompt);
  const v1::Prompt& text = *counts.scheme.edition().prompts()[index].text;
  const PromptCounts& its = counts.prompts[index];
  v1::PromptResult result;
  result.set_id(text.id());
  result.set_title(text.title());
  result.set_met(its.verdicts.of[v1::MET]);
  result.set_not_met(its.verdicts.of[v1::NOT_MET]);
  result.set_undecided(its.verdicts.of[v1::UNDECIDED]);
  result.set_not_relevant(its.verdicts.of[v1::NOT_RELEVANT]);
  result.set_judged(its.verdicts.judged);
  for (const std::string& example : its.examples) result.add_example(example);
  return result;
}

std::vector<int> CasesOfStandards(const SampleCounts& counts, const v1::InspectionRecord& record) {
  const SchemeView& scheme = counts.scheme;
  std::vector<int> cases(scheme.standards().size());
  for (size_t s = 0; s < cases.size(); ++s) {
    if (!scheme.standards()[s].is_by_cases()) continue;
    int recorded = 0;
    for (const v1::RecordedCount& count : record.count()) {
      const int question = scheme.FindQuestion(count.question());
      if (scheme.questions()[static_cast<size_t>(question)].standard != static_cast<int>(s))
        continue;
      recorded = std::max(recorded, count.sufficient() + count.not_sufficient() +
                                        count.undecided() + count.not_relevant());
    }
    cases[s] = counts.concerned[s] + recorded;
  }
  return cases;
}

namespace {

void AddGroups(const Edition& edition, const std::string& family,
               google::protobuf::RepeatedPtrField<v1::MatrixResult::Group>& groups) {
  for (const int selection : SelectionsOf(edition, family)) {
    const v1::Selection& text = *edition.selections()[static_cast<size_t>(selection)].text;
    v1::MatrixResult::Group& group = *groups.Add();
    group.set_id(text.id());
    group.set_title(text.title());
  }
}

}  // namespace

v1::MatrixResult MatrixResultOf(const SampleCounts& counts, int matrix) {
  const Edition& edition = counts.scheme.edition();
  const auto index = static_cast<size_t>(matrix);
  const v1::Matrix& text = *edition.matrices()[index].text;
  v1::MatrixResult result;
  result.set_id(text.id());
  result.set_title(text.title());
  result.set_row_family(text.rows());
  result.set_column_family(text.columns());
  result.set_because(text.because());
  *result.mutable_source() = text.source();
  AddGroups(edition, text.rows(), *result.mutable_row());
  AddGroups(edition, text.columns(), *result.mutable_column());
  for (const CellCounts& its : counts.matrices[index]) {
    v1::MatrixResult::Cell& cell = *result.add_cell();
    cell.set_cases(its.cases);
    cell.set_may_belong(its.may_belong);
  }
  return result;
}

v1::TallyResult TallyResultOf(const SampleCounts& counts, int tally) {
  const auto index = static_cast<size_t>(tally);
  const v1::Tally& text = *counts.scheme.edition().tallies()[index].text;
  const TallyCounts& its = counts.tallies[index];
  v1::TallyResult result;
  result.set_id(text.id());
  result.set_title(text.title());
  result.set_family(text.family());
  result.set_holds(its.holds);
  result.set_does_not(its.does_not);
  result.set_undecided(its.undecided);
  result.set_among(its.among);
  return result;
}

}  // namespace risk::inspection
