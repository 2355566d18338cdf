#include "risk/case_assessor.h"

#include <atomic>
#include <chrono>

#include "gtest/gtest.h"
#include "risk/dates.h"
#include "risk/edition/editions.h"
#include "risk/edition_choice.h"
#include "risk/interruption.h"

namespace risk {
namespace {

v1::Case Record() {
  v1::Case record;
  record.set_case_id("a");
  *record.mutable_assessment_date() = *ParseDate("2026-06-01");
  return record;
}

// Former bug: positions were looked for in a file that there is not.
TEST(CaseAssessorTest, ARecordFromElsewhereMayBeInvalid) {
  v1::Case record = Record();
  record.mutable_assessment_date()->set_month(13);
  CaseAssessor assessor;
  const AssessedCase result = assessor.Assess(record, "elsewhere");
  EXPECT_EQ(result.outcome, AssessedCase::Outcome::kBadCase);
  EXPECT_NE(result.problems.find("elsewhere"), std::string::npos) << result.problems;
  EXPECT_NE(result.problems.find("[bad-date]"), std::string::npos) << result.problems;
}

class AssessCaseTest : public testing::Test {
 protected:
  static const Assessor& Rules() {
    static const EditionChoice::Chosen& chosen =
        *new EditionChoice::Chosen(EditionChoice::From(Editions::Load("england_wales")));
    return *chosen.assessor;
  }
  static AssessedCase Assess() {
    CaseInput input;
    input.name = "case";
    input.record = Record();
    return AssessCase(Rules(), {}, input);
  }
};

TEST_F(AssessCaseTest, IsWhatCaseAssessorSays) {
  CaseOptions options;
  options.edition = "england_wales";
  CaseAssessor assessor(options);
  const AssessedCase expected = assessor.Assess(Record());
  const AssessedCase result = Assess();
  ASSERT_TRUE(result.assessment.has_value());
  EXPECT_EQ(result.assessment->SerializeAsString(), expected.assessment->SerializeAsString());
}

TEST_F(AssessCaseTest, EndsWhenItIsAskedTo) {
  std::atomic<bool> stop{true};
  Interruption interruption(&stop);
  const InterruptionScope scope(&interruption);
  EXPECT_TRUE(absl::IsCancelled(Assess().status));
  {
    const InterruptionScope nothing(nullptr);
    EXPECT_TRUE(Assess().status.ok());
  }
  stop = false;
  EXPECT_TRUE(absl::IsCancelled(Assess().status)) << "once it is time to stop, it stays so";
}

TEST_F(AssessCaseTest, EndsWhenItsTimeIsUp) {
  const auto now = std::chrono::steady_clock::now();
  Interruption late(nullptr, now);
  Interruption early(nullptr, now + std::chrono::hours(1));
  {
    const InterruptionScope scope(&late);
    EXPECT_TRUE(absl::IsDeadlineExceeded(Assess().status));
  }
  const InterruptionScope scope(&early);
  EXPECT_TRUE(Assess().status.ok());
}

}  // namespace
}  // namespace risk
