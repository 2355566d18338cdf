#include "risk/dates.h"

#include "gtest/gtest.h"
#include "risk/schema/date.h"

namespace risk {
namespace {

TEST(Dates, TheDayInLondon) {
  const struct {
    int64_t moment;
    const char* day;
  } kMoments[] = {
      {1782687599, "2026-06-28"},  // 22:59:59 UTC, a minute before midnight there
      {1782687600, "2026-06-29"},  // 23:00 UTC in summer
      {1767311999, "2026-01-01"},  // 23:59:59 UTC in winter
      {1767312000, "2026-01-02"},
      {1774742399, "2026-03-28"},  // the night before the clocks go forward on 29 March
      {1774825199, "2026-03-29"},  // 22:59:59 UTC on that day
      {1774825200, "2026-03-30"},
      {1792882799, "2026-10-24"},  // 22:59:59 UTC, the day before they go back on 25 October
      {1792882800, "2026-10-25"},
      {1792972799, "2026-10-25"},  // 23:59:59 UTC, winter again
      {1792972800, "2026-10-26"},
  };
  for (const auto& moment : kMoments) {
    EXPECT_EQ(schema::DateText(DayInLondon(moment.moment)), moment.day) << moment.moment;
  }
}

}  // namespace
}  // namespace risk
