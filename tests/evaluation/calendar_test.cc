#include "risk/evaluation/value/calendar.h"

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "risk/schema/date.h"

namespace risk::evaluation {
namespace {

int64_t Day(const char* text) { return schema::ParseDays(text)->first; }

absl::StatusOr<Calendar> Make(const char* text) {
  v1::Calendar proto;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &proto));
  return Calendar::Create(proto);
}

// December 2021: 25 and 26 fall on a weekend, so Monday 27 and Tuesday 28 are holidays.
Calendar December() {
  return *Make(
      "covers { from { year: 2021 month: 12 day: 1 } to { year: 2022 month: 1 day: 31 } }"
      "holiday { year: 2021 month: 12 day: 27 } holiday { year: 2021 month: 12 day: 28 }"
      "holiday { year: 2022 month: 1 day: 3 }");
}

struct Sum {
  const char* from;
  int64_t count;
  const char* to;  // null: outside
};
class CalendarTest : public testing::TestWithParam<Sum> {};

TEST_P(CalendarTest, AddsAndCounts) {
  Calendar calendar = December();
  const Sum& c = GetParam();
  std::optional<int64_t> to = calendar.AddWorkingDays(Day(c.from), c.count);
  if (c.to == nullptr) {
    EXPECT_FALSE(to.has_value());
    return;
  }
  ASSERT_TRUE(to.has_value());
  EXPECT_EQ(DaysToText({*to, *to}), c.to);
  EXPECT_EQ(calendar.WorkingDaysBetween(Day(c.from), *to), c.count);
}

INSTANTIATE_TEST_SUITE_P(
    Table, CalendarTest,
    testing::Values(Sum{"2021-12-06", 0, "2021-12-06"}, Sum{"2021-12-06", 1, "2021-12-07"},
                    Sum{"2021-12-06", 5, "2021-12-13"}, Sum{"2021-12-06", 10, "2021-12-20"},
                    Sum{"2021-12-10", 1, "2021-12-13"}, Sum{"2021-12-11", 1, "2021-12-13"},
                    Sum{"2021-12-12", 1, "2021-12-13"}, Sum{"2021-12-11", 0, "2021-12-11"},
                    Sum{"2021-12-24", 1, "2021-12-29"}, Sum{"2021-12-27", 1, "2021-12-29"},
                    Sum{"2021-12-31", 1, "2022-01-04"}, Sum{"2021-12-29", -1, "2021-12-24"},
                    Sum{"2021-12-28", -1, "2021-12-24"}, Sum{"2021-12-13", -1, "2021-12-10"},
                    Sum{"2021-12-12", -1, "2021-12-10"}, Sum{"2022-01-28", 1, "2022-01-31"},
                    Sum{"2022-01-28", 2, nullptr}, Sum{"2022-02-01", 0, nullptr},
                    Sum{"2021-12-01", -1, nullptr}, Sum{"2021-11-30", 1, nullptr},
                    Sum{"2021-12-06", INT64_MAX, nullptr}, Sum{"2021-12-06", INT64_MIN, nullptr}));

TEST(CalendarTest, CountsOutsideAreNotGuessed) {
  Calendar calendar = December();
  EXPECT_EQ(calendar.WorkingDaysBetween(Day("2021-12-24"), Day("2021-12-29")), 1);
  EXPECT_EQ(calendar.WorkingDaysBetween(Day("2021-11-30"), Day("2021-12-29")), std::nullopt);
  EXPECT_EQ(calendar.WorkingDaysBetween(Day("2021-12-29"), Day("2022-02-01")), std::nullopt);
  EXPECT_FALSE(calendar.IsWorkingDay(Day("2021-12-27")));
  EXPECT_TRUE(calendar.IsWorkingDay(Day("2021-12-29")));
}

// Every range of days and counts holds what its members give.
TEST(CalendarTest, RangesHoldEveryChoice) {
  Calendar calendar = December();
  const int64_t first = calendar.covers().first - 3;
  for (int64_t a = first; a < first + 70; a += 3) {
    for (int64_t b = a; b < a + 12; b += 2) {
      for (int64_t n = -4; n <= 4; ++n) {
        std::optional<Days> sum = calendar.AddWorkingDays(Days{a, b}, IntRange{n, n + 2});
        std::optional<IntRange> count =
            calendar.WorkingDaysBetween(Days{a, b}, Days{first + 20, first + 30});
        for (int64_t x = a; x <= b; ++x) {
          for (int64_t k = n; k <= n + 2; ++k) {
            std::optional<int64_t> exact = calendar.AddWorkingDays(x, k);
            if (!exact.has_value()) continue;
            ASSERT_TRUE(sum.has_value() && sum->first <= *exact && *exact <= sum->last);
          }
          std::optional<int64_t> exact = calendar.WorkingDaysBetween(x, first + 25);
          if (!exact.has_value()) continue;
          ASSERT_TRUE(count.has_value() && count->low <= *exact && *exact <= count->high);
        }
      }
    }
  }
}

TEST(CalendarTest, RejectsWhatIsNoCalendar) {
  EXPECT_FALSE(Make("").ok());
  EXPECT_FALSE(Make("covers { from { year: 2021 } to { year: 2022 month: 1 day: 1 } }").ok());
  EXPECT_FALSE(
      Make("covers { from { year: 2022 month: 1 day: 2 } to { year: 2022 month: 1 day: 1 } }")
          .ok());
  EXPECT_FALSE(
      Make("covers { from { year: 1 month: 1 day: 1 } to { year: 9999 month: 1 day: 1 } }").ok());
  EXPECT_FALSE(
      Make("covers { from { year: 2022 month: 1 day: 1 } to { year: 2022 month: 12 day: 31 } }"
           "holiday { year: 2023 month: 1 day: 2 }")
          .ok());
}

}  // namespace
}  // namespace risk::evaluation
