// The whole edition on realistic cases, with and without explanation, against parsing alone, and
// how long it takes to load; see README.md.
//
//   bazel run --config=opt //benchmarks:edition_benchmark -- --benchmark_repetitions=9
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "benchmarks/sample_cases.h"
#include "google/protobuf/text_format.h"
#include "risk/assessor.h"
#include "risk/edition/edition.h"
#include "risk/edition/editions.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"
#include "risk/v1/edition.pb.h"

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
  options.is_evidence = true;
  options.assessed_on.set_year(2026);
  options.assessed_on.set_month(6);
  options.assessed_on.set_day(1);
  options.detail = detail;
  return options;
}

// Records as they are kept, thin and full; read from examples/cases.
constexpr const char* kRecords[] = {"nearly_empty", "review_a", "review_b",
                                    "review_c",     "review_d", "quiet_control"};

Case Record(const std::string& name) {
  std::ifstream in("examples/cases/" + name + ".textproto");
  std::stringstream text;
  text << in.rdbuf();
  Case record;
  if (!google::protobuf::TextFormat::ParseFromString(text.str(), &record)) Stop("no " + name);
  return record;
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

void ParseRecord(benchmark::State& state, const std::string& name) {
  const std::string bytes = Record(name).SerializeAsString();
  Case record;
  for (auto _ : state) benchmark::DoNotOptimize(record.ParseFromString(bytes));
  state.counters["bytes"] = static_cast<double>(bytes.size());
}

void EvaluateRecord(benchmark::State& state, const std::string& name) {
  const std::string bytes = Record(name).SerializeAsString();
  const AssessOptions options = Options(Detail::kResults);
  Assessor::Workspace workspace;
  for (auto _ : state) {
    benchmark::DoNotOptimize(The().assessor->Evaluate(bytes, options, workspace));
  }
}

void AssessRecord(benchmark::State& state, const std::string& name, Detail detail) {
  const Case record = Record(name);
  const AssessOptions options = Options(detail);
  for (auto _ : state) benchmark::DoNotOptimize(The().assessor->Assess(record, options));
}

void RegisterRecords() {
  for (const std::string name : kRecords) {
    benchmark::RegisterBenchmark((name + "/parse").c_str(), ParseRecord, name);
    benchmark::RegisterBenchmark((name + "/evaluate").c_str(), EvaluateRecord, name);
    benchmark::RegisterBenchmark((name + "/results").c_str(), AssessRecord, name, Detail::kResults);
    benchmark::RegisterBenchmark((name + "/missing").c_str(), AssessRecord, name, Detail::kMissing);
    benchmark::RegisterBenchmark((name + "/explanations").c_str(), AssessRecord, name,
                                 Detail::kExplanations);
  }
}

// The same files' text into messages, by Protobuf's own reader and without any check of a rule.
void ParseRuleFiles(benchmark::State& state) {
  std::vector<std::string> texts;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(
           "risk/rules/england_wales/2026.1")) {
    std::ifstream in(entry.path());
    std::stringstream text;
    text << in.rdbuf();
    const bool is_rules = text.str().find("# proto-message: risk.v1.RuleFile") != std::string::npos;
    if (is_rules) texts.push_back(text.str());
  }
  if (texts.empty()) Stop("no rule files");
  for (auto _ : state) {
    for (const std::string& text : texts) {
      risk::v1::RuleFile file;
      if (!google::protobuf::TextFormat::ParseFromString(text, &file)) Stop("a rule file");
    }
  }
}
BENCHMARK(ParseRuleFiles)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace benchmarks

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmarks::The();
  benchmarks::RegisterRecords();
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
