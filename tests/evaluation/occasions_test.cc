#include "risk/evaluation/value/occasions.h"

#include <algorithm>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include "gtest/gtest.h"

namespace risk::evaluation {
namespace {

struct Row {
  bool is_certain;
  IntRange day;
  IntRange victim;
};

IntRange Count(const std::vector<Row>& rows, bool last_is_many = false) {
  OccasionCounter counter;
  counter.Begin(2);
  for (const Row& row : rows) {
    const bool is_many = last_is_many && &row == &rows.back();
    const absl::Span<IntRange> keys = counter.Add(row.is_certain, is_many);
    keys[0] = row.day;
    keys[1] = row.victim;
  }
  return counter.Count();
}

constexpr IntRange kSome = {0, 9};  // not known

struct OccasionCase {
  const char* what;
  std::vector<Row> rows;
  IntRange expected;
};

TEST(Occasions, AreAtLeastThoseThatDifferAndAtMostThoseThatAreNotTheSame) {
  const OccasionCase cases[] = {
      {"no rows", {}, {0, 0}},
      {"one night, one victim, three records", {{true, {1, 1}, {1, 1}}, {true, {1, 1}, {1, 1}}, {true, {1, 1}, {1, 1}}}, {1, 1}},
      {"two days", {{true, {1, 1}, {1, 1}}, {true, {2, 2}, {1, 1}}}, {2, 2}},
      {"one day, two victims", {{true, {1, 1}, {1, 1}}, {true, {1, 1}, {2, 2}}}, {2, 2}},
      {"one of them on a day that is not known", {{true, {1, 1}, {1, 1}}, {true, kSome, {1, 1}}}, {1, 2}},
      {"two on days not known, to different victims", {{true, kSome, {1, 1}}, {true, kSome, {2, 2}}}, {2, 2}},
      {"possible rows add to the most only", {{true, {1, 1}, {1, 1}}, {false, {2, 2}, {1, 1}}}, {1, 2}},
      {"weeks that do not overlap", {{true, {1, 3}, kSome}, {true, {4, 6}, kSome}, {true, {3, 4}, kSome}}, {2, 3}},
      {"a wide one beside two narrow ones", {{true, {0, 9}, {1, 1}}, {true, {1, 2}, {1, 1}}, {true, {5, 6}, {1, 1}}}, {2, 3}},
  };
  for (const OccasionCase& one : cases) {
    EXPECT_EQ(Count(one.rows), one.expected) << one.what;
  }
}

TEST(Occasions, AnyNumberWhereRowsNotShownMayBeAnywhere) {
  EXPECT_EQ(Count({{true, {1, 1}, {1, 1}}, {false, kSome, kSome}}, true), (IntRange{1, INT64_MAX}));
  EXPECT_EQ(Count({{true, {1, 1}, {1, 1}}, {false, {2, 2}, {1, 1}}}, true), (IntRange{1, 2}));
}

// The count of random small cases against all their completions: both ends are reached.
TEST(Occasions, BothEndsAreSoundAndTheLowerIsTheLeastThatCanBe) {
  std::mt19937 random(1);
  for (int round = 0; round < 3000; ++round) {
    std::vector<Row> rows(1 + random() % 5);
    for (Row& row : rows) {
      const auto range = [&random] {
        const int64_t low = random() % 3;
        return IntRange{low, low + static_cast<int64_t>(random() % (3 - low))};
      };
      row = {random() % 4 != 0, range(), range()};
    }
    const IntRange count = Count(rows);
    int64_t fewest = INT64_MAX, most = 0;
    for (int sample = 0; sample < 300; ++sample) {
      std::set<std::pair<int64_t, int64_t>> different;
      for (const Row& row : rows) {
        if (!row.is_certain && random() % 2) continue;
        const auto pick = [&random](IntRange r) {
          return r.low + static_cast<int64_t>(random() % (r.high - r.low + 1));
        };
        different.emplace(pick(row.day), pick(row.victim));
      }
      fewest = std::min(fewest, static_cast<int64_t>(different.size()));
      most = std::max(most, static_cast<int64_t>(different.size()));
    }
    ASSERT_LE(count.low, fewest);
    ASSERT_GE(count.high, most);
  }
}

}  // namespace
}  // namespace risk::evaluation
