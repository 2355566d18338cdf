// The engine against hand-written C++ on the same rules, and both against parsing alone; see
// README.md.
//
//   bazel run --config=opt //benchmarks:rules_benchmark -- --benchmark_repetitions=9
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "benchmarks/hand_written.h"
#include "benchmarks/rules.h"
#include "benchmarks/sample_cases.h"
#include "risk/evaluation/input/case_access.h"
#include "risk/evaluation/plan/plan.h"
#include "risk/expression/checker.h"

namespace benchmarks {
namespace {

using risk::evaluation::Plan;
using risk::evaluation::PlanBuilder;
using risk::evaluation::Range;
using risk::evaluation::PlanRun;
using risk::evaluation::Truth;
using risk::expression::Kind;
using risk::expression::Type;
using risk::v1::Case;

[[noreturn]] void Stop(const std::string& why) {
  std::fprintf(stderr, "rules_benchmark: %s\n", why.c_str());
  std::exit(1);
}

struct Setting {
  std::vector<Case> cases = SampleCases(64);
  std::vector<std::string> bytes = Serialized(cases);
  std::unique_ptr<const Plan> plan;
  int total = -1;
  size_t byte_count = 0;

  Setting() {
    for (const std::string& one : bytes) byte_count += one.size();
    risk::expression::Environment env(Case::descriptor(), "risk.v1");
    const int assessed_on = env.DeclareVariable("assessed_on", Type::Of(Kind::kDate));
    PlanBuilder builder(env);
    builder.SetAssessedOn(assessed_on);
    builder.SetFieldAccess(risk::CaseAccess());
    risk::evaluation::InstrumentSpec score;
    for (const Rule& rule : kRules) {
      risk::expression::CheckResult result = risk::expression::Check(rule.when, env);
      if (!result.ok()) Stop(std::string(rule.when) + ": " + result.diagnostics[0].message);
      risk::evaluation::InstrumentItem item;
      item.when = builder.AddExpression(std::move(result.expression));
      if (item.when < 0) Stop("not compiled: " + builder.reason());
      item.points = rule.points;
      score.items.push_back(item);
    }
    total = builder.AddInstrument(score);
    plan = builder.Build();
    Check();
  }

  // Both ways give the same results on every case.
  void Check() const {
    const Thresholds days(kAssessedOn);
    PlanRun scratch;
    int decided = 0, undecided = 0;
    for (size_t n = 0; n < cases.size(); ++n) {
      Score score;
      Evaluate(cases[n], days, &score);
      if (!plan->Run(bytes[n], kAssessedOn, scratch).ok()) Stop("a case was not read");
      for (size_t i = 0; i < kRuleCount; ++i) {
        const Truth truth = scratch.truth(static_cast<int>(i));
        const Tri expected = score.fired[i];
        const bool same = (truth == Truth::kTrue && expected == kYes) ||
                          (truth == Truth::kFalse && expected == kNo) ||
                          (truth == Truth::kUnknown && expected == kUnknown);
        if (!same)
          Stop(std::string("results differ: ") + kRules[i].when + "\n" + cases[n].DebugString());
        ++(expected == kUnknown ? undecided : decided);
      }
      const Range range = scratch.range(total);
      if (range.low != score.low || range.high != score.high) Stop("scores differ");
    }
    std::printf("%zu rules agree on %zu cases of %zu bytes on average; %d%% of results undecided\n",
                kRuleCount, cases.size(), byte_count / cases.size(),
                100 * undecided / (decided + undecided));
  }
};

const Setting& The() {
  static const Setting* const setting = new Setting;
  return *setting;
}

// Each iteration is one case; the cases take turns.
void ParseReused(benchmark::State& state) {
  const Setting& setting = The();
  Case record;
  size_t n = 0;
  for (auto _ : state) {
    const std::string& bytes = setting.bytes[n++ % setting.bytes.size()];
    benchmark::DoNotOptimize(record.ParseFromString(bytes));
  }
}
BENCHMARK(ParseReused);

void ParseNew(benchmark::State& state) {
  const Setting& setting = The();
  size_t n = 0;
  for (auto _ : state) {
    Case record;
    benchmark::DoNotOptimize(record.ParseFromString(setting.bytes[n++ % setting.bytes.size()]));
  }
}
BENCHMARK(ParseNew);

void HandWrittenFromMessage(benchmark::State& state) {
  const Setting& setting = The();
  const Thresholds days(kAssessedOn);
  Score score;
  size_t n = 0;
  for (auto _ : state) {
    Evaluate(setting.cases[n++ % setting.cases.size()], days, &score);
    benchmark::DoNotOptimize(score);
  }
}
BENCHMARK(HandWrittenFromMessage);

void EngineFromMessage(benchmark::State& state) {
  const Setting& setting = The();
  PlanRun scratch;
  size_t n = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        setting.plan->Run(setting.cases[n++ % setting.cases.size()], kAssessedOn, scratch));
    benchmark::DoNotOptimize(scratch.range(setting.total));
  }
}
BENCHMARK(EngineFromMessage);

void HandWrittenFromBytes(benchmark::State& state) {
  const Setting& setting = The();
  const Thresholds days(kAssessedOn);
  Case record;
  Score score;
  size_t n = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(record.ParseFromString(setting.bytes[n++ % setting.bytes.size()]));
    Evaluate(record, days, &score);
    benchmark::DoNotOptimize(score);
  }
}
BENCHMARK(HandWrittenFromBytes);

void EngineFromBytes(benchmark::State& state) {
  const Setting& setting = The();
  PlanRun scratch;
  size_t n = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        setting.plan->Run(setting.bytes[n++ % setting.bytes.size()], kAssessedOn, scratch));
    benchmark::DoNotOptimize(scratch.range(setting.total));
  }
}
BENCHMARK(EngineFromBytes);

// Rules alone, over a record that has been decoded: one decoded record a scratch.
void EngineFromRecord(benchmark::State& state) {
  const Setting& setting = The();
  std::vector<PlanRun> scratches(setting.bytes.size());
  for (size_t i = 0; i < scratches.size(); ++i) {
    if (!setting.plan->Run(setting.bytes[i], kAssessedOn, scratches[i]).ok()) Stop("not read");
  }
  size_t n = 0;
  for (auto _ : state) {
    PlanRun& scratch = scratches[n++ % scratches.size()];
    benchmark::DoNotOptimize(setting.plan->RunAgain(kAssessedOn, scratch));
    benchmark::DoNotOptimize(scratch.range(setting.total));
  }
}
BENCHMARK(EngineFromRecord);

}  // namespace
}  // namespace benchmarks

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmarks::The();
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
