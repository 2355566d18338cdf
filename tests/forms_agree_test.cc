// One record as text format, as JSON of both kinds of names, and in wire format gives the same bytes of an
// assessment, or the same problems.
#include <string>
#include <vector>

#include "google/protobuf/text_format.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "risk/case_assessor.h"
#include "tests/assessment/random_case.h"
#include "tests/sample_size.h"

namespace risk {
namespace {

std::string AsJson(const v1::Case& record, bool keeps_names) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = keeps_names;
  std::string text;
  EXPECT_TRUE(google::protobuf::util::MessageToJsonString(record, &text, options).ok());
  return text;
}

// What comes of a record in one form: the assessment, or codes and paths of what is wrong.
std::string ResultOf(CaseAssessor& assessor, const std::string& bytes) {
  std::string all;
  for (CaseInput& input : ParseCases(bytes, "case")) {
    const AssessedCase result = assessor.Assess(input);
    if (result.assessment.has_value()) {
      all += result.assessment->SerializeAsString();
    } else {
      for (const InputProblem& problem : input.problems) all += problem.code + " " + problem.path + "\n";
    }
  }
  return all;
}

TEST(Forms, OfOneRecordAgree) {
  CaseOptions options;
  options.edition = "england_wales";
  v1::Date today;
  today.set_year(2026);
  today.set_month(6);
  today.set_day(1);
  options.today = today;
  options.assessed_on = today;
  options.detail = Detail::kMissing;
  CaseAssessor assessor(options);
  int assessed = 0;
  const int count = SampleSize(300);
  for (int seed = 0; seed < count; ++seed) {
    RandomCase random(static_cast<uint64_t>(seed));
    v1::Case record = random.Make(0.02 + 0.001 * (seed % 200));
    record.set_case_id("c" + std::to_string(seed));
    std::string text;
    ASSERT_TRUE(google::protobuf::TextFormat::PrintToString(record, &text));
    const std::string expected = ResultOf(assessor, text);
    EXPECT_FALSE(expected.empty()) << seed;
    EXPECT_EQ(ResultOf(assessor, AsJson(record, true)), expected) << "JSON, seed " << seed;
    EXPECT_EQ(ResultOf(assessor, AsJson(record, false)), expected) << "JSON in camelCase, seed " << seed;
    EXPECT_EQ(ResultOf(assessor, record.SerializeAsString()), expected) << "wire format, seed " << seed;
    assessed += AssessedCase::Outcome::kAssessed == assessor.Assess(record).outcome;
  }
  EXPECT_GT(assessed, count / 10);
}

}  // namespace
}  // namespace risk
