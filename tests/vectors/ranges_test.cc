// The ranges of the official instruments hold whatever the missing answers turn out to be: random
// requests that the official tools accept, answers taken away at random, and the figure of the
// whole request inside the range of what is left. Where every answer is given the range is the
// figure that is published.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "gtest/gtest.h"
#include "risk/assessor.h"
#include "risk/edition/editions.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"
#include "risk/v1/options.pb.h"
#include "tests/sample_size.h"

namespace risk {
namespace {

using google::protobuf::FieldDescriptor;

constexpr uint64_t kComparisons = 5000;  // of each instrument at least
constexpr uint64_t kMostRequests = 100'000;
constexpr uint64_t kRequests = 20'000;
constexpr int kYear = 2025;            // of the assessment, on 3 October
constexpr const char* kCodes[] = {"02800", "03000", "14000", "80301", "00100", "00505",
                                  "02501", "05600", "09200", "12102", "18500", "99920"};

// The instruments that read PredictorInputs.
constexpr const char* kInstruments[] = {"all_reoffending_dynamic", "all_reoffending_static",
                                        "combined_serious",        "direct_contact",
                                        "direct_contact_points",   "images_indirect",
                                        "learning_points",         "maturity_points",
                                        "personality_men",         "personality_men_indicators",
                                        "personality_women",       "programme_need_pathway",
                                        "programme_need_sum",      "serious_violent_dynamic",
                                        "serious_violent_static",  "violent_dynamic",
                                        "violent_static"};

v1::Date DateOf(int year, int month, int day) {
  v1::Date date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

class RandomRequest {
 public:
  explicit RandomRequest(uint64_t seed) : random_(seed) {}

  // Every field, as the official tools accept them.
  v1::Case Whole() {
    v1::Case record;
    v1::PredictorInputs& inputs = *record.mutable_predictor_inputs();
    for (int i = 0; i < v1::PredictorInputs::descriptor()->field_count(); ++i) {
      Fill(*v1::PredictorInputs::descriptor()->field(i), inputs);
    }
    const int born = Below(2) == 0 ? 1999 + Below(9) : 1930 + Below(78);
    *inputs.mutable_date_of_birth() = RandomDate(born);
    const int convicted = born + 11 + Below(kYear - born - 11);
    *inputs.mutable_date_of_current_conviction() = RandomDate(convicted);
    *inputs.mutable_date_at_start_of_followup() = RandomDate(convicted + 1 + Below(10));
    *inputs.mutable_date_of_most_recent_sexual_offence() =
        RandomDate(born + 9 + Below(convicted - born - 8));
    *inputs.mutable_most_recent_offence_date() = RandomDate(convicted);
    inputs.set_age_at_first_sanction(Below(convicted - born));
    const int sanctions = 1 + Below(Below(3) == 0 ? 60 : 5);
    inputs.set_total_number_of_sanctions_for_all_offences(sanctions);
    inputs.set_total_number_of_violent_sanctions(Below(sanctions + 1));
    inputs.set_current_offence_code(kCodes[Below(static_cast<int>(std::size(kCodes)))]);
    SetSexual(sanctions, inputs);
    if (Below(4) != 0) {  // whom the personality disorder screen is for
      inputs.set_overall_risk_for_assessment(v1::PredictorInputs::HIGH);
      inputs.set_has_custodial_sentence(true);
      inputs.set_current_offence_code("00100");
    }
    if (!inputs.evidence_of_domestic_abuse()) {
      inputs.clear_domestic_abuse_against_partner();
      inputs.clear_domestic_abuse_against_family();
    }
    return record;
  }

  // Takes answers and parts of dates away.
  void Remove(double share, v1::PredictorInputs& inputs) {
    for (int i = 0; i < v1::PredictorInputs::descriptor()->field_count(); ++i) {
      const FieldDescriptor& field = *v1::PredictorInputs::descriptor()->field(i);
      if (Below(1000) >= share * 1000) continue;
      if (field.message_type() == v1::Date::descriptor() && Below(3) == 0) {
        auto& date =
            static_cast<v1::Date&>(*inputs.GetReflection()->MutableMessage(&inputs, &field));
        date.clear_day();
        if (Below(2) == 0) date.clear_month();
      } else if (field.name() != "previous_convictions") {
        inputs.GetReflection()->ClearField(&inputs, &field);
      }
    }
    // Of an open list what is recorded may be any part of it.
    if (!inputs.has_previous_convictions_complete()) inputs.clear_previous_convictions();
  }

 private:
  int Below(int count) { return static_cast<int>(random_() % static_cast<uint64_t>(count)); }
  v1::Date RandomDate(int year) { return DateOf(year, 1 + Below(12), 1 + Below(28)); }

  void Fill(const FieldDescriptor& field, v1::PredictorInputs& inputs) {
    const auto& reflection = *inputs.GetReflection();
    const v1::FieldNote& note = field.options().GetExtension(v1::field);
    if (field.name() == "previous_convictions_complete") {
      inputs.mutable_previous_convictions_complete()->set_value(v1::Answer::YES);
    } else if (field.enum_type() != nullptr) {
      const int count = field.is_repeated() ? Below(4) : 1;
      for (int i = 0; i < count; ++i) {
        const int number = 1 + Below(field.enum_type()->value_count() - 1);
        if (field.is_repeated()) {
          reflection.AddEnumValue(&inputs, &field, number);
        } else {
          reflection.SetEnumValue(&inputs, &field, number);
        }
      }
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_BOOL) {
      reflection.SetBool(&inputs, &field, Below(2) == 0);
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_DOUBLE) {
      reflection.SetDouble(&inputs, &field, note.at_most() * Below(1001) / 1000);
    }
    inputs.clear_static_checks_failed();
    inputs.clear_dynamic_checks_failed();
  }

  void SetSexual(int sanctions, v1::PredictorInputs& inputs) {
    std::array<int, 4> counts = {};
    if (inputs.has_ever_committed_sexual_offence()) {
      for (int left = 1 + Below(sanctions); left > 0; --left) ++counts[Below(4)];
    }
    inputs.set_total_indecent_image_sanctions(counts[0]);
    inputs.set_total_contact_adult_sexual_sanctions(counts[1]);
    inputs.set_total_contact_child_sexual_sanctions(counts[2]);
    inputs.set_total_non_contact_sexual_offences(counts[3]);
  }

  std::mt19937_64 random_;
};

class OfficialRanges : public testing::Test {
 protected:
  void SetUp() override {
    const EditionResult edition = Editions::Load("official_instruments");
    ASSERT_TRUE(edition.ok()) << ToString(edition.problems);
    assessor_ = std::make_unique<Assessor>(*Assessor::Create(edition.edition));
    options_.assessed_on = DateOf(kYear, 10, 3);
    options_.detail = Detail::kResults;
    options_.is_evidence = true;
    options_.instruments.assign(std::begin(kInstruments), std::end(kInstruments));
  }
  v1::Assessment Assess(const v1::Case& record) { return *assessor_->Assess(record, options_); }

  std::unique_ptr<Assessor> assessor_;
  AssessOptions options_;
};

TEST_F(OfficialRanges, HoldWhateverTheMissingAnswersTurnOutToBe) {
  RandomRequest random(20260804);
  std::map<std::string, uint64_t> limited, compared;
  for (const char* id : kInstruments) compared[id] = 0;
  const auto is_rare = [](const auto& one) { return one.second < SampleSize(kComparisons); };
  for (uint64_t i = 0; std::any_of(compared.begin(), compared.end(), is_rare); ++i) {
    ASSERT_LT(i, SampleSize(kMostRequests)) << "an instrument that hardly ever applies";
    const v1::Case whole = random.Whole();
    const v1::Assessment all = Assess(whole);
    ASSERT_EQ(all.error_size(), 0) << all.error(0).ShortDebugString();
    v1::Case part = whole;
    random.Remove(i % 4 == 0 ? 0.5 : 0.1, *part.mutable_predictor_inputs());
    const v1::Assessment some = Assess(part);
    for (int k = 0; k < all.instrument_size(); ++k) {
      const v1::InstrumentResult& known = all.instrument(k);
      const v1::InstrumentResult& range = some.instrument(k);
      ASSERT_EQ(known.id(), range.id());
      if (known.applies() != v1::TRUE) continue;
      ASSERT_NE(range.applies(), v1::FALSE) << range.id();
      ++compared[range.id()];
      ASSERT_GE(known.low(), range.low()) << range.id() << "\n" << part.ShortDebugString();
      ASSERT_LE(known.high(), range.high()) << range.id() << "\n"
                                            << part.ShortDebugString() << "\n"
                                            << whole.ShortDebugString();
      limited[range.id()] += std::isfinite(range.low()) && std::isfinite(range.high());
    }
  }
  for (const auto& [id, count] : compared) EXPECT_EQ(limited[id], count) << id;
}

// Answers every question about a problem that is open, with no or with the worst.
v1::Case Completed(const v1::Case& part, bool worst) {
  v1::Case record = part;
  v1::PredictorInputs& inputs = *record.mutable_predictor_inputs();
  const auto& reflection = *inputs.GetReflection();
  for (int i = 0; i < v1::PredictorInputs::descriptor()->field_count(); ++i) {
    const FieldDescriptor& field = *v1::PredictorInputs::descriptor()->field(i);
    if (field.is_repeated() || reflection.HasField(inputs, &field)) continue;
    if (field.enum_type() != nullptr) {
      reflection.SetEnumValue(&inputs, &field, worst ? field.enum_type()->value_count() - 1 : 1);
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_BOOL) {
      reflection.SetBool(&inputs, &field, worst);
    }
  }
  return record;
}

// What the person's history and relationship are, which each answer of the others counts beside, and
// once.
void KeepHistory(const v1::PredictorInputs& whole, v1::PredictorInputs& part) {
  for (int i = 0; i < v1::PredictorInputs::descriptor()->field_count(); ++i) {
    const FieldDescriptor& field = *v1::PredictorInputs::descriptor()->field(i);
    const bool is_history =
        field.message_type() != nullptr || field.is_repeated() ||
        field.cpp_type() == FieldDescriptor::CPPTYPE_INT32 ||
        field.cpp_type() == FieldDescriptor::CPPTYPE_STRING ||
        field.name() == "gender" || field.name() == "current_relationship_status" ||
        field.name() == "current_relationship_with_partner";
    if (!is_history) continue;
    v1::PredictorInputs one = whole;
    for (int k = 0; k < v1::PredictorInputs::descriptor()->field_count(); ++k) {
      const FieldDescriptor& other = *v1::PredictorInputs::descriptor()->field(k);
      if (&other != &field) one.GetReflection()->ClearField(&one, &other);
    }
    part.GetReflection()->ClearField(&part, &field);
    part.MergeFrom(one);
  }
}

// Where each answer counts once and for more harm alone, both ends are figures that answers can
// give.
TEST_F(OfficialRanges, EndAtFiguresThatAnswersReach) {
  const std::set<std::string> exact = {"learning_points",         "maturity_points",
                                       "all_reoffending_dynamic", "violent_dynamic",
                                       "serious_violent_dynamic", "personality_men_indicators"};
  RandomRequest random(20260806);
  std::map<std::string, uint64_t> wide;
  for (uint64_t i = 0; i < SampleSize(kRequests / 2); ++i) {
    v1::Case whole = random.Whole();
    whole.mutable_predictor_inputs()->set_gender(v1::PredictorInputs::MALE);
    if (i % 2 == 0) {
      *whole.mutable_predictor_inputs()->mutable_date_of_birth() = DateOf(2004, 1, 2);
    }
    v1::Case part = whole;
    random.Remove(0.3, *part.mutable_predictor_inputs());
    KeepHistory(whole.predictor_inputs(), *part.mutable_predictor_inputs());
    const v1::Assessment range = Assess(part);
    const v1::Assessment low = Assess(Completed(part, false));
    const v1::Assessment high = Assess(Completed(part, true));
    for (int k = 0; k < range.instrument_size(); ++k) {
      const std::string& id = range.instrument(k).id();
      if (exact.count(id) == 0 || range.instrument(k).applies() != v1::TRUE) continue;
      ASSERT_EQ(range.instrument(k).low(), low.instrument(k).low()) << id;
      ASSERT_EQ(range.instrument(k).high(), high.instrument(k).high()) << id;
      wide[id] += range.instrument(k).low() < range.instrument(k).high();
    }
  }
  for (const std::string& id : exact) EXPECT_GT(wide[id], SampleSize(kRequests / 20)) << id;
}

TEST_F(OfficialRanges, AreTheFigureWhereEveryAnswerIsGiven) {
  const std::map<std::string, std::pair<std::string, std::string>> published = {
      {"all_reoffending_dynamic", {"all_reoffending_predictor", "score"}},
      {"violent_dynamic", {"violent_reoffending_predictor", "score"}},
      {"serious_violent_dynamic", {"serious_violent_reoffending_predictor", "score"}},
      {"direct_contact_points", {"direct_contact_sexual_predictor", "pointScore"}},
      {"images_indirect", {"images_indirect_contact_predictor", "score"}},
      {"combined_serious", {"combined_serious_predictor", "overallScore"}},
      {"learning_points", {"learning_screen", "ldsSubTotal"}},
      {"maturity_points", {"maturity_screen", "maturityScore"}},
  };
  RandomRequest random(20260805);
  std::map<std::string, int> seen;
  for (uint64_t i = 0; i < SampleSize(kRequests); ++i) {
    const v1::Case whole = random.Whole();
    const v1::Assessment all = Assess(whole);
    for (const v1::InstrumentResult& range : all.instrument()) {
      const auto where = published.find(range.id());
      if (where == published.end() || range.applies() != v1::TRUE) continue;
      for (const v1::PublishedResult& result : all.published()) {
        if (result.id() != where->second.first) continue;
        for (const auto& value : result.value()) {
          if (value.name() != where->second.second) continue;
          ASSERT_EQ(range.low(), value.number()) << range.id() << "\n" << whole.ShortDebugString();
          ASSERT_EQ(range.high(), value.number()) << range.id() << "\n" << whole.ShortDebugString();
          ++seen[range.id()];
        }
      }
    }
  }
  for (const auto& [id, of] : published) EXPECT_GT(seen[id], 0) << id;
}

}  // namespace
}  // namespace risk
