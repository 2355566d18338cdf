// Runs the conformance suite of the Common Expression Language and prints how much of it holds.
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gtest/gtest.h"
#include "tests/expression/conformance/runner.h"
#include "tests/expression/conformance/suite.h"

namespace risk::conformance {
namespace {

constexpr char kDirectory[] = "tests/expression/conformance";
const std::vector<std::string>* const kClasses =
    new std::vector<std::string>{"core", "core+msg", "added", "later", "out"};

struct Tally {
  int passed = 0;
  int run = 0;
  int all = 0;
};

struct Report {
  std::map<std::string, std::map<std::string, Tally>> by_file;  // then by class
  std::map<std::string, Tally> by_class;
  // Outside the subset: by class and feature.
  std::map<std::string, std::map<std::string, Tally>> by_feature;
  std::vector<std::string> failures;  // of core, core+msg and added
};

bool IsRequired(const std::string& test_class) {
  return test_class == "core" || test_class == "core+msg" || test_class == "added";
}

void Add(const SuiteTest& entry, const Outcome& outcome, Tally* tally) {
  ++tally->all;
  tally->run += entry.is_here ? 1 : 0;
  tally->passed += outcome.has_passed ? 1 : 0;
}

void Record(const SuiteTest& entry, const Outcome& outcome, Report* report) {
  Add(entry, outcome, &report->by_file[entry.file][entry.test_class]);
  Add(entry, outcome, &report->by_class[entry.test_class]);
  if (IsRequired(entry.test_class)) {
    if (outcome.has_passed) return;
    report->failures.push_back(absl::StrCat(entry.file, "/", entry.section, "/", entry.name, ": ",
                                            entry.test.expr(), "\n    ", outcome.detail));
    return;
  }
  std::string feature =
      entry.features == "-" ? absl::StrCat("other of ", entry.file) : entry.features;
  Add(entry, outcome, &report->by_feature[entry.test_class][feature]);
}

std::string Cell(const Tally& tally) {
  if (tally.all == 0) return "-";
  if (tally.run == 0) return absl::StrCat("not run/", tally.all);
  return absl::StrCat(tally.passed, "/", tally.all);
}

void PrintRow(const std::string& name, std::map<std::string, Tally> tallies) {
  std::printf("%-16s", name.c_str());
  for (const std::string& test_class : *kClasses) {
    std::printf(" %14s", Cell(tallies[test_class]).c_str());
  }
  std::printf("\n");
}

void Print(const Report& report) {
  std::printf("passed/tests    ");
  for (const std::string& test_class : *kClasses) std::printf(" %14s", test_class.c_str());
  std::printf("\n");
  for (const auto& file : report.by_file) PrintRow(file.first, file.second);
  PrintRow("all", report.by_class);
  std::printf("\nOutside the subset, by what the tests use (passed/tests; these may fail):\n");
  for (const auto& test_class : report.by_feature) {
    for (const auto& feature : test_class.second) {
      std::printf("  %-6s %-52s %s\n", test_class.first.c_str(), feature.first.c_str(),
                  Cell(feature.second).c_str());
    }
  }
}

TEST(ConformanceTest, CorePasses) {
  std::vector<std::string> problems;
  std::vector<SuiteTest> suite = LoadSuite(kDirectory, &problems);
  for (const std::string& problem : problems) ADD_FAILURE() << problem;
  Report report;
  for (const SuiteTest& entry : suite) {
    Outcome outcome;
    if (entry.is_here) outcome = RunTest(entry.test);
    Record(entry, outcome, &report);
  }
  Print(report);
  for (const std::string& failure : report.failures) ADD_FAILURE() << failure;
  EXPECT_EQ(report.by_class["core"].all, 545);
  EXPECT_EQ(report.by_class["core"].passed, 545);
  EXPECT_EQ(report.by_class["core+msg"].all, 68);
  EXPECT_EQ(report.by_class["core+msg"].passed, 68);
  EXPECT_EQ(report.by_class["added"].all, 43);
  EXPECT_EQ(report.by_class["added"].passed, 43);
  EXPECT_EQ(suite.size(), 2456u);
}

}  // namespace
}  // namespace risk::conformance
