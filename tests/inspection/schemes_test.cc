// Rating schemes by cases in words: schemes/*.textproto. See risk/v1/inspection_test.proto.
#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "risk/edition/editions.h"
#include "risk/inspector.h"
#include "risk/rule_testing/record_file.h"
#include "risk/v1/inspection_test.pb.h"

namespace risk {
namespace {

std::shared_ptr<const Edition> SchemeOf(const std::string& name) {
  static auto& loaded = *new std::map<std::string, std::shared_ptr<const Edition>>;
  auto [found, is_new] = loaded.emplace(name, nullptr);
  if (is_new) {
    EditionResult result = Editions::Load(name);
    EXPECT_TRUE(result.ok()) << ToString(result.problems);
    found->second = result.edition;
  }
  return found->second;
}

// Counts of a hundred cases at the beginning of the band of a rating.
v1::RecordedCount CountAt(const v1::Scheme& scheme, v1::Rating rating,
                          const std::string& question) {
  v1::RecordedCount count;
  count.set_question(question);
  for (const v1::Scheme::Band& band : scheme.band()) {
    if (band.rating() != rating) continue;
    count.set_sufficient(band.from_percent());
    count.set_not_sufficient(100 - band.from_percent());
  }
  return count;
}

// Gives every standard that the record does not speak of the rating of `others`.
void AddOthers(const Edition& edition, v1::Rating others, v1::InspectionRecord& record) {
  if (others == v1::RATING_UNSPECIFIED) return;
  const v1::InspectionRecord given = record;
  for (const int index : edition.scheme()->standards) {
    const v1::Standard& standard = *edition.standards()[static_cast<size_t>(index)].text;
    const bool is_given =
        std::any_of(given.judgement().begin(), given.judgement().end(),
                    [&](const auto& its) { return its.standard() == standard.id(); }) ||
        std::any_of(given.count().begin(), given.count().end(), [&](const auto& its) {
          return its.question().rfind(standard.id() + ".", 0) == 0;
        });
    if (is_given) continue;
    if (standard.basis() == v1::Standard::CASES) {
      *record.add_count() =
          CountAt(*edition.scheme()->text, others, standard.id() + "." + standard.question(0).id());
      continue;
    }
    v1::Judgement& judgement = *record.add_judgement();
    judgement.set_standard(standard.id());
    judgement.set_rating(others);
    judgement.set_reason("Given.");
    judgement.set_by("test");
  }
}

void ExpectRange(const v1::InspectionExpectation& expected, const v1::RatingRange& actual) {
  if (expected.has_rating()) {
    EXPECT_EQ(actual.low(), expected.rating());
    EXPECT_EQ(actual.high(), expected.rating());
  }
  if (expected.has_low()) EXPECT_EQ(actual.low(), expected.low());
  if (expected.has_high()) EXPECT_EQ(actual.high(), expected.high());
  if (expected.not_rated()) EXPECT_EQ(actual.high(), v1::RATING_UNSPECIFIED);
}

void ExpectOverall(const v1::InspectionExpectation& expected, const v1::OverallResult& actual) {
  ExpectRange(expected, actual.rating());
  if (expected.has_points_low()) EXPECT_EQ(actual.points_low(), expected.points_low());
  if (expected.has_points_high()) EXPECT_EQ(actual.points_high(), expected.points_high());
  if (expected.has_limited()) EXPECT_EQ(actual.limited(), expected.limited());
  if (expected.has_with_panel()) EXPECT_EQ(actual.with_panel().low(), expected.with_panel());
}

void ExpectQuestion(const v1::InspectionExpectation& expected, const v1::QuestionResult& actual) {
  ExpectRange(expected, actual.rating());
  if (expected.has_cases_to_rise()) EXPECT_EQ(actual.cases_to_rise(), expected.cases_to_rise());
  if (expected.has_cases_to_fall()) EXPECT_EQ(actual.cases_to_fall(), expected.cases_to_fall());
  if (expected.has_rounding_decides()) {
    EXPECT_EQ(actual.rounding_decides(), expected.rounding_decides());
  }
  if (expected.has_interval_low()) EXPECT_EQ(actual.interval_low(), expected.interval_low());
  if (expected.has_interval_high()) EXPECT_EQ(actual.interval_high(), expected.interval_high());
}

void ExpectStandard(const v1::InspectionExpectation& expected, const v1::StandardResult& actual) {
  ExpectRange(expected, actual.rating());
  if (expected.has_points_low()) EXPECT_EQ(actual.points_low(), expected.points_low());
  if (expected.has_points_high()) EXPECT_EQ(actual.points_high(), expected.points_high());
  if (expected.has_sample()) EXPECT_EQ(actual.sample().state(), expected.sample());
  if (expected.has_planned()) EXPECT_EQ(actual.sample().planned(), expected.planned());
  if (expected.has_with_panel()) EXPECT_EQ(actual.with_panel().low(), expected.with_panel());
  if (expected.no_discretion()) EXPECT_EQ(actual.discretion_size(), 0);
  std::vector<int> kinds;
  for (const v1::DiscretionTest& test : actual.discretion()) kinds.push_back(test.kind());
  const std::vector<int> wanted(expected.discretion().begin(), expected.discretion().end());
  if (!wanted.empty()) EXPECT_EQ(kinds, wanted);
}

void ExpectPosts(const v1::InspectionExpectation& expected, const v1::Inspection& actual) {
  int found = 0;
  for (const v1::PostsResult& posts : actual.posts()) {
    if (posts.grade() != expected.grade()) continue;
    ++found;
    EXPECT_EQ(posts.has_vacant_percent(), expected.has_vacant_percent());
    EXPECT_EQ(posts.vacant_percent(), expected.vacant_percent());
  }
  EXPECT_EQ(found, 1) << "no such posts";
}

void ExpectTally(const v1::InspectionExpectation& expected, const v1::Inspection& actual) {
  int found = 0;
  for (const v1::TallyResult& tally : actual.tally()) {
    if (tally.id() != expected.tally()) continue;
    ++found;
    if (expected.has_holds()) EXPECT_EQ(tally.holds(), expected.holds());
    if (expected.has_does_not()) EXPECT_EQ(tally.does_not(), expected.does_not());
    if (expected.has_undecided()) EXPECT_EQ(tally.undecided(), expected.undecided());
  }
  EXPECT_EQ(found, 1) << "no such tally";
}

// Adds the cases of a test, each with an id of its own.
void AddSample(const v1::InspectionTest& test, Inspector& inspector) {
  int number = 0;
  for (const v1::SampleCases& alike : test.sample()) {
    for (int i = 0; i < alike.times(); ++i) {
      v1::Case record = alike.record();
      record.set_case_id(std::to_string(++number));
      const absl::Status added = inspector.Add(record, record.assessment_date());
      ASSERT_TRUE(added.ok()) << added.message();
    }
  }
}

void Compare(const v1::InspectionExpectation& expected, const v1::Inspection& actual) {
  if (!expected.tally().empty()) return ExpectTally(expected, actual);
  if (!expected.grade().empty()) return ExpectPosts(expected, actual);
  if (expected.standard().empty() && expected.question().empty()) {
    return ExpectOverall(expected, actual.overall());
  }
  int found = 0;
  for (const v1::StandardResult& standard : actual.standard()) {
    if (standard.id() == expected.standard() && ++found > 0) ExpectStandard(expected, standard);
    for (const v1::QuestionResult& question : standard.question()) {
      if (question.id() == expected.question() && ++found > 0) ExpectQuestion(expected, question);
    }
  }
  EXPECT_EQ(found, 1) << "no such standard or question";
}

TEST(Schemes, GiveTheRatingsOfTheirCases) {
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator("tests/inspection/schemes")) {
    ++files;
    auto read = rule_testing::ReadMessage(entry.path(), v1::InspectionTestFile::default_instance());
    ASSERT_TRUE(read.ok()) << read.status().message();
    const auto& file = static_cast<const v1::InspectionTestFile&>(**read);
    for (const v1::InspectionTest& test : file.case_()) {
      SCOPED_TRACE(entry.path().string() + ": " + test.name());
      auto edition = SchemeOf(test.scheme().empty() ? file.scheme() : test.scheme());
      ASSERT_NE(edition, nullptr);
      v1::InspectionRecord record = test.given();
      AddOthers(*edition, test.others(), record);
      absl::StatusOr<Inspector> inspector = Inspector::Create(edition, record);
      ASSERT_TRUE(inspector.ok()) << inspector.status().message();
      AddSample(test, *inspector);
      const v1::Inspection result = inspector->Finish();
      EXPECT_GT(test.expect_size(), 0);
      for (const v1::InspectionExpectation& expected : test.expect()) Compare(expected, result);
    }
  }
  EXPECT_GT(files, 0);
}

}  // namespace
}  // namespace risk
