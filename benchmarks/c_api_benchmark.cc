// What the C interface costs over the same call in C++: JSON in, validation, assessment, JSON out. Both in one process: the C++
// library is linked into this program, librisk.so.1 beside it has one of its own.
//
//   bazel run --config=opt //benchmarks:c_api_benchmark
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>

#include "risk/c_api.h"
#include "risk/case_assessor.h"
#include "risk/edition/editions.h"
#include "risk/edition_choice.h"
#include "risk/report.h"

namespace {

// With `incidents`; 0 is a case of which nearly nothing is known.
std::string Record(int incidents) {
  std::string json = R"({"case_id":"a","assessment_date":"2026-06-01")";
  if (incidents > 0) json += R"(,"domestic_abuse":{"incidents":[)";
  for (int i = 0; i < incidents; ++i) {
    json += (i == 0 ? "" : ",") + std::string(R"({"id":"i)") + std::to_string(i) + R"(","happened_on":"2025-0)" +
            std::to_string(1 + i % 9) + R"(-01"})";
  }
  return json + (incidents > 0 ? "]}}" : "}");
}

void Cpp(benchmark::State& state) {
  const std::string record = Record(static_cast<int>(state.range(0)));
  const risk::EditionChoice::Chosen chosen =
      risk::EditionChoice::From(risk::Editions::Load("england_wales"));
  risk::CaseOptions options;
  options.detail = static_cast<risk::Detail>(state.range(1));
  for (auto _ : state) {
    std::vector<risk::CaseInput> inputs = risk::ParseCases(record, "case");
    const risk::AssessedCase result = risk::AssessCase(*chosen.assessor, options, inputs.front());
    if (!result.assessment.has_value()) std::abort();
    benchmark::DoNotOptimize(risk::JsonReport(*result.assessment));
  }
}

void C(benchmark::State& state) {
  static const char* const kDetail[] = {"results", "missing", "explanations"};
  const std::string record = Record(static_cast<int>(state.range(0)));
  risk_edition* edition = nullptr;
  risk_options* options = nullptr;
  if (risk_edition_open("england_wales", nullptr, &edition, nullptr) != RISK_OK) std::abort();
  if (risk_options_new(&options, nullptr) != RISK_OK) std::abort();
  if (risk_options_set(options, "detail", kDetail[state.range(1)], nullptr) != RISK_OK) std::abort();
  for (auto _ : state) {
    char* json = nullptr;
    if (risk_assess(edition, record.data(), record.size(), options, &json, nullptr, nullptr) != RISK_OK) std::abort();
    benchmark::DoNotOptimize(json);
    risk_free(json);
  }
  risk_options_free(options);
  risk_edition_free(edition);
}

void Sizes(benchmark::internal::Benchmark* benchmark) {
  benchmark->ArgNames({"incidents", "detail"})->Unit(benchmark::kMicrosecond);
  for (const int incidents : {0, 5, 50}) {
    for (const int detail : {0, 1, 2}) benchmark->Args({incidents, detail});
  }
}

BENCHMARK(Cpp)->Apply(Sizes);
BENCHMARK(C)->Apply(Sizes);

}  // namespace

BENCHMARK_MAIN();
