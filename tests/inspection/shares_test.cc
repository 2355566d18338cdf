#include "risk/inspection/shares.h"

#include "gtest/gtest.h"

namespace risk::inspection {
namespace {

v1::Scheme Bands(v1::Scheme::Rounding rounding) {
  v1::Scheme scheme;
  scheme.set_rounding(rounding);
  const int from[] = {0, 50, 65, 80};
  for (int i = 0; i < 4; ++i) {
    v1::Scheme::Band& band = *scheme.add_band();
    band.set_rating(static_cast<v1::Rating>(i + 1));
    band.set_from_percent(from[i]);
    band.set_points(i);
  }
  return scheme;
}

// Against arithmetic with whole numbers that goes case by case.
TEST(Shares, DistancesAreTheFewestCases) {
  for (const auto rounding : {v1::Scheme::EXACT, v1::Scheme::HALF_UP, v1::Scheme::DOWN}) {
    const v1::Scheme scheme = Bands(rounding);
    for (int all = 1; all <= 60; ++all) {
      for (int of = 0; of <= all; ++of) {
        const v1::Rating now = RatingOf(scheme, of, all);
        int rise = 1, fall = 1;
        while (of + rise <= all && RatingOf(scheme, of + rise, all) <= now) ++rise;
        while (fall <= of && RatingOf(scheme, of - fall, all) >= now) ++fall;
        EXPECT_EQ(CasesToRise(scheme, of, all).value_or(-1), of + rise > all ? -1 : rise);
        EXPECT_EQ(CasesToFall(scheme, of, all).value_or(-1), fall > of ? -1 : fall);
      }
    }
  }
}

TEST(Shares, RoundingIsOfWholePerCent) {
  EXPECT_EQ(RatingOf(Bands(v1::Scheme::EXACT), 129, 200), v1::REQUIRES_IMPROVEMENT);
  EXPECT_EQ(RatingOf(Bands(v1::Scheme::HALF_UP), 129, 200), v1::GOOD);
  EXPECT_EQ(RatingOf(Bands(v1::Scheme::DOWN), 129, 200), v1::REQUIRES_IMPROVEMENT);
  EXPECT_EQ(RatingOf(Bands(v1::Scheme::HALF_UP), 64499, 100000), v1::REQUIRES_IMPROVEMENT);
  EXPECT_EQ(RatingOf(Bands(v1::Scheme::EXACT), 0, 0), v1::RATING_UNSPECIFIED);
}

TEST(Shares, WilsonIntervalIsKnown) {
  // 50 of 100 at 95 %: 40.38 to 59.62.
  const Interval interval = WilsonInterval(50, 100, 95);
  EXPECT_NEAR(interval.low, 0.4038, 0.0001);
  EXPECT_NEAR(interval.high, 0.5962, 0.0001);
  EXPECT_EQ(WilsonInterval(0, 0, 80).low, 0);
  EXPECT_EQ(WilsonInterval(0, 0, 80).high, 1);
  EXPECT_EQ(WilsonInterval(0, 7, 80).low, 0);
  EXPECT_EQ(WilsonInterval(7, 7, 80).high, 1);
}

TEST(Shares, PlannedSizeNeverExceedsThePopulation) {
  v1::Scheme::Sample sample;
  sample.set_confidence_percent(80);
  sample.set_margin_points(5);
  EXPECT_EQ(PlannedSize(sample, 0), 165);
  EXPECT_EQ(PlannedSize(sample, 1), 1);
  EXPECT_EQ(PlannedSize(sample, 10), 10);
  EXPECT_LE(PlannedSize(sample, 1'000'000'000), 165);
}

}  // namespace
}  // namespace risk::inspection
