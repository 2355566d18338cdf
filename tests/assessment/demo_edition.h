// The made-up edition of these tests, and short ways to write cases and dates.
#ifndef TESTS_ASSESSMENT_DEMO_EDITION_H_
#define TESTS_ASSESSMENT_DEMO_EDITION_H_

#include <memory>
#include <string>

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "risk/assessor.h"
#include "risk/edition/edition.h"

namespace risk {

inline std::shared_ptr<const Edition> DemoEdition() {
  static const std::shared_ptr<const Edition> edition = [] {
    EditionResult result = Edition::LoadDirectory("tests/assessment/demo");
    EXPECT_TRUE(result.ok()) << ToString(result.problems);
    return result.edition;
  }();
  return edition;
}

inline const Assessor& DemoAssessor() {
  static const Assessor assessor = *Assessor::Create(DemoEdition());
  return assessor;
}

template <typename T>
T Parse(const std::string& text) {
  T message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

inline AssessOptions On(const std::string& date, Detail detail = Detail::kMissing) {
  AssessOptions options;
  options.is_evidence = true;  // rules are shown what is written
  options.assessed_on = Parse<v1::Date>(date);
  options.detail = detail;
  return options;
}

inline constexpr char kMonday[] = "year: 2026 month: 6 day: 1";

}  // namespace risk

#endif  // TESTS_ASSESSMENT_DEMO_EDITION_H_
