#include "risk/inspection/sample_counts.h"

#include <algorithm>

#include "risk/inspection/verdicts.h"

namespace risk::inspection {

using evaluation::Truth;

namespace {

constexpr size_t kMostExamples = 5;

// Keeps the first by id.
void AddExample(const std::string& id, std::vector<std::string>& examples) {
  if (examples.size() == kMostExamples) {
    if (id >= examples.back()) return;
    examples.pop_back();
  }
  examples.insert(std::upper_bound(examples.begin(), examples.end(), id), id);
}

// The verdict on a question that is not sufficient, if these prompts were met wherever they are
// not. One that an inspector judged as a whole stays.
v1::Verdict IfMet(const SchemeView& scheme, const CaseRow& row, int question,
                  const std::vector<char>& is_met) {
  const RatedQuestion& rated = scheme.questions()[static_cast<size_t>(question)];
  std::vector<PromptState> prompts, changed;
  for (const int prompt : rated.prompts) {
    const Answer answer = row.prompt(prompt);
    prompts.push_back({answer.verdict, answer.cannot_harm && !answer.is_judged});
    const bool is_changed = answer.verdict == v1::NOT_MET && is_met[static_cast<size_t>(prompt)];
    changed.push_back(is_changed ? PromptState{v1::MET, false} : prompts.back());
  }
  const Truth applies = row.concerns(rated.standard);
  if (VerdictOf(scheme, question, applies, prompts) != v1::NOT_MET) return v1::NOT_MET;
  return VerdictOf(scheme, question, applies, changed);
}

void AddTo(const SchemeView& scheme, const CaseRow& row, GroupCounts& group) {
  ++group.cases;
  group.questions.resize(scheme.questions().size());
  for (size_t q = 0; q < group.questions.size(); ++q) {
    if (!scheme.questions()[q].is_by_cases) continue;
    group.questions[q].Add(row.question(static_cast<int>(q)));
  }
}

void AddTo(const CaseRow& row, int tally, TallyCounts& counts) {
  const Truth among = row.among(tally), holds = row.holds(tally);
  if (among == Truth::kFalse) return;
  counts.among += among == Truth::kTrue;
  if (among != Truth::kTrue || holds == Truth::kUnknown) {
    ++counts.undecided;
  } else {
    ++(holds == Truth::kTrue ? counts.holds : counts.does_not);
  }
}

void AddTo(const SchemeView& scheme, const CaseRow& row, const std::vector<int>& prompts,
           RecommendationCounts& counts) {
  counts.cases += std::any_of(prompts.begin(), prompts.end(), [&](int prompt) {
    return scheme.QuestionOf(prompt) >= 0 && row.prompt(prompt).verdict == v1::NOT_MET;
  });
  for (size_t q = 0; q < counts.if_met.size(); ++q) {
    if (!counts.is_touched[q]) continue;
    const int question = static_cast<int>(q);
    const v1::Verdict verdict = row.question(question).verdict;
    ++counts.if_met[q].of[verdict == v1::NOT_MET ? IfMet(scheme, row, question, counts.is_met)
                                                 : verdict];
  }
}

}  // namespace

void VerdictCounts::Add(const VerdictCounts& other) {
  for (int i = 0; i < v1::Verdict_ARRAYSIZE; ++i) of[i] += other.of[i];
  judged += other.judged;
}

void VerdictCounts::Subtract(const VerdictCounts& other) {
  for (int i = 0; i < v1::Verdict_ARRAYSIZE; ++i) of[i] -= other.of[i];
  judged -= other.judged;
}

v1::Counts VerdictCounts::Form() const {
  v1::Counts counts;
  counts.set_sufficient(of[v1::MET]);
  counts.set_not_sufficient(of[v1::NOT_MET]);
  counts.set_undecided(of[v1::UNDECIDED]);
  counts.set_not_relevant(of[v1::NOT_RELEVANT]);
  counts.set_judged(judged);
  return counts;
}

std::vector<int> SelectionsOf(const Edition& edition, const std::string& family) {
  std::vector<int> selections;
  for (size_t i = 0; i < edition.selections().size(); ++i) {
    const edition::Selection& selection = edition.selections()[i];
    if (selection.text->family() != family || selection.by.has_value()) continue;
    selections.push_back(static_cast<int>(i));
  }
  return selections;
}

SampleCounts::SampleCounts(const SchemeView& of)
    : scheme(of),
      questions(of.questions().size()),
      prompts(of.edition().prompts().size()),
      concerned(of.standards().size()),
      selections(of.edition().selections().size()),
      by_value(selections.size()),
      tallies(of.edition().tallies().size()),
      matrices(of.edition().matrices().size()),
      recommendations(of.edition().recommendations().size()) {
  const Edition& edition = of.edition();
  for (GroupCounts& selection : selections) selection.questions.resize(questions.size());
  for (size_t i = 0; i < matrices.size(); ++i) {
    const v1::Matrix& text = *edition.matrices()[i].text;
    matrix_rows_.push_back(SelectionsOf(edition, text.rows()));
    matrix_columns_.push_back(SelectionsOf(edition, text.columns()));
    matrices[i].resize(matrix_rows_[i].size() * matrix_columns_[i].size());
  }
  for (size_t i = 0; i < recommendations.size(); ++i) {
    RecommendationCounts& its = recommendations[i];
    its.is_met.resize(prompts.size());
    its.is_touched.resize(questions.size());
    its.if_met.resize(questions.size());
    for (const int prompt : edition.recommendations()[i].prompts) {
      const int question = of.QuestionOf(prompt);
      if (question < 0) continue;
      its.is_met[static_cast<size_t>(prompt)] = 1;
      its.is_touched[static_cast<size_t>(question)] = of.gives_ratings();
    }
  }
}

void SampleCounts::Add(const CaseRow& row) {
  const Edition& edition = scheme.edition();
  ++cases;
  for (size_t q = 0; q < questions.size(); ++q) {
    if (scheme.questions()[q].is_by_cases) questions[q].Add(row.question(static_cast<int>(q)));
  }
  for (size_t p = 0; p < prompts.size(); ++p) {
    if (scheme.QuestionOf(static_cast<int>(p)) < 0) continue;
    const Answer answer = row.prompt(static_cast<int>(p));
    prompts[p].verdicts.Add(answer);
    if (answer.verdict == v1::NOT_MET) AddExample(row.id, prompts[p].examples);
  }
  for (size_t s = 0; s < concerned.size(); ++s) {
    concerned[s] += row.concerns(static_cast<int>(s)) != Truth::kFalse;
  }
  for (size_t i = 0; i < selections.size(); ++i) {
    const int index = static_cast<int>(i);
    const Truth belongs = row.selected(index);
    selections[i].may_belong += belongs == Truth::kUnknown;
    if (belongs != Truth::kTrue) continue;
    AddTo(scheme, row,
          edition.selections()[i].by.has_value() ? by_value[i][row.value(index)] : selections[i]);
  }
  for (size_t i = 0; i < tallies.size(); ++i) AddTo(row, static_cast<int>(i), tallies[i]);
  for (size_t i = 0; i < matrices.size(); ++i) {
    size_t cell = 0;
    for (const int down : matrix_rows_[i]) {
      for (const int across : matrix_columns_[i]) {
        CellCounts& its = matrices[i][cell++];
        const Truth a = row.selected(down), b = row.selected(across);
        if (a == Truth::kFalse || b == Truth::kFalse) continue;
        ++(a == Truth::kTrue && b == Truth::kTrue ? its.cases : its.may_belong);
      }
    }
  }
  for (size_t i = 0; i < recommendations.size(); ++i) {
    AddTo(scheme, row, edition.recommendations()[i].prompts, recommendations[i]);
  }
}

}  // namespace risk::inspection
