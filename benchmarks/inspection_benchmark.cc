// Auditing and rating 10,000 made-up cases on one core, against parsing the same bytes alone.
//
//   bazel run --config=opt //benchmarks:inspection_benchmark -- --benchmark_repetitions=5
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "benchmarks/sample_cases.h"
#include "examples/inspection/synthetic_sample.h"
#include "risk/case_reader.h"
#include "risk/edition/editions.h"
#include "risk/inspector.h"

namespace benchmarks {
namespace {

using risk::v1::Case;

constexpr int kCases = 10'000;

[[noreturn]] void Stop(const std::string& why) {
  std::fprintf(stderr, "inspection_benchmark: %s\n", why.c_str());
  std::exit(1);
}

struct Setting {
  std::vector<std::string> ids, bytes, thin;  // `thin`: a third of the facts missing
  risk::v1::Date day;
  std::shared_ptr<const risk::Edition> scheme;

  Setting() {
    const auto plain = risk::ReadCases("examples/inspection/plain_case.textproto");
    if (!plain[0].record.has_value()) Stop("no plain case");
    size_t total = 0;
    for (const Case& record : examples::SyntheticSample(*plain[0].record, {}, kCases, 1)) {
      ids.push_back(record.case_id());
      bytes.push_back(record.SerializeAsString());
      day = record.assessment_date();
      total += bytes.back().size();
    }
    const std::vector<std::string> thin_ones = Serialized(SampleCases(64));
    for (int i = 0; i < kCases; ++i) thin.push_back(thin_ones[static_cast<size_t>(i) % 64]);
    const risk::EditionResult result = risk::Editions::Load("crc_2019");
    if (!result.ok()) Stop("the scheme does not load");
    scheme = result.edition;
    std::printf("%d cases, %zu bytes each\n", kCases, total / kCases);
  }
};

const Setting& The() {
  static const Setting* const setting = new Setting;
  return *setting;
}

// Each iteration is all the cases.
void Parse(benchmark::State& state) {
  const Setting& setting = The();
  for (auto _ : state) {
    for (const std::string& bytes : setting.bytes) {
      Case record;
      benchmark::DoNotOptimize(record.ParseFromString(bytes));
    }
  }
}
BENCHMARK(Parse)->Unit(benchmark::kMillisecond);

// What is measured is the judging; `risk inspect` looks for evidence while it reads.
risk::InspectOptions Believed() {
  risk::InspectOptions options;
  options.is_evidence = true;
  return options;
}

void InspectAll(const std::vector<std::string>& records, const risk::v1::Date& day) {
  auto inspector = risk::Inspector::Create(The().scheme, {}, Believed());
  if (!inspector.ok()) Stop("no inspector");
  for (size_t i = 0; i < records.size(); ++i) {
    if (!inspector->Add(records[i], The().ids[i], day).ok()) Stop("a case was not added");
  }
  if (inspector->Finish().cases() != kCases) Stop("cases were lost");
}

void Inspect(benchmark::State& state) {
  for (auto _ : state) InspectAll(The().bytes, The().day);
}
BENCHMARK(Inspect)->Unit(benchmark::kMillisecond);

void InspectThin(benchmark::State& state) {
  risk::v1::Date day;
  day.set_year(2026);
  day.set_month(6);
  day.set_day(1);
  for (auto _ : state) InspectAll(The().thin, day);
}
BENCHMARK(InspectThin)->Unit(benchmark::kMillisecond);

// What is left once every case has its verdicts.
void Finish(benchmark::State& state) {
  const Setting& setting = The();
  auto inspector = risk::Inspector::Create(setting.scheme, {}, Believed());
  for (size_t i = 0; i < setting.bytes.size(); ++i) {
    if (!inspector->Add(setting.bytes[i], setting.ids[i], setting.day).ok())
      Stop("a case was not added");
  }
  for (auto _ : state) benchmark::DoNotOptimize(inspector->Finish());
}
BENCHMARK(Finish)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace benchmarks

BENCHMARK_MAIN();
