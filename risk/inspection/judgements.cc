#include "risk/inspection/judgements.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "risk/schema/names.h"

namespace risk::inspection {
namespace {

class Checker {
 public:
  Checker(const v1::InspectionRecord& record, const SchemeView& scheme)
      : record_(record), scheme_(scheme) {
    for (const RatedStandard& standard : scheme.standards()) {
      standards_.push_back(standard.rule->text->id());
    }
    for (const RatedQuestion& question : scheme.questions()) questions_.push_back(question.id);
    for (const edition::Prompt& prompt : scheme.edition().prompts()) {
      if (scheme.FindPrompt(prompt.text->id()) >= 0) prompts_.push_back(prompt.text->id());
    }
  }

  std::vector<RecordProblem> Check() {
    for (int i = 0; i < record_.case_judgement_size(); ++i) CheckCase(i);
    for (int i = 0; i < record_.judgement_size(); ++i) CheckJudgement(i);
    for (int i = 0; i < record_.panel_size(); ++i) CheckPanel(i);
    for (int i = 0; i < record_.population_size(); ++i) CheckPopulation(i);
    for (int i = 0; i < record_.posts_size(); ++i) CheckPosts(i);
    for (int i = 0; i < record_.count_size(); ++i) CheckCount(i);
    return std::move(problems_);
  }

 private:
  void Add(std::string path, std::string code, std::string message, std::string hint = "") {
    RecordProblem problem;
    problem.path = std::move(path);
    problem.code = std::move(code);
    problem.message = std::move(message);
    problem.hint = std::move(hint);
    problems_.push_back(std::move(problem));
  }

  static std::string Path(const char* list, int index, const char* field = "") {
    return absl::StrCat(list, "[", index, "]", *field == '\0' ? "" : ".", field);
  }

  void Require(const std::string& value, const char* list, int index, const char* field) {
    if (!value.empty()) return;
    Add(Path(list, index, field), "missing-field", absl::StrCat("no \"", field, "\""),
        "a judgement says why and who made it");
  }

  // A key that two entries of a list must not share.
  void Once(const std::string& key, const char* list, int index) {
    auto [first, is_new] = seen_.insert({absl::StrCat(list, "/", key), index});
    if (is_new) return;
    Add(Path(list, index), "duplicate",
        absl::StrCat("given twice, first in ", list, "[", first->second, "]"));
  }

  // The standard's position; reports one that is not rated.
  int StandardAt(const std::string& id, const char* list, int index) {
    const int standard = scheme_.FindStandard(id);
    if (standard < 0) {
      Add(Path(list, index, "standard"), "unknown-standard",
          absl::StrCat(scheme_.text().id(), " rates no standard \"", id, "\""),
          schema::DidYouMean(id, standards_));
    }
    return standard;
  }

  int QuestionAt(const std::string& id, const char* list, int index) {
    const int question = scheme_.FindQuestion(id);
    if (question < 0) {
      Add(Path(list, index, "question"), "unknown-question",
          absl::StrCat(scheme_.text().id(), " rates no key question \"", id, "\""),
          schema::DidYouMean(id, questions_));
    } else if (!scheme_.questions()[static_cast<size_t>(question)].is_by_cases) {
      Add(Path(list, index, "question"), "wrong-basis",
          absl::StrCat("\"", id, "\" is rated by judgement, not by cases"));
    }
    return question;
  }

  void CheckRating(v1::Rating rating, const char* list, int index) {
    if (rating == v1::RATING_UNSPECIFIED) {
      Add(Path(list, index, "rating"), "missing-field", "no \"rating\"",
          "INADEQUATE, REQUIRES_IMPROVEMENT, GOOD or OUTSTANDING");
    }
  }

  void CheckCase(int i) {
    constexpr char kList[] = "case_judgement";
    const v1::CaseJudgement& judgement = record_.case_judgement(i);
    Require(judgement.case_id(), kList, i, "case_id");
    Require(judgement.reason(), kList, i, "reason");
    Require(judgement.by(), kList, i, "by");
    if (judgement.answer() == v1::VERDICT_UNSPECIFIED || judgement.answer() == v1::UNDECIDED) {
      Add(Path(kList, i, "answer"), "missing-field", "no answer",
          "MET, NOT_MET or NOT_RELEVANT; leave out what the inspector cannot tell");
    }
    if (judgement.prompt().empty() == judgement.question().empty()) {
      Add(Path(kList, i), "missing-field", "either a prompt or a question is judged");
    } else if (!judgement.question().empty()) {
      QuestionAt(judgement.question(), kList, i);
    } else if (scheme_.FindPrompt(judgement.prompt()) < 0) {
      Add(Path(kList, i, "prompt"), "unknown-prompt",
          absl::StrCat(scheme_.text().id(), " has no prompt \"", judgement.prompt(), "\""),
          schema::DidYouMean(judgement.prompt(), prompts_));
    }
    Once(absl::StrCat(judgement.case_id(), "/", judgement.prompt(), "/", judgement.question()),
         kList, i);
  }

