// The ranges of tiers, needs and the programme need hold whatever is missing: answers are taken
// away at random from the records of tiering/, and what is left must allow what was published
// before, and all that the whole record allowed.
#include <fstream>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "gtest/gtest.h"
#include "risk/assessor.h"
#include "risk/case_reader.h"
#include "risk/dates.h"
#include "risk/edition/editions.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"
#include "risk/v1/date.pb.h"
#include "tests/sample_size.h"
#include "tests/vectors/family.h"

namespace risk::vectors {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr uint64_t kComparisons = 5000;  // of each instrument at least
constexpr int kTopTier = 7;
constexpr int kScreenings = 300;  // made up: the public records hold one

// An instrument, and the value of a published result that must lie in its range.
struct Pair {
  const char* instrument;
  const char* published;
  const char* value;
};
constexpr Pair kPairs[] = {
    {"tier_v3_range", "tier_v3", "tier"},
    {"oasys_tier_range", "oasys_tier", "tier"},
    {"tier_v2_protect", "tier_v2", "protect_points"},
    {"oasys_programme_need_range", "oasys_programme_need", "result"},
    {"need_severity_range", "need_severity_result", "severity"},
    // Without a published value of the same kind.
    {"tier_v2_change", "", ""},
    {"tier_complexity", "", ""},
    {"harm_overall_range", "", ""},
    {"workload_offered_points", "", ""},
    {"screening_full_analysis", "", ""},
};

// The number of a published word; nothing for those that say that a tool gives no result.
const std::map<std::string, double>& Numbers(const std::string& instrument) {
  static const auto& tiers = *new std::map<std::string, double>{
      {"G", 1}, {"F", 2}, {"E", 3}, {"D", 4}, {"C", 5}, {"B", 6}, {"A", kTopTier}};
  static const auto& with_missing = *new std::map<std::string, double>{
      {"M", 0}, {"G", 1}, {"F", 2}, {"E", 3}, {"D", 4}, {"C", 5}, {"B", 6}, {"A", kTopTier}};
  static const auto& pathways = *new std::map<std::string, double>{{"A", 0}, {"M", 1}, {"H", 2}};
  static const auto& severities =
      *new std::map<std::string, double>{{"NO_NEED", 0}, {"STANDARD", 1}, {"SEVERE", 2}};
  if (instrument == "tier_v3_range") return tiers;
  if (instrument == "oasys_tier_range") return with_missing;
  return instrument == "need_severity_range" ? severities : pathways;
}

class TieringRanges : public testing::Test {
 protected:
  TieringRanges() {
    const EditionResult edition = Editions::Load("official_instruments");
    EXPECT_TRUE(edition.ok()) << ToString(edition.problems);
    assessor_ = std::make_unique<Assessor>(*Assessor::Create(edition.edition));
    for (const char* name : {"tier_v2_executed", "tier_v3_executed", "tier_oasys_executed",
                             "pni_executed", "needs", "tier_v2", "tier_v3", "rosh", "workload"}) {
      std::ifstream file(absl::StrCat("tests/vectors/tiering/", name, ".jsonl"));
      EXPECT_TRUE(file.good()) << name;
      for (std::string line; std::getline(file, line);) Add(Json::parse(line));
    }
    for (int i = 0; i < kScreenings; ++i) AddScreening();
  }

  // A screening with every question answered, mostly no.
  void AddScreening() {
    const auto reply = [this] { return Below(40) == 0 ? "YES" : "NO"; };
    Dated one;
    one.on = *ParseDate("2026-06-15");
    v1::ScreeningInputs& screening = *one.record.mutable_screening_inputs();
    screening.set_r1_4(reply());
    screening.set_r2_3(reply());
    screening.set_r2_4_1(reply());
    screening.set_r5_1(reply());
    screening.set_r5_2b(reply());
    for (auto* list : {screening.mutable_r1_2(), screening.mutable_r1_3(), screening.mutable_r3(),
                       screening.mutable_r4()}) {
      for (int item = 1; item < 5; ++item) {
        v1::ScreeningAnswer& answer = *list->Add();
        answer.set_item(absl::StrCat(item));
        answer.set_answer(reply());
      }
    }
    for (auto* complete : {screening.mutable_r1_2_complete(), screening.mutable_r1_3_complete(),
                           screening.mutable_r3_complete(), screening.mutable_r4_complete()}) {
      complete->set_value(v1::Answer::YES);
    }
    cases_.push_back(one);
  }

