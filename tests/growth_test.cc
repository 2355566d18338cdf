// Long lists cost what the limits promise: time and memory of a case of as many entries as are assessed.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "risk/assessor.h"
#include "risk/edition/edition.h"
#include "risk/edition/editions.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"
#include "risk/validation.h"

namespace risk {
namespace {

struct List {
  const char* name;
  int most;
  std::function<void(int n, v1::Case& record)> add;
};

void Put(int n, v1::Date* date) {
  date->set_year(2020 + n % 6);
  date->set_month(1 + n % 12);
  date->set_day(1 + n % 28);
}

const std::vector<List>& Lists() {
  constexpr int kAll = static_cast<int>(kMostEntries);
  static const std::vector<List>& lists = *new std::vector<List>{
      {"convictions", kAll, [](int n, v1::Case& record) {
         Put(n, record.mutable_offending()->add_convictions()->mutable_convicted_on());
       }},
      {"incidents", kAll, [](int n, v1::Case& record) {
         Put(n, record.mutable_domestic_abuse()->add_incidents()->mutable_happened_on());
       }},
      {"events", kAll, [](int n, v1::Case& record) { Put(n, record.add_events()->mutable_happened_on()); }},
      {"enquiries", kAll, [](int n, v1::Case& record) { Put(n, record.add_enquiries()->mutable_made_on()); }},
      {"orders", kAll, [](int n, v1::Case& record) { Put(n, record.add_orders()->mutable_made_on()); }},
      {"marac referrals", kAll, [](int n, v1::Case& record) {
         Put(n, record.mutable_domestic_abuse()->add_marac_referrals()->mutable_referred_on());
       }},
      {"assessments", kAll, [](int n, v1::Case& record) {
         Put(n, record.add_assessments()->mutable_completed_on());
       }},
      {"decisions", kAll, [](int n, v1::Case& record) { Put(n, record.add_decisions()->mutable_opened_on()); }},
      {"children", 100, [](int n, v1::Case& record) {
         record.mutable_relationships()->add_children()->set_id("c" + std::to_string(n));
       }},
      {"people", 100, [](int n, v1::Case& record) {
         record.mutable_relationships()->add_people()->set_id("p" + std::to_string(n));
       }},
  };
  return lists;
}

v1::Date Today() {
  v1::Date date;
  date.set_year(2026);
  date.set_month(6);
  date.set_day(1);
  return date;
}

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
  const pid_t child = fork();
  if (child == 0) {
    AssessOptions options;
    options.assessed_on = Today();
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

TEST(Growth, OfEachListStaysWithinTheLimits) {
  if (std::getenv("RISK_SAMPLE_PERCENT") != nullptr) GTEST_SKIP() << "memory under a sanitizer says nothing";
  const EditionResult loaded = Editions::Load("england_wales");
  ASSERT_TRUE(loaded.ok());
  const Assessor assessor = *Assessor::Create(loaded.edition);
  // Those of results.h and docs/limits.md; times are several times what is measured, for busy machines.
  constexpr long kMostKilobytes = 100 * 1024;
  constexpr long kMostExplained = 200 * 1024;  // with the text of every explanation
  constexpr double kMostSeconds = 60;
  for (const List& list : Lists()) {
    v1::Case record;
    for (int i = 0; i < list.most; ++i) list.add(i, record);
    for (const Detail detail : {Detail::kMissing, Detail::kExplanations}) {
      const Cost cost = CostOf(assessor, record, detail);
      EXPECT_TRUE(cost.is_fine) << list.name;
      EXPECT_LE(cost.kilobytes, detail == Detail::kMissing ? kMostKilobytes : kMostExplained) << list.name << " " << static_cast<int>(detail);
      EXPECT_LE(cost.seconds, kMostSeconds) << list.name << " " << static_cast<int>(detail);
    }
    // One more is refused at both doors.
    list.add(list.most, record);
    AssessOptions options;
    options.assessed_on = Today();
    EXPECT_FALSE(assessor.Assess(record, options).ok()) << list.name;
    const std::vector<RecordProblem> problems = Validate(record, Today());
    ASSERT_EQ(problems.size(), 1u) << list.name;
    EXPECT_EQ(problems[0].code, "too-many") << list.name;
  }
}

}  // namespace
}  // namespace risk
