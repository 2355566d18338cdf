#include "risk/inspection/shares.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace risk::inspection {
namespace {

bool Reaches(v1::Scheme::Rounding rounding, int percent, int of, int all) {
  const int64_t hundredfold = int64_t{100} * of;
  if (rounding == v1::Scheme::HALF_UP)
    return (2 * hundredfold + all) / (int64_t{2} * all) >= percent;
  // Rounded down, a share reaches a whole per cent exactly when it does unrounded.
  return hundredfold >= int64_t{percent} * all;
}

// The number of standard deviations on either side of the mean that hold this share of a normal
// distribution: 80 per cent is 1.2816.
double DeviationsOf(int confidence_percent) {
  const double outside = 1 - confidence_percent / 100.0;
  double low = 0, high = 10;
  for (int i = 0; i < 100; ++i) {
    const double middle = (low + high) / 2;
    (std::erfc(middle / std::sqrt(2.0)) > outside ? low : high) = middle;
  }
  return low;
}

}  // namespace

v1::Rating RatingOf(const v1::Scheme& scheme, v1::Scheme::Rounding rounding, int of, int all) {
  v1::Rating rating = v1::RATING_UNSPECIFIED;
  if (all <= 0) return rating;
  for (const v1::Scheme::Band& band : scheme.band()) {
    if (Reaches(rounding, band.from_percent(), of, all)) rating = std::max(rating, band.rating());
  }
  return rating;
}

v1::Rating RatingOf(const v1::Scheme& scheme, int of, int all) {
  return RatingOf(scheme, scheme.rounding(), of, all);
}

std::optional<int> CasesToRise(const v1::Scheme& scheme, int of, int all) {
  const v1::Rating now = RatingOf(scheme, of, all);
  if (now == v1::RATING_UNSPECIFIED || RatingOf(scheme, all, all) <= now) return std::nullopt;
  int too_few = 0, enough = all - of;
  while (enough - too_few > 1) {
    const int middle = (too_few + enough) / 2;
    (RatingOf(scheme, of + middle, all) > now ? enough : too_few) = middle;
  }
  return enough;
}

std::optional<int> CasesToFall(const v1::Scheme& scheme, int of, int all) {
  const v1::Rating now = RatingOf(scheme, of, all);
  if (now == v1::RATING_UNSPECIFIED || RatingOf(scheme, 0, all) >= now) return std::nullopt;
  int too_few = 0, enough = of;
  while (enough - too_few > 1) {
    const int middle = (too_few + enough) / 2;
    (RatingOf(scheme, of - middle, all) < now ? enough : too_few) = middle;
  }
  return enough;
}

bool IsNearBoundary(const v1::Scheme& scheme, int points, int of, int all) {
  if (all <= 0) return false;
  for (const v1::Scheme::Band& band : scheme.band()) {
    if (band.from_percent() == 0) continue;
    const int64_t distance = int64_t{100} * of - int64_t{band.from_percent()} * all;
    if (std::abs(distance) <= int64_t{points} * all) return true;
  }
  return false;
}

Interval WilsonInterval(int of, int all, int confidence_percent) {
  if (all <= 0) return {};
  const double z = DeviationsOf(confidence_percent);
  const double n = all;
  const double share = of / n;
  const double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
  const double half =
      z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n);
  return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

int PlannedSize(const v1::Scheme::Sample& sample, int population) {
  const double z = DeviationsOf(sample.confidence_percent());
  const double margin = sample.margin_points() / 100.0;
  double size = z * z * 0.25 / (margin * margin);
  if (population > 0) size = size / (1 + (size - 1) / population);
  const int planned = std::max(1, static_cast<int>(std::ceil(size - 1e-9)));
  return population > 0 ? std::min(planned, population) : planned;
}

double Rounded(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  return std::round(value * scale) / scale;
}

}  // namespace risk::inspection