  void Add(const Json& record) {
    const std::unique_ptr<Family> family = TieringFamily();
    const CaseOfRecord one = family->Cases(record)[0];
    std::vector<CaseInput> inputs = ParseCases(one.record.dump(), "record");
    ASSERT_TRUE(inputs.size() == 1 && inputs[0].record.has_value()) << record.dump();
    cases_.push_back({*inputs[0].record, *ParseDate(one.assessed_on)});
  }

  v1::Assessment Assess(const v1::Case& record, const v1::Date& on) const {
    AssessOptions options;
    options.is_evidence = true;
    options.assessed_on = on;
    options.detail = Detail::kResults;
    return *assessor_->Assess(record, options);
  }

  int Below(int count) { return static_cast<int>(random_() % static_cast<uint64_t>(count)); }

  // Takes every tenth answer away. What is not there stands for nothing in lists of the service.
  void Remove(Message& message) {
    const auto& reflection = *message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    reflection.ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
      if (field->is_repeated()) {
        if (field->message_type() == nullptr) continue;
        for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
          Remove(*reflection.MutableRepeatedMessage(&message, field, i));
        }
      } else if (Below(10) == 0) {
        reflection.ClearField(&message, field);
      } else if (field->message_type() != nullptr &&
                 field->message_type() != v1::Date::descriptor()) {
        Remove(*reflection.MutableMessage(&message, field));
      }
    }
  }

  struct Dated {
    v1::Case record;
    v1::Date on;
  };
  std::unique_ptr<Assessor> assessor_;
  std::vector<Dated> cases_;
  std::mt19937_64 random_{20261126};
};

const v1::InstrumentResult* Find(const v1::Assessment& assessment, const std::string& id) {
  for (const v1::InstrumentResult& result : assessment.instrument()) {
    if (result.id() == id) return &result;
  }
  return nullptr;
}

const v1::PublishedResult::Value* FindValue(const v1::Assessment& assessment, const Pair& pair) {
  for (const v1::PublishedResult& result : assessment.published()) {
    if (result.id() != pair.published) continue;
    for (const auto& value : result.value()) {
      if (value.name() == pair.value) return &value;
    }
  }
  return nullptr;
}

// The published figure, where the tool gives one, lies in the range of the whole record.
void ExpectPublishedIn(const v1::InstrumentResult& range, const v1::Assessment& assessment,
                       const Pair& pair) {
  const v1::PublishedResult::Value* value = FindValue(assessment, pair);
  if (value == nullptr) return;
  double number = value->number();
  if (value->has_text()) {
    const auto found = Numbers(pair.instrument).find(value->text());
    if (found == Numbers(pair.instrument).end()) return;
    number = found->second;
  }
  EXPECT_LE(range.low(), number) << pair.instrument;
  EXPECT_GE(range.high(), number) << pair.instrument;
}

TEST_F(TieringRanges, HoldWhateverIsMissing) {
  const v1::Assessment of_nothing = Assess(v1::Case(), cases_[0].on);
  std::vector<v1::Assessment> whole;
  for (const Dated& one : cases_) whole.push_back(Assess(one.record, one.on));
  for (const Pair& pair : kPairs) {
    const v1::InstrumentResult& blank = *Find(of_nothing, pair.instrument);
    std::vector<size_t> telling;  // of the other records the tool was not asked
    for (size_t i = 0; i < cases_.size(); ++i) {
      const v1::InstrumentResult& full = *Find(whole[i], pair.instrument);
      if (full.applies() == v1::FALSE) continue;
      if (full.low() > blank.low() || full.high() < blank.high()) telling.push_back(i);
      ExpectPublishedIn(full, whole[i], pair);
    }
    ASSERT_FALSE(telling.empty()) << pair.instrument;
    uint64_t wider = 0;
    for (uint64_t i = 0; i < SampleSize(kComparisons); ++i) {
      const size_t index = telling[i % telling.size()];
      v1::Case part = cases_[index].record;
      Remove(part);
      const v1::Assessment after = Assess(part, cases_[index].on);
      const v1::InstrumentResult& full = *Find(whole[index], pair.instrument);
      const v1::InstrumentResult& left = *Find(after, pair.instrument);
      if (left.applies() == v1::FALSE) continue;
      wider += full.low() > left.low() || full.high() < left.high();
      ASSERT_LE(left.low(), full.low()) << pair.instrument << part.ShortDebugString();
      ASSERT_GE(left.high(), full.high()) << pair.instrument << part.ShortDebugString();
    }
    EXPECT_GT(wider, SampleSize(kComparisons / 100)) << pair.instrument;
  }
}

}  // namespace
}  // namespace risk::vectors
