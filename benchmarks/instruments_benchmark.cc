// The official instruments on one person: our ranges, and what the official tools return, from the
// bytes of a record and against parsing alone; see README.md.
//
//   bazel run --config=opt //benchmarks:instruments_benchmark -- --benchmark_repetitions=9
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "risk/edition/edition.h"
#include "risk/edition/editions.h"
#include "risk/evaluation/plan/plan.h"
#include "risk/v1/case.pb.h"

namespace benchmarks {
namespace {

using risk::v1::Case;
using risk::v1::PredictorInputs;

constexpr int64_t kDay = 20'454;  // 1 January 2026

void SetDate(int year, std::mt19937& random, risk::v1::Date* date) {
  date->set_year(year);
  date->set_month(static_cast<int>(random() % 12) + 1);
  date->set_day(static_cast<int>(random() % 28) + 1);
}

// Every answer that the predictors of reoffending ask for.
Case Person(std::mt19937& random) {
  Case record;
  PredictorInputs& inputs = *record.mutable_predictor_inputs();
  inputs.set_gender(random() % 5 == 0 ? PredictorInputs::FEMALE : PredictorInputs::MALE);
  SetDate(1960 + static_cast<int>(random() % 40), random, inputs.mutable_date_of_birth());
  SetDate(2023, random, inputs.mutable_date_of_current_conviction());
  SetDate(2024, random, inputs.mutable_date_at_start_of_followup());
  inputs.set_age_at_first_sanction(15 + static_cast<int>(random() % 5));
  inputs.set_current_offence_code(random() % 2 == 0 ? "00101" : "11618");
  inputs.set_total_number_of_sanctions_for_all_offences(1 + static_cast<int>(random() % 12));
  inputs.set_total_number_of_violent_sanctions(static_cast<int>(random() % 2));
  const google::protobuf::Reflection& reflection = *inputs.GetReflection();
  for (int i = 0; i < inputs.GetDescriptor()->field_count(); ++i) {
    const google::protobuf::FieldDescriptor& field = *inputs.GetDescriptor()->field(i);
    if (field.is_repeated() || reflection.HasField(inputs, &field)) continue;
    if (field.cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_BOOL) {
      reflection.SetBool(&inputs, &field, random() % 4 == 0);
    } else if (field.enum_type() != nullptr) {
      reflection.SetEnumValue(&inputs, &field, 1 + static_cast<int>(random() % 2));
    }
  }
  return record;
}

struct Setting {
  std::shared_ptr<const risk::Edition> edition;
  std::vector<std::string> bytes;

  Setting() {
    risk::EditionResult result = risk::Editions::Load("official_instruments");
    if (!result.ok()) {
      std::fprintf(stderr, "instruments_benchmark: the edition does not load\n");
      std::exit(1);
    }
    edition = std::move(result.edition);
    std::mt19937 random(7);
    for (int i = 0; i < 64; ++i) bytes.push_back(Person(random).SerializeAsString());
    std::printf("%s: %d steps, %d published\n", edition->name().c_str(),
                edition->plan().step_count(), edition->published_plan()->step_count());
  }
};

const Setting& Get() {
  static const Setting& setting = *new Setting;
  return setting;
}

void Parse(benchmark::State& state) {
  size_t i = 0;
  for (auto _ : state) {
    Case record;
    benchmark::DoNotOptimize(record.ParseFromString(Get().bytes[i++ % 64]));
  }
}
BENCHMARK(Parse);

void Run(const risk::evaluation::Plan& plan, benchmark::State& state) {
  risk::evaluation::PlanRun scratch;
  size_t i = 0;
  for (auto _ : state) {
    if (!plan.Run(Get().bytes[i++ % 64], kDay, scratch).ok()) state.SkipWithError("no record");
  }
}

void RangesFromBytes(benchmark::State& state) { Run(Get().edition->plan(), state); }
BENCHMARK(RangesFromBytes);

void PublishedFromBytes(benchmark::State& state) { Run(*Get().edition->published_plan(), state); }
BENCHMARK(PublishedFromBytes);

}  // namespace
}  // namespace benchmarks

int main(int argc, char** argv) {
  benchmarks::Get();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
