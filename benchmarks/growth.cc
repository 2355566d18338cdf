// What a case costs as its lists grow: processor time and memory for 10, 100, 1,000 and 10,000 entries of every
// list of the schema, by how much of the result is wanted, and the exponent of the growth between the last two
// that are assessed. One row a list.
//
//   growth [PART]...     only lists that have one of these in their name
#include <malloc.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "benchmarks/long_lists.h"
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

constexpr int kSizes[] = {10, 100, 1000, 10000};
constexpr double kLongEnough = 0.005;  // seconds; below, an exponent says nothing

struct Measured {
  bool is_refused = false;
  double seconds = 0;  // of processor time
  long kilobytes = 0;  // beyond what the process held before
};

rusage Usage() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage;
}

double Seconds(const rusage& usage) {
  return static_cast<double>(usage.ru_utime.tv_sec) + 1e-6 * static_cast<double>(usage.ru_utime.tv_usec);
}

Measured Assess(const Assessor& assessor, const Case& record, Detail detail) {
  AssessOptions options;
  options.assessed_on = DayOfAssessment();
  options.detail = detail;
  Measured measured;
  for (int run = 0; run < 3; ++run) {
    const rusage before = Usage();
    measured.is_refused = !assessor.Assess(record, options).ok();
    const double seconds = Seconds(Usage()) - Seconds(before);
    if (run == 0) measured.kilobytes = Usage().ru_maxrss - before.ru_maxrss;
    measured.seconds = run == 0 ? seconds : std::min(measured.seconds, seconds);
    if (measured.is_refused || seconds > 0.2) break;
  }
  return measured;
}

// Memory is that of a process which has done nothing else.
Measured InChild(const Assessor& assessor, const Case& record, Detail detail) {
  int ends[2];
  if (pipe(ends) != 0) std::exit(1);
  malloc_trim(0);  // what was freed would hide what is taken
  const pid_t child = fork();
  if (child == 0) {
    const Measured measured = Assess(assessor, record, detail);
    const bool is_written = write(ends[1], &measured, sizeof measured) == sizeof measured;
    _exit(is_written ? 0 : 1);
  }
  Measured measured;
  close(ends[1]);
  if (read(ends[0], &measured, sizeof measured) != sizeof measured) measured.is_refused = true;
  close(ends[0]);
  waitpid(child, nullptr, 0);
  return measured;
}

struct Worst {
  double exponent = 0;
  long kilobytes = 0;
  double seconds = 0;
  std::string of_exponent, of_memory, of_time;
};

// Measures one list at one detail; prints "0.01 0.09 0.8 s, 12 MB, n^1.0".
void Row(const Assessor& assessor, const LongList& list, Detail detail, Worst& worst) {
  std::vector<std::pair<int, Measured>> measured;
  for (const int size : kSizes) {
    const int n = std::min(size, list.Most(size));
    if (!measured.empty() && n <= measured.back().first) break;
    const Measured one = InChild(assessor, CaseWith(list, n), detail);
    if (one.is_refused) break;
    measured.push_back({n, one});
  }
  if (measured.empty()) {
    std::printf(" | refused");
    return;
  }
  const auto& [n, last] = measured.back();
  std::printf(" | %6d %8.3f s %6.1f MB", n, last.seconds, static_cast<double>(last.kilobytes) / 1024);
  if (last.seconds > worst.seconds) worst.seconds = last.seconds, worst.of_time = list.name;
  if (last.kilobytes > worst.kilobytes) worst.kilobytes = last.kilobytes, worst.of_memory = list.name;
  if (measured.size() < 2 || last.seconds < kLongEnough) {
    std::printf("       ");
    return;
  }
  // What an empty case costs is no growth.
  const Measured nothing = InChild(assessor, CaseWith(list, 0), detail);
  const auto& [fewer, before] = measured[measured.size() - 2];
  const double more = std::max(last.seconds - nothing.seconds, 1e-6);
  const double less = std::max(before.seconds - nothing.seconds, 1e-4);
  const double exponent = std::log(more / less) / std::log(static_cast<double>(n) / fewer);
  std::printf(" n^%4.2f", exponent);
  if (exponent > worst.exponent) worst.exponent = exponent, worst.of_exponent = list.name;
}

bool IsMeant(const LongList& list, int count, char** values) {
  if (count < 2) return true;
  return std::any_of(values + 1, values + count,
                     [&](const char* part) { return list.name.find(part) != std::string::npos; });
}

int Run(int count, char** values) {
  risk::EditionResult loaded = risk::Editions::Load("england_wales");
  if (!loaded.ok()) return 1;
  const Assessor assessor = *Assessor::Create(loaded.edition);
  std::printf("%-55s | %-31s | %-31s | %-31s\n", "list", "results", "what is missing", "explanations");
  Worst worst[3];
  for (const LongList& list : LongLists()) {
    if (!IsMeant(list, count, values)) continue;
    std::printf("%-55s", list.name.c_str());
    for (const Detail detail : {Detail::kResults, Detail::kMissing, Detail::kExplanations}) {
      std::fflush(stdout);
      Row(assessor, list, detail, worst[static_cast<int>(detail)]);
    }
    std::printf("\n");
  }
  const char* const names[] = {"results", "what is missing", "explanations"};
  for (int i = 0; i < 3; ++i) {
    std::printf("worst of %s: n^%.2f (%s), %.1f MB (%s), %.2f s (%s)\n", names[i], worst[i].exponent,
                worst[i].of_exponent.c_str(), static_cast<double>(worst[i].kilobytes) / 1024,
                worst[i].of_memory.c_str(), worst[i].seconds, worst[i].of_time.c_str());
  }
  return 0;
}

}  // namespace
}  // namespace benchmarks

int main(int count, char** values) { return benchmarks::Run(count, values); }
