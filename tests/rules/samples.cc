#include "tests/rules/samples.h"

#include "absl/strings/str_cat.h"
#include "risk/case_reader.h"
#include "risk/rule_testing.h"
#include "risk/rule_testing/prepared_case.h"
#include "risk/schema/date.h"

namespace risk {
namespace {

constexpr char kCases[] = "tests/rules/england_wales/2026.1";
constexpr char kExamples[] = "examples/cases";

std::vector<Sample> ReadSamples() {
  std::vector<Sample> samples;
  const std::vector<std::string> paths = FindCaseFiles(kCases).value();
  for (const std::string& path : paths) {
    const v1::CaseFile file = *ReadCaseFile(path);
    for (const v1::TestCase& test : file.case_()) {
      const rule_testing::PreparedCase prepared = rule_testing::Prepare(file, test, path);
      if (!prepared.can_run) continue;
      samples.push_back({absl::StrCat(path, ": ", test.name()), prepared.record, schema::DateOfDay(prepared.assessed_on)});
    }
  }
  for (const CaseInput& input : ReadCases(kExamples)) {
    if (!input.record.has_value()) continue;
    samples.push_back({input.name, *input.record, input.record->assessment_date()});
  }
  return samples;
}

}  // namespace

const std::vector<Sample>& Samples() {
  static const std::vector<Sample>& samples = *new std::vector<Sample>(ReadSamples());
  return samples;
}

}  // namespace risk