  void CheckJudgement(int i) {
    constexpr char kList[] = "judgement";
    const v1::Judgement& judgement = record_.judgement(i);
    Require(judgement.reason(), kList, i, "reason");
    Require(judgement.by(), kList, i, "by");
    CheckRating(judgement.rating(), kList, i);
    Once(absl::StrCat(judgement.standard(), ".", judgement.question()), kList, i);
    const int standard = StandardAt(judgement.standard(), kList, i);
    if (standard < 0) return;
    if (scheme_.standards()[static_cast<size_t>(standard)].is_by_cases()) {
      Add(Path(kList, i, "standard"), "wrong-basis",
          absl::StrCat("\"", judgement.standard(), "\" is rated by its cases"),
          "a panel that decides otherwise is a \"panel\"");
    }
    const std::string question = absl::StrCat(judgement.standard(), ".", judgement.question());
    if (judgement.question().empty() || scheme_.FindQuestion(question) >= 0) return;
    Add(Path(kList, i, "question"), "unknown-question",
        absl::StrCat("\"", judgement.standard(), "\" has no key question \"", judgement.question(),
                     "\""),
        schema::DidYouMean(question, questions_));
  }

  void CheckPanel(int i) {
    constexpr char kList[] = "panel";
    const v1::PanelDecision& panel = record_.panel(i);
    Require(panel.reason(), kList, i, "reason");
    Require(panel.by(), kList, i, "by");
    CheckRating(panel.rating(), kList, i);
    if (!panel.standard().empty()) StandardAt(panel.standard(), kList, i);
    Once(panel.standard(), kList, i);
  }

  void CheckPopulation(int i) {
    constexpr char kList[] = "population";
    const v1::Population& population = record_.population(i);
    if (!population.standard().empty()) StandardAt(population.standard(), kList, i);
    if (population.cases() < 1) {
      Add(Path(kList, i, "cases"), "wrong-value", "a population has at least one case");
    }
    Once(population.standard(), kList, i);
  }

  void CheckPosts(int i) {
    constexpr char kList[] = "posts";
    const v1::Posts& posts = record_.posts(i);
    Require(posts.grade(), kList, i, "grade");
    if (posts.established_tenths() < 0 || posts.filled_tenths() < 0) {
      Add(Path(kList, i), "wrong-value", "a number of posts is not negative");
    }
    Once(posts.grade(), kList, i);
  }

  void CheckCount(int i) {
    constexpr char kList[] = "count";
    constexpr int kMost = 10'000'000;
    const v1::RecordedCount& count = record_.count(i);
    QuestionAt(count.question(), kList, i);
    for (const int figure :
         {count.sufficient(), count.not_sufficient(), count.undecided(), count.not_relevant()}) {
      if (figure >= 0 && figure <= kMost) continue;
      Add(Path(kList, i), "wrong-value", absl::StrCat("a count is a number from 0 to ", kMost));
    }
    Once(count.question(), kList, i);
  }

  const v1::InspectionRecord& record_;
  const SchemeView& scheme_;
  std::vector<std::string> standards_, questions_, prompts_;
  std::map<std::string, int> seen_;
  std::vector<RecordProblem> problems_;
};

}  // namespace

std::vector<RecordProblem> CheckRecord(const v1::InspectionRecord& record,
                                       const SchemeView& scheme) {
  return Checker(record, scheme).Check();
}

CaseJudgements::CaseJudgements(const v1::InspectionRecord& record, const SchemeView& scheme) {
  for (const v1::CaseJudgement& judgement : record.case_judgement()) {
    OfCase& of_case = cases_[judgement.case_id()];
    if (!judgement.prompt().empty()) {
      of_case.prompts[scheme.FindPrompt(judgement.prompt())] = &judgement;
    } else {
      of_case.questions[scheme.FindQuestion(judgement.question())] = &judgement;
    }
  }
}

const CaseJudgements::OfCase* CaseJudgements::For(absl::string_view case_id) const {
  const auto found = cases_.find(case_id);
  return found == cases_.end() ? nullptr : &found->second;
}

}  // namespace risk::inspection
