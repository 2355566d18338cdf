// Runs every case file below this folder as a test of its own, named by file and case.
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gtest/gtest.h"
#include "risk/assessor.h"
#include "risk/edition/editions.h"
#include "risk/rule_testing.h"

namespace risk {
namespace {

constexpr char kFolder[] = "tests/rules";

class RuleCase : public testing::Test {
 public:
  explicit RuleCase(std::vector<Failure> failures) : failures_(std::move(failures)) {}
  void TestBody() override {
    for (const Failure& failure : failures_) ADD_FAILURE() << failure.ToString();
  }

 private:
  const std::vector<Failure> failures_;
};

void Register(const std::string& suite, const std::string& name, std::vector<Failure> failures) {
  testing::RegisterTest(
      suite.c_str(), name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
      [failures = std::move(failures)]() -> testing::Test* { return new RuleCase(failures); });
}

Failure Unreadable(const std::string& file, const std::string& why) {
  return {file, "", "", "a case file that can be run", "", why};
}

// "tests/rules/a/b.textproto" as "a.b": the names of tests hold no slashes.
std::string SuiteOf(const std::string& file) {
  const std::string below = file.substr(sizeof(kFolder));
  return absl::StrReplaceAll(below, {{".textproto", ""}, {"/", "."}});
}

struct Tried {
  std::unique_ptr<Assessor> assessor;
  TestReport report;
};

void RegisterFile(const std::string& path, std::map<std::string, Tried>& editions) {
  absl::StatusOr<v1::CaseFile> file = ReadCaseFile(path);
  if (!file.ok()) {
    Register(SuiteOf(path), "readable", {Unreadable(path, std::string(file.status().message()))});
    return;
  }
  Tried& tried = editions[file->edition()];
  if (tried.assessor == nullptr) {
    const EditionResult edition = Editions::Load(file->edition());
    if (!edition.ok()) {
      Register(SuiteOf(path), "edition", {Unreadable(path, ToString(edition.problems))});
      return;
    }
    tried.assessor = std::make_unique<Assessor>(*Assessor::Create(edition.edition));
  }
  TestReport report = RunCases(*tried.assessor, *file, path);
  for (const CaseResult& result : report.cases) {
    Register(SuiteOf(path), result.name, result.failures);
  }
  tried.report.Merge(std::move(report));
}

// Rules of the edition that this one extends are covered by the cases of that one.
bool IsOfBase(const std::string& rule, const EditionResult& base) {
  return base.ok() && base.edition->Find(rule.substr(0, rule.find('.'))).index >= 0;
}

// Over all its cases every rule of an edition must have been seen true, false and not known.
void RegisterCoverage(const std::string& edition, const Tried& tried) {
  EditionResult base;
  for (const BuiltInEdition& one : Editions::BuiltIn()) {
    if (one.name == edition && !one.extends.empty()) base = Editions::Load(one.extends);
  }
  std::vector<Failure> failures;
  for (const auto& [rule, seen] : tried.report.coverage) {
    if (seen.is_covered() || IsOfBase(rule, base)) continue;
    failures.push_back({edition, "all cases", rule, "coverage", "true, false and not known",
                        absl::StrCat(seen.is_true, " true, ", seen.is_false, " false, ",
                                     seen.is_unknown, " not known")});
  }
  Register("coverage", edition, std::move(failures));
}

}  // namespace
}  // namespace risk

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const absl::StatusOr<std::vector<std::string>> files = risk::FindCaseFiles(risk::kFolder);
  std::map<std::string, risk::Tried> editions;
  if (files.ok()) {
    for (const std::string& file : *files) risk::RegisterFile(file, editions);
  }
  for (const auto& [edition, tried] : editions) risk::RegisterCoverage(edition, tried);
  return RUN_ALL_TESTS();
}
