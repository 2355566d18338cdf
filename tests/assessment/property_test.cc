// What must hold of every case, tried on random ones under the made-up edition and the built-in
// one.
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "gtest/gtest.h"
#include "risk/as_known_at.h"
#include "risk/assessor.h"
#include "risk/edition/editions.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"
#include "tests/assessment/demo_edition.h"
#include "tests/assessment/less_information.h"
#include "tests/assessment/random_case.h"
#include "tests/sample_size.h"

namespace risk {
namespace {

constexpr char kBuiltIn[] = "england_wales@2026.1";
// Each is changed five times, so that 20,000 cases are compared by each of the two tests on what
// information does to a level.
const uint64_t kRecords = SampleSize(4000);
const uint64_t kCases = SampleSize(20'000);

class Properties : public testing::TestWithParam<const char*> {
 protected:
  const Assessor& assessor() const {
    static const std::map<std::string, Assessor>* const assessors = [] {
      EditionResult built_in = Editions::Load(kBuiltIn);
      EXPECT_TRUE(built_in.ok()) << ToString(built_in.problems);
      return new std::map<std::string, Assessor>{{"demo", DemoAssessor()},
                                                 {kBuiltIn, *Assessor::Create(built_in.edition)}};
    }();
    return assessors->at(GetParam());
  }

  Results Evaluate(const v1::Case& record) {
    const absl::StatusOr<const Results*> results =
        assessor().Evaluate(record, On(kMonday), scratch_);
    EXPECT_TRUE(results.ok()) << results.status();
    return results.ok() ? **results : Results();
  }

  Assessor::Workspace scratch_;
};

// Every record is a completion of what remains of it, so this is also the soundness of the ranges:
// however the missing pieces turn out, the result lies inside the range reported without them.
TEST_P(Properties, LessInformationNeverNarrows) {
  const std::set<std::string> closed = ClosedLists(assessor().edition());
  const Edition& edition = assessor().edition();
  int decided = 0;
  int widened = 0;
  for (uint64_t seed = 0; seed < kRecords; ++seed) {
    RandomCase random(seed);
    const v1::Case more = random.Make(0.4 + 0.15 * static_cast<double>(seed % 5));
    const Results narrow = Evaluate(more);
    for (int round = 0; round < 5; ++round) {
      v1::Case less = more;
      random.Remove(less, 0.01 * (1 << round), closed);
      const Results wide = Evaluate(less);
      // A rule may end in an error on either side: errors are apart from what is unknown. A record
      // that contradicts itself is no record of anything: it is read the worse way.
      if (wide.errors > 0 || narrow.errors > 0 || narrow.contradictions > 0) continue;
      ASSERT_EQ(Contradiction(edition, wide, narrow), "")
          << "seed " << seed << " round " << round << "\nwith less:\n"
          << less.DebugString() << "with more:\n"
          << more.DebugString();
      for (size_t i = 0; i < narrow.factors.size(); ++i) {
        if (narrow.factors[i] == Truth::kUnknown) continue;
        ++decided;
        if (wide.factors[i] == Truth::kUnknown) ++widened;
      }
    }
  }
  EXPECT_GT(decided, 1000) << "the records decide too little to show anything";
  EXPECT_GT(widened, 100) << "too little is taken away to show anything";
}

TEST_P(Properties, AdverseInformationNeverLowersAtLeast) {
  std::map<std::string, int> lowered;
  int raised = 0;
  for (uint64_t seed = 0; seed < kRecords; ++seed) {
    RandomCase random(seed);
    v1::Case record = random.Make(0.2 + 0.2 * static_cast<double>(seed % 4));
    Results before = Evaluate(record);
    for (int round = 0; round < 5; ++round) {
      const std::string question = random.MakeWorse(record);
      if (question.empty()) break;
      const Results after = Evaluate(record);
      for (size_t i = 0; i < after.levels.size(); ++i) {
        if (after.errors > 0 || before.errors > 0) continue;
        if (after.contradictions > before.contradictions) continue;
        const bool is_lower = after.levels[i].at_least < before.levels[i].at_least;
        if (is_lower) ++lowered[assessor().edition().levels()[i].text->title() + ": " + question];
        raised += after.levels[i].at_least > before.levels[i].at_least;
      }
      before = after;
    }
  }
  for (const auto& [question, times] : lowered) {
    EXPECT_EQ(times, 0) << "YES lowered a level: " << question;
  }
  EXPECT_GT(raised, 0) << "nothing that was tried raises a level";
}

TEST_P(Properties, TheOrderOfListsDoesNotMatter) {
  const Edition& edition = assessor().edition();
  for (uint64_t seed = 0; seed < kCases; ++seed) {
    RandomCase random(seed);
    const v1::Case record = random.Make(0.3 + 0.2 * static_cast<double>(seed % 3));
    v1::Case shuffled = record;
    random.Shuffle(shuffled);
    const Results a = Evaluate(record);
    const Results b = Evaluate(shuffled);
    for (size_t i = 0; i < a.levels.size(); ++i) {
      ASSERT_EQ(a.levels[i].at_least, b.levels[i].at_least) << "seed " << seed;
      ASSERT_EQ(a.levels[i].could_be, b.levels[i].could_be) << "seed " << seed;
    }
    for (size_t i = 0; i < a.factors.size(); ++i) {
      ASSERT_EQ(a.factors[i], b.factors[i]) << "seed " << seed << edition.factors()[i].text->id();
    }
    for (size_t i = 0; i < a.checks.size(); ++i) {
      ASSERT_EQ(a.checks[i], b.checks[i]) << "seed " << seed << edition.checks()[i].text->id();
    }
    for (size_t i = 0; i < a.findings.size(); ++i) {
      ASSERT_EQ(a.findings[i], b.findings[i])
          << "seed " << seed << edition.findings()[i].text->id();
    }
  }
}

TEST_P(Properties, LaterFactsDoNotChangeAReplay) {
  AssessOptions options = On(kMonday, Detail::kMissing);
  for (uint64_t seed = 0; seed < 12; ++seed) {
    RandomCase random(seed);
    options.known_on = Parse<v1::Date>("month: 6 day: 15 year: 2022");
    const v1::Case record = random.Make(0.4);
    v1::Case later = record;
    random.AddLater(later, *options.known_on);
    ASSERT_NE(later.SerializeAsString(), record.SerializeAsString());
    const absl::StatusOr<v1::Assessment> before = assessor().Assess(record, options);
    const absl::StatusOr<v1::Assessment> after = assessor().Assess(later, options);
    ASSERT_TRUE(before.ok() && after.ok());
    ASSERT_EQ(before->DebugString(), after->DebugString()) << "seed " << seed;
  }
}

TEST_P(Properties, LaterFactsDoNotChangeTheOutcomesOfAReplay) {
  AssessOptions options = On(kMonday);
  options.known_on = Parse<v1::Date>("month: 6 day: 15 year: 2022");
  const auto outcomes = [&](const v1::Case& record) {
    const absl::StatusOr<const Results*> results = assessor().Evaluate(record, options, scratch_);
    EXPECT_TRUE(results.ok()) << results.status();
    return results.ok() ? **results : Results();
  };
  for (uint64_t seed = 0; seed < kCases; ++seed) {
    RandomCase random(seed);
    v1::Case record = random.Make(0.2 + 0.2 * static_cast<double>(seed % 3));
    const Results before = outcomes(record);
    random.AddLater(record, *options.known_on);
    const Results after = outcomes(record);
    ASSERT_EQ(before.factors, after.factors) << "seed " << seed;
    ASSERT_EQ(before.checks, after.checks) << "seed " << seed;
    ASSERT_EQ(before.findings, after.findings) << "seed " << seed;
  }
}

TEST_P(Properties, ReplaysKnowMoreAsTimePasses) {
  for (uint64_t seed = 0; seed < 100; ++seed) {
    const v1::Case record = RandomCase(seed).Make(0.4);
    size_t last = 0;
    for (const int year : {2015, 2018, 2021, 2024, 2027}) {
      v1::Date date;
      date.set_year(year);
      const size_t bytes = AsKnownAt(record, date).record.ByteSizeLong();
      ASSERT_LE(last, bytes) << "seed " << seed << " in " << year;
      last = bytes;
    }
  }
}

TEST_P(Properties, TheSameCaseGivesTheSameBytesOnEveryThread) {
  constexpr int kThreaded = 6;
  std::vector<v1::Case> records;
  std::vector<std::string> expected;
  for (uint64_t seed = 0; seed < kThreaded; ++seed) {
    records.push_back(RandomCase(seed).Make(0.3));
    expected.push_back(
        assessor().Assess(records.back(), On(kMonday, Detail::kExplanations))->SerializeAsString());
  }
  std::vector<int> different(3, 0);
  std::vector<std::thread> threads;
  for (size_t t = 0; t < different.size(); ++t) {
    threads.emplace_back([&, t] {
      for (size_t i = 0; i < records.size(); ++i) {
        const size_t at = (i + t) % records.size();
        const auto result = assessor().Assess(records[at], On(kMonday, Detail::kExplanations));
        if (result->SerializeAsString() != expected[at]) ++different[t];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const int count : different) EXPECT_EQ(count, 0);
}

// Memory that was used before keeps what an empty record gives: that must never show.
TEST_P(Properties, WhatWasAssessedBeforeNeverShows) {
  constexpr double kPresences[] = {0, 0.003, 0.01, 0.03, 0.1, 0.3};
  const std::shared_ptr<const Edition> edition =
      GetParam() == std::string(kBuiltIn) ? Editions::Load(kBuiltIn).edition : DemoEdition();
  const Assessor used = *Assessor::Create(edition);
  for (uint64_t seed = 0; seed < SampleSize(60); ++seed) {
    v1::Case record;
    if (seed > 0) record = RandomCase(seed).Make(kPresences[seed % 6]);
    for (const Detail detail : {Detail::kResults, Detail::kMissing, Detail::kExplanations}) {
      const auto options = On(kMonday, detail);
      const Assessor fresh = *Assessor::Create(edition);
      const std::string expected = fresh.Assess(record, options)->SerializeAsString();
      for (int again = 0; again < 3; ++again) {
        ASSERT_EQ(used.Assess(record, options)->SerializeAsString(), expected) << "seed " << seed;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Editions, Properties, testing::Values("demo", kBuiltIn),
                         [](const auto& info) {
                           return std::string(info.param) == kBuiltIn ? "built_in" : "demo";
                         });

}  // namespace
}  // namespace risk
