// Shares of cases: bands, intervals, distances and sample sizes. Whole numbers throughout; a share
// is never compared as a floating-point number.
#ifndef RISK_INSPECTION_SHARES_H_
#define RISK_INSPECTION_SHARES_H_

#include <optional>

#include "risk/v1/edition.pb.h"
#include "risk/v1/inspection.pb.h"

namespace risk::inspection {

// The rating of `of` sufficient cases among `all` relevant ones. Unset if there is none, or if the
// scheme has no bands.
v1::Rating RatingOf(const v1::Scheme& scheme, int of, int all);
// The same with another rounding.
v1::Rating RatingOf(const v1::Scheme& scheme, v1::Scheme::Rounding rounding, int of, int all);

// The fewest cases that, judged sufficient instead, bring a better rating; or not sufficient
// instead, a worse one. Nothing if no number does.
std::optional<int> CasesToRise(const v1::Scheme& scheme, int of, int all);
std::optional<int> CasesToFall(const v1::Scheme& scheme, int of, int all);

// Whether a share lies within so many percentage points of where a band begins, both sides
// included.
bool IsNearBoundary(const v1::Scheme& scheme, int points, int of, int all);

// A confidence interval of a share, as shares from 0 to 1.
struct Interval {
  double low = 0;
  double high = 1;
};
// Wilson's. The whole range if there is no case.
Interval WilsonInterval(int of, int all, int confidence_percent);

// How many cases a sample needs for a margin of error; of a population of unknown size, if 0, as
// for a very large one. At least 1 and at most the population.
int PlannedSize(const v1::Scheme::Sample& sample, int population);

// What a share is multiplied with to be told in per cent.
constexpr double kPercent = 100;

// To so many decimals, half away from zero.
double Rounded(double value, int decimals);

}  // namespace risk::inspection

#endif  // RISK_INSPECTION_SHARES_H_
