// The whole edition on realistic cases, with and without explanation, against parsing alone, and
// how long it takes to load; see README.md.
//
//   bazel run --config=opt //benchmarks:edition_benchmark -- --benchmark_repetitions=9
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "benchmarks/sample_cases.h"
#include "risk/assessor.h"
#include "risk/edition/edition.h"
#include "risk/edition/editions.h"

namespace benchmarks {
namespace {

using risk::AssessOptions;
using risk::Assessor;
using risk::Detail;
using risk::v1::Case;

[[noreturn]] void Stop(const std::string& why) {
  std::fprintf(stderr, "edition_benchmark: %s\n", why.c_str());
  std::exit(1);
}

AssessOptions Options(Detail detail) {
  AssessOptions options;
  options.assessed_on.set_year(2026);
  options.assessed_on.set_month(6);
  options.assessed_on.set_day(1);
  options.detail = detail;
  return options;
}

struct Setting {
  std::vector<Case> cases = SampleCases(64);
  std::vector<std::string> bytes = Serialized(cases);
  std::optional<Assessor> assessor;

  Setting() {
    risk::EditionResult result = risk::Editions::Load("england_wales");
    if (!result.ok()) Stop("the edition does not load");
    const risk::evaluation::Plan& plan = result.edition->plan();
    std::printf("%s: %d steps\n", result.edition->name().c_str(), plan.step_count());
    auto created = Assessor::Create(result.edition);
    if (!created.ok()) Stop("no assessor");
    assessor.emplace(*std::move(created));
    Check();
  }

  // Bytes and messages give the same results.
  void Check() const {
    Assessor::Workspace first, second;
    const AssessOptions options = Options(Detail::kResults);
    for (size_t i = 0; i < cases.size(); ++i) {
      auto a = assessor->Evaluate(bytes[i], options, first);
      auto b = assessor->Evaluate(cases[i], options, second);
      if (!a.ok() || !b.ok()) Stop("a case was not evaluated");
      if ((*a)->factors != (*b)->factors || (*a)->checks != (*b)->checks ||
          (*a)->findings != (*b)->findings || (*a)->errors != (*b)->errors) {
        Stop("bytes and message give different results");
      }
    }
  }
};

const Setting& The() {
  static const Setting* const setting = new Setting;
  return *setting;
}

// Each iteration is one case; the cases take turns.
void Parse(benchmark::State& state) {
  const Setting& setting = The();
  Case record;
  size_t n = 0;
  for (auto _ : state) {
    const std::string& bytes = setting.bytes[n++ % setting.bytes.size()];
    benchmark::DoNotOptimize(record.ParseFromString(bytes));
  }
}
BENCHMARK(Parse);

void EvaluateBytes(benchmark::State& state) {
  const Setting& setting = The();
  const AssessOptions options = Options(Detail::kResults);
  Assessor::Workspace scratch;
  size_t n = 0;
  for (auto _ : state) {
    const std::string& bytes = setting.bytes[n++ % setting.bytes.size()];
    benchmark::DoNotOptimize(setting.assessor->Evaluate(bytes, options, scratch));
  }
}
BENCHMARK(EvaluateBytes);

void EvaluateMessage(benchmark::State& state) {
  const Setting& setting = The();
  const AssessOptions options = Options(Detail::kResults);
  Assessor::Workspace scratch;
  size_t n = 0;
  for (auto _ : state) {
    const Case& record = setting.cases[n++ % setting.cases.size()];
    benchmark::DoNotOptimize(setting.assessor->Evaluate(record, options, scratch));
  }
}
BENCHMARK(EvaluateMessage);

void Assess(benchmark::State& state, Detail detail) {
  const Setting& setting = The();
  const AssessOptions options = Options(detail);
  size_t n = 0;
  for (auto _ : state) {
    const Case& record = setting.cases[n++ % setting.cases.size()];
    benchmark::DoNotOptimize(setting.assessor->Assess(record, options));
  }
}
BENCHMARK_CAPTURE(Assess, results, Detail::kResults)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(Assess, missing, Detail::kMissing)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(Assess, explanations, Detail::kExplanations)->Unit(benchmark::kMicrosecond);

void LoadEdition(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(risk::Editions::Load("england_wales"));
  }
}
BENCHMARK(LoadEdition)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace benchmarks

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmarks::The();
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
