#include "risk/inspection_comparison.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "risk/inspection_report/words.h"

namespace risk {

using inspection_report::CountsWord;
using inspection_report::PointsWord;
using inspection_report::RangeWord;

namespace {

void Add(std::string what, std::string before, std::string after, std::string because,
         v1::InspectionComparison& result) {
  if (before == after) return;
  v1::InspectionChange& change = *result.add_change();
  change.set_what(std::move(what));
  change.set_before(std::move(before));
  change.set_after(std::move(after));
  change.set_because(std::move(because));
}

const v1::StandardResult* Find(const v1::Inspection& result, const std::string& id) {
  for (const v1::StandardResult& standard : result.standard()) {
    if (standard.id() == id) return &standard;
  }
  return nullptr;
}

const v1::QuestionResult* Find(const v1::StandardResult& standard, const std::string& id) {
  for (const v1::QuestionResult& question : standard.question()) {
    if (question.id() == id) return &question;
  }
  return nullptr;
}

// Why the rating of a question differs.
std::string Why(const v1::QuestionResult& before, const v1::QuestionResult& after) {
  if (CountsWord(before.counts()) != CountsWord(after.counts())) return "other verdicts on cases";
  return "the same verdicts, by other bands";
}

// Prompts of which the counts differ, or that one of the two does not have.
std::string PromptsThatDiffer(const v1::QuestionResult& before, const v1::QuestionResult& after) {
  std::string prompts;
  const auto add = [&prompts](const std::string& id) {
    absl::StrAppend(&prompts, prompts.empty() ? "" : ", ", id);
  };
  const auto find = [](const v1::QuestionResult& question, const std::string& id) {
    for (const v1::PromptResult& prompt : question.prompt()) {
      if (prompt.id() == id) return &prompt;
    }
    return static_cast<const v1::PromptResult*>(nullptr);
  };
  for (const v1::PromptResult& prompt : before.prompt()) {
    const v1::PromptResult* other = find(after, prompt.id());
    if (other == nullptr || other->met() != prompt.met() || other->not_met() != prompt.not_met() ||
        other->undecided() != prompt.undecided()) {
      add(prompt.id());
    }
  }
  for (const v1::PromptResult& prompt : after.prompt()) {
    if (find(before, prompt.id()) == nullptr) add(prompt.id());
  }
  return prompts;
}

void CompareStandards(const v1::StandardResult& before, const v1::StandardResult& after,
                      v1::InspectionComparison& result) {
  for (const v1::QuestionResult& question : before.question()) {
    const v1::QuestionResult* other = Find(after, question.id());
    if (other == nullptr) continue;
    std::string because = Why(question, *other);
    const std::string prompts = PromptsThatDiffer(question, *other);
    if (!prompts.empty()) absl::StrAppend(&because, "; prompts: ", prompts);
    Add(absl::StrCat("question ", question.id()),
        absl::StrCat(CountsWord(question.counts()), ": ", RangeWord(question.rating())),
        absl::StrCat(CountsWord(other->counts()), ": ", RangeWord(other->rating())), because,
        result);
  }
  Add(absl::StrCat("standard ", before.id()), RangeWord(before.rating()), RangeWord(after.rating()),
      "its key questions", result);
}

}  // namespace

v1::InspectionComparison Compare(v1::Inspection before, v1::Inspection after) {
  v1::InspectionComparison result;
  if (before.cases() != after.cases()) {
    Add("cases", absl::StrCat(before.cases()), absl::StrCat(after.cases()), "cases were rejected",
        result);
  }
  const std::string because = before.scheme() == after.scheme()
                                  ? "its standards"
                                  : "its standards, how many there are, and the bands of the total";
  Add("overall",
      absl::StrCat(PointsWord(before.overall()), ": ", RangeWord(before.overall().rating())),
      absl::StrCat(PointsWord(after.overall()), ": ", RangeWord(after.overall().rating())), because,
      result);
  for (const v1::StandardResult& standard : before.standard()) {
    if (const v1::StandardResult* other = Find(after, standard.id())) {
      CompareStandards(standard, *other, result);
    } else {
      Add(absl::StrCat("standard ", standard.id()), RangeWord(standard.rating()), "not rated",
          absl::StrCat(after.scheme(), " does not have it"), result);
    }
  }
  for (const v1::StandardResult& standard : after.standard()) {
    if (Find(before, standard.id()) != nullptr) continue;
    Add(absl::StrCat("standard ", standard.id()), "not rated", RangeWord(standard.rating()),
        absl::StrCat(before.scheme(), " does not have it"), result);
  }
  *result.mutable_before() = std::move(before);
  *result.mutable_after() = std::move(after);
  return result;
}

}  // namespace risk
