// How time and memory grow with the length of the lists of a case; see README.md.
//
//   bazel run --config=opt //benchmarks:growth
//
// Each line is one case with so many elements of one list, measured in a process of its own: the
// least time of several runs, and the most memory that the process held beyond that of an empty case.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "risk/assessor.h"
#include "risk/edition/edition.h"
#include "risk/edition/editions.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"

namespace benchmarks {
namespace {

using risk::AssessOptions;
using risk::Assessor;
using risk::Detail;
using risk::v1::Case;

struct List {
  const char* name;
  std::function<void(int n, Case& record)> add;
};

void Put(int n, risk::v1::Date* date) {
  date->set_year(2020 + n % 6);
  date->set_month(1 + n % 12);
  date->set_day(1 + n % 28);
}

const std::vector<List>& Lists() {
  static const std::vector<List>& lists = *new std::vector<List>{
      {"convictions", [](int n, Case& record) {
         Put(n, record.mutable_offending()->add_convictions()->mutable_convicted_on());
       }},
      {"incidents", [](int n, Case& record) {
         Put(n, record.mutable_domestic_abuse()->add_incidents()->mutable_happened_on());
       }},
      {"children", [](int n, Case& record) {
         record.mutable_relationships()->add_children()->set_id("c" + std::to_string(n));
       }},
      {"enquiries", [](int n, Case& record) { Put(n, record.add_enquiries()->mutable_made_on()); }},
      {"events", [](int n, Case& record) { Put(n, record.add_events()->mutable_happened_on()); }},
      {"marac referrals", [](int n, Case& record) {
         Put(n, record.mutable_domestic_abuse()->add_marac_referrals()->mutable_referred_on());
       }},
      {"people", [](int n, Case& record) {
         record.mutable_relationships()->add_people()->set_id("p" + std::to_string(n));
       }},
      {"decisions", [](int n, Case& record) { Put(n, record.add_decisions()->mutable_opened_on()); }},
      {"assessments", [](int n, Case& record) {
         Put(n, record.add_assessments()->mutable_completed_on());
       }},
      {"orders", [](int n, Case& record) { Put(n, record.add_orders()->mutable_made_on()); }},
      {"registrations", [](int n, Case& record) {
         Put(n, record.add_registrations()->mutable_registered_on());
       }},
      {"officers", [](int n, Case& record) {
         Put(n, record.mutable_supervision()->add_officers()->mutable_from_on());
       }},
      {"plans", [](int n, Case& record) { Put(n, record.add_plans()->mutable_made_on()); }},
  };
  return lists;
}

struct Measured {
  double milliseconds = -1;  // -1: refused
  long kilobytes = 0;
};

long PeakKilobytes() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

Measured Assess(const Assessor& assessor, const Case& record, Detail detail) {
  AssessOptions options;
  options.assessed_on.set_year(2026);
  options.assessed_on.set_month(6);
  options.assessed_on.set_day(1);
  options.detail = detail;
  Measured measured;
  const long before = PeakKilobytes();
  double spent = 0;
  for (int run = 0; run < 5 && spent < 1000; ++run) {
    const auto begin = std::chrono::steady_clock::now();
    const bool is_fine = assessor.Assess(record, options).ok();
    const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - begin;
    if (!is_fine) return measured;
    spent += time.count();
    measured.milliseconds =
        run == 0 ? time.count() : std::min(measured.milliseconds, time.count());
  }
  measured.kilobytes = PeakKilobytes() - before;
  return measured;
}

// Memory is that of a process which has done nothing else.
Measured InChild(const Assessor& assessor, const Case& record, Detail detail) {
  int ends[2];
  if (pipe(ends) != 0) std::exit(1);
  const pid_t child = fork();
  if (child == 0) {
    const Measured measured = Assess(assessor, record, detail);
    const bool is_written = write(ends[1], &measured, sizeof measured) == sizeof measured;
    _exit(is_written ? 0 : 1);
  }
  Measured measured;
  close(ends[1]);
  if (read(ends[0], &measured, sizeof measured) != sizeof measured) measured = Measured();
  close(ends[0]);
  waitpid(child, nullptr, 0);
  return measured;
}

void Print(const Measured& measured) {
  if (measured.milliseconds < 0) {
    std::printf(" | %21s", "refused");
  } else {
    std::printf(" | %9.2f ms %6.1f MB", measured.milliseconds,
                static_cast<double>(measured.kilobytes) / 1024);
  }
}

void Run() {
  risk::EditionResult loaded = risk::Editions::Load("england_wales");
  if (!loaded.ok()) std::exit(1);
  const Assessor assessor = *Assessor::Create(loaded.edition);
  std::printf("%-16s %6s | %21s | %21s | %21s\n", "list", "n", "results", "missing", "explanations");
  for (const List& list : Lists()) {
    for (const int n : {10, 100, 1000, 10000}) {
      Case record;
      for (int i = 0; i < n; ++i) list.add(i, record);
      std::printf("%-16s %6d", list.name, n);
      for (const Detail detail : {Detail::kResults, Detail::kMissing, Detail::kExplanations}) {
        std::fflush(stdout);
        Print(InChild(assessor, record, detail));
      }
      std::printf("\n");
    }
  }
}

}  // namespace
}  // namespace benchmarks

int main() {
  benchmarks::Run();
  return 0;
}
