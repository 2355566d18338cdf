#include "risk/rule_testing.h"

#include <filesystem>
#include <iterator>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "risk/rule_testing/case_files.h"
#include "risk/rule_testing/case_runner.h"
#include "risk/rule_testing/prepared_case.h"
#include "risk/rule_testing/record_file.h"

namespace risk {

std::string Failure::ToString() const {
  return absl::StrCat(file, ": ", test_case, ": ", rule.empty() ? "" : absl::StrCat(rule, ": "),
                      "expected ", what, " ", expected, ", got ", actual);
}

bool TestReport::ok() const { return failed() == 0; }

int TestReport::failed() const {
  int failed = 0;
  for (const CaseResult& result : cases) failed += result.failures.empty() ? 0 : 1;
  return failed;
}

void TestReport::Merge(TestReport other) {
  cases.insert(cases.end(), std::make_move_iterator(other.cases.begin()),
               std::make_move_iterator(other.cases.end()));
  for (const auto& [rule, seen] : other.coverage) {
    Coverage& total = coverage[rule];
    total.is_true += seen.is_true;
    total.is_false += seen.is_false;
    total.is_unknown += seen.is_unknown;
    total.is_of_record |= seen.is_of_record;
  }
}

TestReport RunCases(const Assessor& assessor, const v1::CaseFile& file, absl::string_view path) {
  TestReport report;
  rule_testing::CaseRunner runner(assessor.edition());
  for (const v1::TestCase& test : file.case_()) {
    const absl::Time begin = absl::Now();
    report.cases.push_back(
        runner.Run(rule_testing::Prepare(file, test, path), &report.coverage));
    report.cases.back().seconds = absl::ToDoubleSeconds(absl::Now() - begin);
  }
  return report;
}

bool IsOf(const v1::CaseFile& file, const Edition& edition) {
  const std::string& its = file.edition();
  return its.empty() || its == edition.name() || its == edition.text().id();
}

absl::StatusOr<v1::CaseFile> ReadCaseFile(const std::string& path) {
  absl::StatusOr<std::unique_ptr<google::protobuf::Message>> read =
      rule_testing::ReadMessage(path, v1::CaseFile::default_instance());
  if (!read.ok()) return read.status();
  return std::move(static_cast<v1::CaseFile&>(**read));
}

absl::StatusOr<std::vector<std::string>> FindCaseFiles(const std::string& path, SkippedFiles* skipped) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    return absl::NotFoundError(absl::StrCat(path, ": not found"));
  }
  if (!std::filesystem::is_directory(path, error)) return std::vector<std::string>{path};
  return rule_testing::CaseFilesBelow(path, skipped);
}

}  // namespace risk
