#include "risk/inspector.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "risk/case_auditor.h"
#include "risk/edition/editions.h"
#include "risk/inspection_comparison.h"
#include "risk/inspection_details.h"
#include "risk/inspection_report.h"

namespace risk {
namespace {

using testing::HasSubstr;

std::shared_ptr<const Edition> Demo() {
  static const auto& edition = *new std::shared_ptr<const Edition>([] {
    EditionResult result = Editions::LoadFolder("tests/inspection/demo/");
    EXPECT_TRUE(result.ok()) << ToString(result.problems);
    return result.edition;
  }());
  return edition;
}

v1::Date Day() {
  v1::Date day;
  day.set_year(2020);
  day.set_month(6);
  day.set_day(1);
  return day;
}

using Given = v1::Answer::Value;
constexpr Given kYes = v1::Answer::YES, kNo = v1::Answer::NO, kOpen = v1::Answer::VALUE_UNSPECIFIED;

void Set(Given given, v1::Answer* answer) {
  answer->mutable_provenance()->set_source(v1::Provenance::OWN_FILE);
  if (given != kOpen) answer->set_value(given);
}

// The answers that the demo's prompts read.
struct Answers {
  Given motivated = kYes, interpreter = kNo, considered = kYes, parent = kNo;
};

v1::Case CaseOf(const std::string& id, const Answers& answers) {
  v1::Case record;
  record.set_case_id(id);
  v1::Person& person = *record.mutable_person();
  Set(answers.motivated, person.mutable_motivated());
  Set(answers.interpreter, person.mutable_interpreter_needed());
  Set(answers.considered, person.mutable_diversity_considered());
  Set(answers.parent, person.mutable_is_parent());
  return record;
}

v1::Inspection Inspect(const std::vector<v1::Case>& cases, const v1::InspectionRecord& record = {},
                       InspectOptions options = {}) {
  options.is_evidence = true;  // rules are shown what is written
  absl::StatusOr<Inspector> inspector = Inspector::Create(Demo(), record, options);
  EXPECT_TRUE(inspector.ok()) << inspector.status().message();
  for (const v1::Case& one : cases) EXPECT_TRUE(inspector->Add(one, Day()).ok());
  return inspector->Finish();
}

v1::Verdict VerdictOf(const Answers& answers, int question) {
  InspectOptions options;
  options.lists_cases = true;
  return Inspect({CaseOf("c", answers)}, {}, options).case_line(0).answer(question).verdict();
}

TEST(Verdicts, OfOneCase) {
  EXPECT_EQ(VerdictOf({}, 0), v1::MET);
  EXPECT_EQ(VerdictOf({kNo}, 0), v1::NOT_MET);
  EXPECT_EQ(VerdictOf({kOpen}, 0), v1::UNDECIDED);
  EXPECT_EQ(VerdictOf({kYes, kYes, kNo}, 0), v1::NOT_MET);
  // Not known whether an interpreter is needed: it can only matter if nothing was considered.
  EXPECT_EQ(VerdictOf({kYes, kOpen, kYes}, 0), v1::MET);
  EXPECT_EQ(VerdictOf({kYes, kOpen, kNo}, 0), v1::UNDECIDED);
  EXPECT_EQ(VerdictOf({kYes, kNo, kYes, kYes}, 0), v1::NOT_RELEVANT);
  EXPECT_EQ(VerdictOf({kNo, kNo, kYes, kOpen}, 0), v1::UNDECIDED);
  // One of two that only support may fail.
  EXPECT_EQ(VerdictOf({kNo, kNo, kYes}, 1), v1::MET);
  EXPECT_EQ(VerdictOf({kNo, kNo, kOpen}, 1), v1::UNDECIDED);
  EXPECT_EQ(VerdictOf({kNo, kNo, kNo}, 1), v1::NOT_MET);
}

// For every way of answering what is open, the verdict lies within the one given while it is open.
TEST(Verdicts, HoldForEveryCompletion) {
  const std::vector<Given> all = {kYes, kNo, kOpen};
  for (Given a : all) {
    for (Given b : all) {
      for (Given c : all) {
        for (Given d : all) {
          const Answers open{a, b, c, d};
          for (int question : {0, 1}) {
            const v1::Verdict verdict = VerdictOf(open, question);
            if (verdict == v1::UNDECIDED) continue;
            for (int bits = 0; bits < 16; ++bits) {
              const auto fill = [bits](Given given, int bit) {
                return given != kOpen ? given : (bits >> bit & 1) != 0 ? kYes : kNo;
              };
              const Answers full{fill(a, 0), fill(b, 1), fill(c, 2), fill(d, 3)};
              EXPECT_EQ(VerdictOf(full, question), verdict) << a << b << c << d << " as " << bits;
            }
          }
        }
      }
    }
  }
}

TEST(Inspector, CountsUndecidedCasesAsARange) {
  const v1::Inspection result =
      Inspect({CaseOf("a", {}), CaseOf("b", {kNo}), CaseOf("c", {kOpen})});
  const v1::QuestionResult& question = result.standard(0).question(0);
  EXPECT_EQ(question.counts().sufficient(), 1);
  EXPECT_EQ(question.counts().not_sufficient(), 1);
  EXPECT_EQ(question.counts().undecided(), 1);
  EXPECT_EQ(question.share_low().of(), 1);
  EXPECT_EQ(question.share_high().of(), 2);
  EXPECT_EQ(question.share_high().all(), 3);
  EXPECT_EQ(question.rating().low(), v1::INADEQUATE);
  EXPECT_EQ(question.rating().high(), v1::GOOD);  // 66.7 % is 67 %
  EXPECT_FALSE(question.is_small());
  EXPECT_EQ(question.prompt(0).example(0), "b");
}

TEST(Inspector, GivesTheSameBytesInAnyOrder) {
  std::vector<v1::Case> cases;
  for (int i = 0; i < 24; ++i) {
    const std::vector<Given> all = {kYes, kNo, kOpen};
    cases.push_back(
        CaseOf("case " + std::to_string(i), {all[i % 3], all[i / 3 % 3], all[i / 9 % 3]}));
  }
  InspectOptions options;
  options.lists_cases = true;
  const std::string first = Inspect(cases, {}, options).SerializeAsString();
  std::reverse(cases.begin(), cases.end());
  EXPECT_EQ(Inspect(cases, {}, options).SerializeAsString(), first);
  std::rotate(cases.begin(), cases.begin() + 7, cases.end());
  EXPECT_EQ(Inspect(cases, {}, options).SerializeAsString(), first);
}

// The first cases by id have what was found, whatever came when, and whatever ids come twice.
TEST(InspectionDetails, AreThoseOfTheFirstCasesById) {
  std::vector<v1::Case> cases;
  for (const char* id : {"d", "b", "a", "e", "a", "c"}) cases.push_back(CaseOf(id, {kNo, kNo, kOpen}));
  InspectOptions options;
  options.lists_cases = true;
  options.most_listed = 3;
  std::string first;
  for (int turn = 0; turn < 6; ++turn) {
    DetailOptions detailed;
    detailed.most = 3;
    absl::StatusOr<InspectionDetails> details = InspectionDetails::Create(Demo(), {}, detailed);
    ASSERT_TRUE(details.ok()) << details.status().message();
    for (const v1::Case& one : cases) details->Add(one, Day());
    v1::Inspection result = Inspect(cases, {}, options);
    details->Fill(result);
    ASSERT_EQ(result.case_line_size(), 3);
    EXPECT_EQ(result.case_line(0).case_id(), "b");
    EXPECT_EQ(result.case_line(2).case_id(), "d");
    EXPECT_EQ(result.cases(), 4);
    // Prompts of questions that are not sufficient or undecided, and what is missing behind them.
    ASSERT_EQ(result.case_line(0).prompt_size(), 3);
    EXPECT_EQ(result.case_line(0).prompt(0).verdict(), v1::NOT_MET);
    EXPECT_EQ(result.case_line(0).prompt(0).explanation().reading(0).path(), "person.motivated");
    EXPECT_EQ(result.case_line(0).prompt(2).verdict(), v1::UNDECIDED);
    ASSERT_EQ(result.case_line(0).piece_size(), 1);
    EXPECT_EQ(result.case_line(0).piece(0), "person.diversity_considered");
    // The id that came twice took a place.
    EXPECT_EQ(result.case_line(2).prompt_size(), 0);
    if (turn == 0) first = result.SerializeAsString();
    EXPECT_EQ(result.SerializeAsString(), first);
    std::rotate(cases.begin(), cases.begin() + 1, cases.end());
  }
}

TEST(Inspector, CountsNeitherOfTwoCasesWithOneId) {
  const v1::Inspection result = Inspect({CaseOf("a", {}), CaseOf("b", {}), CaseOf("a", {kNo})});
  EXPECT_EQ(result.cases(), 1);
  ASSERT_EQ(result.rejected_size(), 2);
  EXPECT_EQ(result.rejected(0).name(), "a");
  EXPECT_EQ(result.rejected(0).code(), "duplicate-case");
}

v1::InspectionRecord Judged(const std::string& id, const std::string& prompt,
                            const std::string& question, v1::Verdict answer) {
  v1::InspectionRecord record;
  v1::CaseJudgement& judgement = *record.add_case_judgement();
  judgement.set_case_id(id);
  judgement.set_prompt(prompt);
  judgement.set_question(question);
  judgement.set_answer(answer);
  judgement.set_reason("Seen on the file.");
  judgement.set_by("inspector");
  return record;
}

TEST(Inspector, KeepsAJudgementBesideWhatTheRecordSays) {
  InspectOptions options;
  options.lists_cases = true;
  v1::Inspection result =
      Inspect({CaseOf("a", {kNo})}, Judged("a", "motivated", "", v1::MET), options);
  EXPECT_EQ(result.case_line(0).answer(0).verdict(), v1::MET);
  EXPECT_EQ(result.case_line(0).answer(0).from_record(), v1::NOT_MET);
  EXPECT_EQ(result.standard(0).question(0).counts().judged(), 1);
  EXPECT_EQ(result.standard(0).question(0).prompt(0).judged(), 1);

  result = Inspect({CaseOf("a", {})}, Judged("a", "", "work.one", v1::NOT_MET), options);
  EXPECT_EQ(result.case_line(0).answer(0).verdict(), v1::NOT_MET);
  EXPECT_EQ(result.case_line(0).answer(0).from_record(), v1::MET);
  // It was judged as a whole: no prompt would change it.
  for (const auto& one : result.recommendation()) EXPECT_EQ(one.moves_size(), 0);
}

TEST(Inspector, ListsAJudgementOfACaseThatIsNotThere) {
  const v1::Inspection result = Inspect({CaseOf("a", {})}, Judged("z", "motivated", "", v1::MET));
  ASSERT_EQ(result.rejected_size(), 1);
  EXPECT_EQ(result.rejected(0).code(), "unknown-case");
  EXPECT_EQ(result.cases(), 1);
}

TEST(Inspector, SaysWhatCannotBeRightInARecord) {
  v1::InspectionRecord record = Judged("a", "motivate", "", v1::UNDECIDED);
  record.mutable_case_judgement(0)->clear_reason();
  record.add_judgement()->set_standard("work");
  record.add_panel()->set_standard("leadership");
  record.add_count()->set_question("lead.only");
  record.add_count()->set_question("lead.only");
  std::vector<std::string> found;
  for (const RecordProblem& problem : Inspector::Check(*Demo(), record)) {
    found.push_back(problem.path + " " + problem.code);
  }
  EXPECT_THAT(
      found,
      testing::IsSupersetOf(
          {"case_judgement[0].reason missing-field", "case_judgement[0].answer missing-field",
           "case_judgement[0].prompt unknown-prompt", "judgement[0].rating missing-field",
           "judgement[0].standard wrong-basis", "panel[0].standard unknown-standard",
           "count[0].question wrong-basis", "count[1] duplicate"}));
  EXPECT_FALSE(Inspector::Create(Demo(), record).ok());
  EXPECT_FALSE(Inspector::Create(nullptr, {}).ok());
  EXPECT_FALSE(Inspector::Create(Editions::LoadFolder("tests/edition/demo/").edition, {}).ok());
}

TEST(Inspector, LimitsTheOverallRating) {
  v1::InspectionRecord record;
  v1::Judgement& lead = *record.add_judgement();
  lead.set_standard("lead");
  lead.set_rating(v1::OUTSTANDING);
  lead.set_reason("Given.");
  lead.set_by("inspector");
  v1::Inspection result = Inspect({CaseOf("a", {kNo}), CaseOf("b", {kNo})}, record);
  EXPECT_EQ(result.overall().points_low(), 3);
  EXPECT_EQ(result.overall().rating().high(), v1::INADEQUATE);
  EXPECT_TRUE(result.overall().limited());
  result = Inspect({CaseOf("a", {kOpen})}, record);
  EXPECT_FALSE(result.overall().limited());
  EXPECT_TRUE(result.overall().may_be_limited());
  EXPECT_EQ(result.overall().rating().low(), v1::INADEQUATE);
  EXPECT_EQ(result.overall().rating().high(), v1::OUTSTANDING);
}

TEST(Inspector, RanksRecommendationsByWhatTheyWouldChange) {
  const v1::Inspection result =
      Inspect({CaseOf("a", {kNo}), CaseOf("b", {kNo}), CaseOf("c", {kYes, kYes, kNo})});
  ASSERT_EQ(result.recommendation_size(), 2);
  EXPECT_EQ(result.recommendation(0).id(), "motivate");
  EXPECT_EQ(result.recommendation(0).cases(), 2);
  ASSERT_EQ(result.recommendation(0).moves_size(), 1);
  EXPECT_EQ(result.recommendation(0).moves(0).from().low(), v1::INADEQUATE);
  EXPECT_EQ(result.recommendation(0).moves(0).to().low(), v1::GOOD);
  EXPECT_EQ(result.recommendation(1).moves_size(), 0);
}

TEST(Inspector, SaysWhatItRestsOn) {
  const v1::Inspection result = Inspect({CaseOf("a", {})});
  ASSERT_EQ(result.rests_on_size(), 1);
  EXPECT_THAT(result.rests_on(0).what(), HasSubstr("GOOD from 65 %"));
  EXPECT_THAT(result.rests_on(0).what(), HasSubstr("limiter"));
}

TEST(Comparison, SaysWhatChanged) {
  const v1::Inspection before = Inspect({CaseOf("a", {}), CaseOf("b", {})});
  const v1::Inspection after = Inspect({CaseOf("a", {}), CaseOf("b", {kNo})});
  const v1::InspectionComparison both = Compare(before, after);
  std::vector<std::string> what;
  for (const v1::InspectionChange& change : both.change()) what.push_back(change.what());
  EXPECT_THAT(what, testing::ElementsAre("overall", "question work.one", "standard work"));
  EXPECT_EQ(Compare(before, before).change_size(), 0);
}

TEST(CaseAuditor, GivesEvidenceAndWhatIsMissing) {
  absl::StatusOr<CaseAuditor> auditor =
      CaseAuditor::Create(Demo(), Judged("a", "motivated", "", v1::MET));
  ASSERT_TRUE(auditor.ok());
  AssessOptions options;
  options.is_evidence = true;
  options.assessed_on = Day();
  absl::StatusOr<v1::CaseAudit> audit = auditor->Audit(CaseOf("a", {kOpen}), options);
  ASSERT_TRUE(audit.ok()) << audit.status().message();
  const v1::PromptAudit& prompt = audit->standard(0).question(0).prompt(0);
  EXPECT_EQ(prompt.verdict(), v1::MET);
  EXPECT_EQ(prompt.from_record(), v1::UNDECIDED);
  EXPECT_EQ(prompt.judgement().by(), "inspector");
  ASSERT_EQ(prompt.explanation().missing_size(), 1);
  EXPECT_EQ(audit->piece(prompt.explanation().missing(0)), "person.motivated");
  options.detail = Detail::kExplanations;
  audit = auditor->Audit(CaseOf("b", {kNo}), options);
  ASSERT_TRUE(audit.ok());
  EXPECT_EQ(audit->standard(0).question(0).prompt(0).explanation().reading(0).path(),
            "person.motivated");
  EXPECT_EQ(audit->standard(0).question(0).verdict(), v1::NOT_MET);
  EXPECT_THAT(TextReport(*audit, {}), HasSubstr("not sufficient"));
}

TEST(Reports, OfASample) {
  v1::Inspection result = Inspect({CaseOf("=a", {kNo}), CaseOf("b", {kOpen})});
  const std::string text = TextReport(result, {});
  EXPECT_THAT(text, HasSubstr("0 of 2 sufficient, 1 undecided"));
  EXPECT_THAT(text, HasSubstr("Inadequate to Requires improvement"));
  EXPECT_THAT(CsvReport(result), HasSubstr(",work,work.one,A.1,0,1,1,0,0,"));
  EXPECT_THAT(JsonReport(result), HasSubstr("\"scheme\":\"demo\""));
  EXPECT_THAT(TextprotoReport(result), HasSubstr("risk.v1.Inspection"));
}

}  // namespace
}  // namespace risk
