#include "risk/schema/date.h"

#include <optional>

#include "gtest/gtest.h"

namespace risk::schema {
namespace {

struct DaysCase {
  const char* text;
  std::optional<Days> expected;
};

TEST(DateTest, ParseDays) {
  const DaysCase kCases[] = {
      {"1970-01-01", Days{0, 0}},
      {"1969-12-31", Days{-1, -1}},
      {"2020-02-29", Days{18321, 18321}},
      {"2021-02-29", std::nullopt},
      {"2021-02", Days{18659, 18686}},
      {"2020-02", Days{18293, 18321}},
      {"2020-12", Days{18597, 18627}},
      {"2020", Days{18262, 18627}},
      {"0001-01-01", Days{-719162, -719162}},
      {"9999-12-31", Days{2932896, 2932896}},
      {"9999", Days{2932532, 2932896}},
      {"0000-01-01", std::nullopt},
      {"2021-13", std::nullopt},
      {"2021-00", std::nullopt},
      {"2021-06-00", std::nullopt},
      {"2021-06-31", std::nullopt},
      {"2021-6-3", std::nullopt},
      {"2021-06-03-", std::nullopt},
      {"2021-06-", std::nullopt},
      {"21-06-03", std::nullopt},
      {"+2021", std::nullopt},
      {" 2021", std::nullopt},
      {"20210603", std::nullopt},
      {"2021-06-03T00:00", std::nullopt},
      {"", std::nullopt},
      {"-", std::nullopt},
  };
  for (const DaysCase& test : kCases) {
    std::optional<Days> days = ParseDays(test.text);
    ASSERT_EQ(days.has_value(), test.expected.has_value()) << test.text;
    if (!days.has_value()) continue;
    EXPECT_EQ(days->first, test.expected->first) << test.text;
    EXPECT_EQ(days->last, test.expected->last) << test.text;
  }
}

TEST(DateTest, TextKeepsItsPrecision) {
  for (const char* text : {"2021", "2021-06", "2021-06-03", "0001-01-01"}) {
    const std::optional<v1::Date> date = ParseDate(text);
    ASSERT_TRUE(date.has_value()) << text;
    EXPECT_EQ(DateText(*date), text);
    EXPECT_EQ(DaysToText(*DaysOf(*date)), text);
  }
}

// The form is right, so it is a date; that there is no such day is for validation to say.
TEST(DateTest, ADayThatDoesNotExistIsReadButStandsForNoDay) {
  const std::optional<v1::Date> date = ParseDate("2021-02-30");
  ASSERT_TRUE(date.has_value());
  EXPECT_EQ(date->day(), 30);
  EXPECT_FALSE(DaysOf(*date).has_value());
  EXPECT_EQ(DaysToText(PossibleDays(*date)), "2021-02");
}

TEST(DateTest, WithoutAYearAnyDayIsPossible) {
  v1::Date date;
  date.set_month(6);
  EXPECT_FALSE(DaysOf(date).has_value());
  EXPECT_EQ(PossibleDays(date), kAnyDay);
}

}  // namespace
}  // namespace risk::schema
