// Long lists cost what the limits promise: time and memory of a case of as many entries as are assessed.
#include <malloc.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "benchmarks/long_lists.h"
#include "gtest/gtest.h"
#include "risk/assessor.h"
#include "risk/edition/edition.h"
#include "risk/edition/editions.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"
#include "risk/validation.h"

namespace risk {
namespace {

using benchmarks::CaseWith;
using benchmarks::DayOfAssessment;
using benchmarks::LongList;

struct Cost {
  bool is_fine = false;
  long kilobytes = 0;  // beyond what the process held before
  double seconds = 0;  // of processor time
};

double ProcessorSeconds() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec) + 1e-6 * static_cast<double>(usage.ru_utime.tv_usec);
}

long PeakKilobytes() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

// In a process of its own, which has done nothing else.
Cost CostOf(const Assessor& assessor, const v1::Case& record, Detail detail) {
  int ends[2];
  if (pipe(ends) != 0) return {};
  malloc_trim(0);  // what was freed would hide what is taken
  const pid_t child = fork();
  if (child == 0) {
    AssessOptions options;
    options.assessed_on = DayOfAssessment();
    options.detail = detail;
    const long before = PeakKilobytes();
    const double begin = ProcessorSeconds();
    Cost cost;
    cost.is_fine = assessor.Assess(record, options).ok();
    cost.seconds = ProcessorSeconds() - begin;
    cost.kilobytes = PeakKilobytes() - before;
    _exit(write(ends[1], &cost, sizeof cost) == sizeof cost ? 0 : 1);
  }
  Cost cost;
  close(ends[1]);
  if (read(ends[0], &cost, sizeof cost) != sizeof cost) cost = Cost();
  close(ends[0]);
  waitpid(child, nullptr, 0);
  return cost;
}

TEST(Growth, OfEveryListStaysWithinTheLimits) {
  if (std::getenv("RISK_SAMPLE_PERCENT") != nullptr) GTEST_SKIP() << "memory under a sanitizer says nothing";
  const EditionResult loaded = Editions::Load("england_wales");
  ASSERT_TRUE(loaded.ok());
  const Assessor assessor = *Assessor::Create(loaded.edition);
  // Those of results.h and docs/limits.md; times are several times what is measured, for busy machines.
  constexpr long kMostKilobytes = 100 * 1024;
  constexpr double kMostSeconds = 60;
  const std::vector<LongList> lists = benchmarks::LongLists();
  ASSERT_GT(lists.size(), 60u);
  for (const LongList& list : lists) {
    // What is missing is in the explanations.
    const Cost cost = CostOf(assessor, CaseWith(list, list.Most(kMostEntries)), Detail::kExplanations);
    EXPECT_TRUE(cost.is_fine) << list.name;
    EXPECT_LE(cost.kilobytes, kMostKilobytes) << list.name;
    EXPECT_LE(cost.seconds, kMostSeconds) << list.name;
  }
}

// One more is refused at both doors.
TEST(Growth, BeyondTheLimitsNothingIsAssessed) {
  const EditionResult loaded = Editions::Load("england_wales");
  ASSERT_TRUE(loaded.ok());
  const Assessor assessor = *Assessor::Create(loaded.edition);
  AssessOptions options;
  options.assessed_on = DayOfAssessment();
  options.detail = Detail::kResults;
  for (const LongList& list : benchmarks::LongLists()) {
    if (!list.is_of_messages()) continue;
    const v1::Case record = CaseWith(list, list.Most(kMostEntries) + 1);
    EXPECT_FALSE(assessor.Assess(record, options).ok()) << list.name;
    bool is_named = false;
    for (const RecordProblem& problem : Validate(record, options.assessed_on)) is_named |= problem.code == "too-many";
    EXPECT_TRUE(is_named) << list.name;
  }
}

}  // namespace
}  // namespace risk
