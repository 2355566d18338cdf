#include "risk/inspection/counting.h"

#include <algorithm>

namespace risk::inspection {

using evaluation::Truth;

namespace {

constexpr int kMostExamples = 5;

void Count(const Answer& answer, v1::Counts& counts) {
  switch (answer.verdict) {
    case v1::MET:
      counts.set_sufficient(counts.sufficient() + 1);
      break;
    case v1::NOT_MET:
      counts.set_not_sufficient(counts.not_sufficient() + 1);
      break;
    case v1::NOT_RELEVANT:
      counts.set_not_relevant(counts.not_relevant() + 1);
      break;
    default:
      counts.set_undecided(counts.undecided() + 1);
      break;
  }
  if (answer.is_judged) counts.set_judged(counts.judged() + 1);
}

}  // namespace

std::vector<v1::Counts> CountQuestions(const SchemeView& scheme, const Rows& rows) {
  std::vector<v1::Counts> counts(scheme.questions().size());
  for (size_t q = 0; q < counts.size(); ++q) {
    if (!scheme.questions()[q].is_by_cases) continue;
    for (const CaseRow* row : rows) Count(row->question(static_cast<int>(q)), counts[q]);
  }
  return counts;
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

v1::PromptResult CountPrompt(const SchemeView& scheme, int prompt, const Rows& rows) {
  const v1::Prompt& text = *scheme.edition().prompts()[static_cast<size_t>(prompt)].text;
  v1::PromptResult result;
  result.set_id(text.id());
  result.set_title(text.title());
  int met = 0, not_met = 0, undecided = 0, not_relevant = 0, judged = 0;
  for (const CaseRow* row : rows) {
    const Answer answer = row->prompt(prompt);
    judged += answer.is_judged;
    if (answer.verdict == v1::NOT_MET) {
      if (not_met < kMostExamples) result.add_example(row->id);
      ++not_met;
    } else if (answer.verdict == v1::MET) {
      ++met;
    } else if (answer.verdict == v1::NOT_RELEVANT) {
      ++not_relevant;
    } else {
      ++undecided;
    }
  }
  result.set_met(met);
  result.set_not_met(not_met);
  result.set_undecided(undecided);
  result.set_not_relevant(not_relevant);
  result.set_judged(judged);
  return result;
}

std::vector<int> CasesOfStandards(const SchemeView& scheme, const v1::InspectionRecord& record,
                                  const Rows& rows) {
  std::vector<int> cases(scheme.standards().size());
  for (size_t s = 0; s < cases.size(); ++s) {
    if (!scheme.standards()[s].is_by_cases()) continue;
    for (const CaseRow* row : rows) cases[s] += row->concerns(static_cast<int>(s)) != Truth::kFalse;
    int recorded = 0;
    for (const v1::RecordedCount& count : record.count()) {
      const int question = scheme.FindQuestion(count.question());
      if (scheme.questions()[static_cast<size_t>(question)].standard != static_cast<int>(s))
        continue;
      recorded = std::max(recorded, count.sufficient() + count.not_sufficient() +
                                        count.undecided() + count.not_relevant());
    }
    cases[s] += recorded;
  }
  return cases;
}

namespace {

// The selections of a family, and how the result names them.
std::vector<int> SelectionsOf(const Edition& edition, const std::string& family,
                              google::protobuf::RepeatedPtrField<v1::MatrixResult::Group>& groups) {
  std::vector<int> selections;
  for (size_t i = 0; i < edition.selections().size(); ++i) {
    const edition::Selection& selection = edition.selections()[i];
    if (selection.text->family() != family || selection.by.has_value()) continue;
    selections.push_back(static_cast<int>(i));
    v1::MatrixResult::Group& group = *groups.Add();
    group.set_id(selection.text->id());
    group.set_title(selection.text->title());
  }
  return selections;
}

}  // namespace

v1::MatrixResult CountMatrix(const SchemeView& scheme, int matrix, const Rows& rows) {
  const v1::Matrix& text = *scheme.edition().matrices()[static_cast<size_t>(matrix)].text;
  v1::MatrixResult result;
  result.set_id(text.id());
  result.set_title(text.title());
  result.set_row_family(text.rows());
  result.set_column_family(text.columns());
  result.set_because(text.because());
  *result.mutable_source() = text.source();
  const std::vector<int> downwards =
      SelectionsOf(scheme.edition(), text.rows(), *result.mutable_row());
  const std::vector<int> across =
      SelectionsOf(scheme.edition(), text.columns(), *result.mutable_column());
  for (const int row : downwards) {
    for (const int column : across) {
      v1::MatrixResult::Cell& cell = *result.add_cell();
      int cases = 0, may_belong = 0;
      for (const CaseRow* one : rows) {
        const Truth a = one->selected(row), b = one->selected(column);
        if (a == Truth::kFalse || b == Truth::kFalse) continue;
        ++(a == Truth::kTrue && b == Truth::kTrue ? cases : may_belong);
      }
      cell.set_cases(cases);
      cell.set_may_belong(may_belong);
    }
  }
  return result;
}

v1::TallyResult CountTally(const SchemeView& scheme, int tally, const Rows& rows) {
  const v1::Tally& text = *scheme.edition().tallies()[static_cast<size_t>(tally)].text;
  v1::TallyResult result;
  result.set_id(text.id());
  result.set_title(text.title());
  result.set_family(text.family());
  int holds = 0, does_not = 0, undecided = 0, among = 0;
  for (const CaseRow* row : rows) {
    if (row->among(tally) == Truth::kFalse) continue;
    const Truth truth = row->holds(tally);
    among += row->among(tally) == Truth::kTrue;
    if (row->among(tally) != Truth::kTrue || truth == Truth::kUnknown) {
      ++undecided;
    } else {
      ++(truth == Truth::kTrue ? holds : does_not);
    }
  }
  result.set_holds(holds);
  result.set_does_not(does_not);
  result.set_undecided(undecided);
  result.set_among(among);
  return result;
}

}  // namespace risk::inspection
