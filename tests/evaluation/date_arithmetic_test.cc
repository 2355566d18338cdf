#include "risk/evaluation/value/date_arithmetic.h"

#include <random>
#include <string>

#include "absl/time/civil_time.h"
#include "gtest/gtest.h"
#include "risk/schema/date.h"

namespace risk::evaluation {
namespace {

int64_t Day(const char* text) { return schema::ParseDays(text)->first; }

TEST(DateArithmeticTest, AgreesWithCivilTimeOnEveryDay) {
  absl::CivilDay civil(1, 1, 1);
  for (int64_t day = kEarliestDay; day <= kLatestDay; ++day, ++civil) {
    CivilDate date = CivilOf(day);
    ASSERT_EQ(date.year, civil.year());
    ASSERT_EQ(date.month, civil.month());
    ASSERT_EQ(date.day, civil.day());
    ASSERT_EQ(DayOf(date), day);
  }
  EXPECT_EQ(civil, absl::CivilDay(10000, 1, 1));
  EXPECT_EQ(Weekday(Day("2021-06-06")), 0);
  EXPECT_EQ(Weekday(Day("1969-12-31")), 3);
  EXPECT_EQ(Weekday(Day("0001-01-01")), 1);
}

struct Shift {
  const char* from;
  int64_t count;
  const char* days;  // null: outside the calendar
  const char* months;
  const char* years;
};
class ShiftTest : public testing::TestWithParam<Shift> {};

TEST_P(ShiftTest, Adds) {
  const Shift& c = GetParam();
  auto expect = [](std::optional<int64_t> actual, const char* expected) {
    if (expected == nullptr) {
      EXPECT_FALSE(actual.has_value());
    } else {
      ASSERT_TRUE(actual.has_value());
      EXPECT_EQ(DaysToText({*actual, *actual}), expected);
    }
  };
  expect(AddDays(Day(c.from), c.count), c.days);
  expect(AddMonths(Day(c.from), c.count), c.months);
  expect(AddYears(Day(c.from), c.count), c.years);
}

INSTANTIATE_TEST_SUITE_P(
    Table, ShiftTest,
    testing::Values(Shift{"2021-06-15", 0, "2021-06-15", "2021-06-15", "2021-06-15"},
                    Shift{"2021-01-31", 1, "2021-02-01", "2021-02-28", "2022-01-31"},
                    Shift{"2024-01-31", 1, "2024-02-01", "2024-02-29", "2025-01-31"},
                    Shift{"2024-02-29", 1, "2024-03-01", "2024-03-29", "2025-02-28"},
                    Shift{"2024-02-29", 4, "2024-03-04", "2024-06-29", "2028-02-29"},
                    Shift{"2024-02-29", -1, "2024-02-28", "2024-01-29", "2023-02-28"},
                    Shift{"2024-03-31", -1, "2024-03-30", "2024-02-29", "2023-03-31"},
                    Shift{"2021-12-31", 2, "2022-01-02", "2022-02-28", "2023-12-31"},
                    Shift{"2021-01-01", -1, "2020-12-31", "2020-12-01", "2020-01-01"},
                    Shift{"9999-12-31", 1, nullptr, nullptr, nullptr},
                    Shift{"0001-01-01", -1, nullptr, nullptr, nullptr},
                    Shift{"2021-01-01", INT64_MAX, nullptr, nullptr, nullptr},
                    Shift{"2021-01-01", INT64_MIN, nullptr, nullptr, nullptr}));

struct Distance {
  const char* from;
  const char* to;
  int64_t days, months, years;
};
class DistanceTest : public testing::TestWithParam<Distance> {};

TEST_P(DistanceTest, Counts) {
  const Distance& c = GetParam();
  Days from = *schema::ParseDays(c.from);
  Days to = *schema::ParseDays(c.to);
  EXPECT_EQ(DaysBetween(from, to), (IntRange{c.days, c.days}));
  EXPECT_EQ(MonthsBetween(from.first, to.first), c.months);
  EXPECT_EQ(YearsBetween(from.first, to.first), c.years);
  EXPECT_EQ(MonthsBetween(to.first, from.first), -c.months);
  EXPECT_EQ(YearsBetween(to.first, from.first), -c.years);
}

INSTANTIATE_TEST_SUITE_P(Table, DistanceTest,
                         testing::Values(Distance{"2021-06-15", "2021-06-15", 0, 0, 0},
                                         Distance{"2021-06-15", "2021-07-14", 29, 0, 0},
                                         Distance{"2021-06-15", "2021-07-15", 30, 1, 0},
                                         Distance{"2020-06-15", "2021-06-14", 364, 11, 0},
                                         Distance{"2020-06-15", "2021-06-15", 365, 12, 1},
                                         Distance{"2004-02-29", "2022-02-28", 6574, 215, 17},
                                         Distance{"2004-02-29", "2022-03-01", 6575, 216, 18},
                                         Distance{"2004-02-29", "2024-02-29", 7305, 240, 20},
                                         Distance{"2021-01-31", "2021-02-28", 28, 0, 0},
                                         Distance{"2021-01-31", "2021-03-01", 29, 1, 0}));

// Random ranges: whatever days and counts lie in them, the result lies in the result's range.
TEST(DateRangeTest, HoldsEveryChoice) {
  std::mt19937 random(5);
  auto pick = [&](int64_t low, int64_t high) {
    return low + static_cast<int64_t>(random() % static_cast<uint64_t>(high - low + 1));
  };
  for (int i = 0; i < 200000; ++i) {
    int64_t a = pick(18000, 19000), b = a + pick(0, 400), c = pick(18000, 19000),
            d = c + pick(0, 400);
    int64_t x = pick(a, b), y = pick(c, d), low = pick(-30, 30), high = low + pick(0, 20);
    int64_t n = pick(low, high);
    IntRange months = MonthsBetween(Days{a, b}, Days{c, d});
    int64_t exact = MonthsBetween(x, y);
    ASSERT_TRUE(months.low <= exact && exact <= months.high);
    IntRange years = YearsBetween(Days{a, b}, Days{c, d});
    ASSERT_TRUE(years.low <= YearsBetween(x, y) && YearsBetween(x, y) <= years.high);
    Days sum = *AddMonths(Days{a, b}, IntRange{low, high});
    ASSERT_TRUE(sum.first <= *AddMonths(x, n) && *AddMonths(x, n) <= sum.last);
  }
}

TEST(DateRangeTest, EndsWithoutLimit) {
  Days later = {Day("2021-01-01"), kNoLastDay};
  EXPECT_EQ(DaysToText(*AddDays(later, {1, 2})), "from 2021-01-02");
  EXPECT_EQ(DaysToText(*AddYears(kAnyDay, {1, 1})), "unknown");
  EXPECT_EQ(DaysBetween(later, {Day("2021-01-01"), Day("2021-01-31")}), (IntRange{INT64_MIN, 30}));
  EXPECT_EQ(MonthsBetween(kAnyDay, kAnyDay), kAnyInt);
  EXPECT_EQ(DaysToText(*AddDays({Day("2021-01-01"), Day("2021-01-01")}, kAnyInt)), "unknown");
  EXPECT_EQ(AddDays(Days{kLatestDay, kLatestDay}, IntRange{1, 5}), std::nullopt);
}

TEST(PartialDateTest, StandsForARange) {
  EXPECT_EQ(DaysToText(DaysOfParts(2021, 6, 3)), "2021-06-03");
  EXPECT_EQ(DaysToText(DaysOfParts(2024, 2, {})), "2024-02");
  EXPECT_EQ(DaysOfParts(2024, 2, {}).last, Day("2024-02-29"));
  EXPECT_EQ(DaysToText(DaysOfParts(2021, {}, {})), "2021");
  EXPECT_EQ(DaysOfParts({}, 6, 3), kAnyDay);
  EXPECT_EQ(DaysToText(DaysOfParts(2021, 2, 30)), "2021-02");
  EXPECT_EQ(DaysToText(DaysOfParts(2021, 13, 1)), "2021");
  EXPECT_EQ(DaysOfParts(0, 1, 1), kAnyDay);
  EXPECT_EQ(DaysToText({Day("2021-01-02"), Day("2021-03-01")}), "2021-01-02 to 2021-03-01");
}

}  // namespace
}  // namespace risk::evaluation
