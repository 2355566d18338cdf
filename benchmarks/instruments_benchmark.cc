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

#include "absl/strings/match.h"
#include "benchmark/benchmark.h"
#include "benchmarks/hand_written_predictor.h"
#include "risk/edition/edition.h"
#include "risk/edition/editions.h"
#include "risk/evaluation/plan/plan.h"
#include "risk/v1/case.pb.h"

namespace benchmarks {
namespace {

using risk::v1::Case;
using risk::v1::PredictorInputs;

constexpr int64_t kDay = 20'454;  // 1 January 2026
constexpr int kPeople = 64;

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

void Fail(const char* why) {
  std::fprintf(stderr, "instruments_benchmark: %s\n", why);
  std::exit(1);
}

std::shared_ptr<const risk::Edition> Loaded(risk::EditionResult result) {
  if (!result.ok()) Fail(risk::ToString(result.problems).c_str());
  return std::move(result.edition);
}

// The files that the All Reoffending Predictor needs, as an edition of its own.
std::shared_ptr<const risk::Edition> OnePredictor() {
  std::vector<risk::RuleText> files;
  for (const risk::BuiltInEdition& edition : risk::Editions::BuiltIn()) {
    if (edition.id != "official_instruments") continue;
    for (const risk::RuleText& file : edition.files) {
      for (const char* part : {"/edition.textproto", "/predictors/all_reoffending/static",
                               "/predictors/all_reoffending/dynamic", "/predictors/offence/",
                               "/predictors/shared/", "/predictors/sources/"}) {
        if (!absl::StrContains(file.path, part)) continue;
        files.push_back(file);
        break;
      }
    }
  }
  return Loaded(risk::Editions::LoadTexts(std::move(files)));
}

struct Setting {
  std::shared_ptr<const risk::Edition> edition = Loaded(risk::Editions::Load("official_instruments"));
  std::shared_ptr<const risk::Edition> one = OnePredictor();
  HandWrittenPredictor hand_written{*one};
  risk::v1::Date assessed_on;
  std::vector<Case> records;
  std::vector<std::string> bytes;

  Setting() {
    assessed_on.set_year(2026);
    assessed_on.set_month(1);
    assessed_on.set_day(1);
    std::mt19937 random(7);
    for (int i = 0; i < kPeople; ++i) {
      records.push_back(Person(random));
      bytes.push_back(records.back().SerializeAsString());
    }
    std::printf("%s: %d steps, %d published; one predictor: %d steps\n", edition->name().c_str(),
                edition->plan().step_count(), edition->published_plan()->step_count(),
                one->plan().step_count());
    Compare();
  }

  // Both must say the same before anything is measured.
  void Compare() const {
    risk::evaluation::PlanRun run;
    for (const Case& record : records) {
      if (!one->plan().Run(record, kDay, run).ok()) Fail("a record cannot be read");
      for (const risk::edition::Instrument& instrument : one->instruments()) {
        const bool is_static = instrument.text->id() == "all_reoffending_static";
        const risk::v1::PredictorInputs& inputs = record.predictor_inputs();
        const PredictorScore score = is_static ? hand_written.Static(inputs, assessed_on)
                                               : hand_written.Dynamic(inputs, assessed_on);
        const risk::evaluation::Range percent = run.range(instrument.total);
        const risk::evaluation::Range band = run.range(instrument.band);
        if (percent.low != score.percent || percent.high != score.percent ||
            band.low != score.band || band.high != score.band) {
          std::fprintf(stderr, "%s: engine %g to %g, by hand %g\n", instrument.text->id().c_str(),
                       percent.low, percent.high, score.percent);
          Fail("the predictor written by hand and the edition differ");
        }
      }
    }
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
    benchmark::DoNotOptimize(record.ParseFromString(Get().bytes[i++ % kPeople]));
  }
}
BENCHMARK(Parse);

void Run(const risk::evaluation::Plan& plan, benchmark::State& state) {
  risk::evaluation::PlanRun scratch;
  size_t i = 0;
  for (auto _ : state) {
    if (!plan.Run(Get().bytes[i++ % kPeople], kDay, scratch).ok()) state.SkipWithError("no record");
  }
}

void RangesFromBytes(benchmark::State& state) { Run(Get().edition->plan(), state); }
BENCHMARK(RangesFromBytes);

void PublishedFromBytes(benchmark::State& state) { Run(*Get().edition->published_plan(), state); }
BENCHMARK(PublishedFromBytes);

// Both readings of 10,000 people, from bytes.
void TenThousandPeople(benchmark::State& state) {
  risk::evaluation::PlanRun ranges, published;
  for (auto _ : state) {
    for (int i = 0; i < 10'000; ++i) {
      const std::string& record = Get().bytes[i % kPeople];
      const bool is_read = Get().edition->plan().Run(record, kDay, ranges).ok() &&
                           Get().edition->published_plan()->Run(record, kDay, published).ok();
      if (!is_read) state.SkipWithError("no record");
    }
  }
}
BENCHMARK(TenThousandPeople)->Unit(benchmark::kMillisecond);

void OnePredictorByHand(benchmark::State& state) {
  size_t i = 0;
  const HandWrittenPredictor& predictor = Get().hand_written;
  for (auto _ : state) {
    const PredictorInputs& inputs = Get().records[i++ % kPeople].predictor_inputs();
    benchmark::DoNotOptimize(predictor.Static(inputs, Get().assessed_on));
    benchmark::DoNotOptimize(predictor.Dynamic(inputs, Get().assessed_on));
  }
}
BENCHMARK(OnePredictorByHand);

void OnePredictorByHandFromBytes(benchmark::State& state) {
  size_t i = 0;
  const HandWrittenPredictor& predictor = Get().hand_written;
  Case record;
  for (auto _ : state) {
    if (!record.ParseFromString(Get().bytes[i++ % kPeople])) state.SkipWithError("no record");
    benchmark::DoNotOptimize(predictor.Static(record.predictor_inputs(), Get().assessed_on));
    benchmark::DoNotOptimize(predictor.Dynamic(record.predictor_inputs(), Get().assessed_on));
  }
}
BENCHMARK(OnePredictorByHandFromBytes);

void OnePredictorByEngine(benchmark::State& state) {
  risk::evaluation::PlanRun scratch;
  size_t i = 0;
  for (auto _ : state) {
    const Case& record = Get().records[i++ % kPeople];
    if (!Get().one->plan().Run(record, kDay, scratch).ok()) state.SkipWithError("no record");
  }
}
BENCHMARK(OnePredictorByEngine);

void OnePredictorByEngineFromBytes(benchmark::State& state) { Run(Get().one->plan(), state); }
BENCHMARK(OnePredictorByEngineFromBytes);

}  // namespace
}  // namespace benchmarks

int main(int argc, char** argv) {
  benchmarks::Get();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
