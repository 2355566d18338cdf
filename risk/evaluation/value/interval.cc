#include "risk/evaluation/value/interval.h"

#include <algorithm>
#include <cmath>

namespace risk::evaluation {
namespace {

__extension__ using Wide = __int128;
__extension__ using WideUnsigned = unsigned __int128;

// What lies inside the type; nothing if all of low…high lies outside.
template <typename Range, typename Number>
std::optional<Range> Clamp(Number low, Number high, Number min, Number max) {
  if (low > max || high < min) return std::nullopt;
  using T = decltype(Range::low);
  return Range{static_cast<T>(std::max(low, min)), static_cast<T>(std::min(high, max))};
}

std::optional<IntRange> ClampInt(Wide low, Wide high) {
  return Clamp<IntRange, Wide>(low, high, INT64_MIN, INT64_MAX);
}

std::optional<UintRange> ClampUint(Wide low, Wide high) {
  return Clamp<UintRange, Wide>(low, high, 0, UINT64_MAX);
}

template <typename Range>
std::optional<Range> Union(std::optional<Range> a, std::optional<Range> b) {
  if (!a.has_value()) return b;
  if (!b.has_value()) return a;
  return Hull(*a, *b);
}

// Quotients by a divisor that keeps its sign: extremes lie at the corners.
std::optional<IntRange> DivideBySigned(IntRange a, IntRange b) {
  if (b.low > b.high) return std::nullopt;
  Wide q[] = {Wide{a.low} / b.low, Wide{a.low} / b.high, Wide{a.high} / b.low,
              Wide{a.high} / b.high};
  return ClampInt(*std::min_element(q, q + 4), *std::max_element(q, q + 4));
}

uint64_t Magnitude(int64_t value) {
  return value < 0 ? uint64_t{0} - static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
}

// The range of four corner results; everything if one of them is NaN.
DoubleRange Corners(double a, double b, double c, double d) {
  if (std::isnan(a) || std::isnan(b) || std::isnan(c) || std::isnan(d)) return kAnyDouble;
  return Hull(Hull(DoubleRange{a, a}, {b, b}), Hull(DoubleRange{c, c}, {d, d}));
}

}  // namespace

std::optional<IntRange> AddOutside(IntRange a, IntRange b) {
  return ClampInt(Wide{a.low} + b.low, Wide{a.high} + b.high);
}

std::optional<IntRange> SubtractOutside(IntRange a, IntRange b) {
  return ClampInt(Wide{a.low} - b.high, Wide{a.high} - b.low);
}

std::optional<IntRange> Multiply(IntRange a, IntRange b) {
  Wide p[] = {Wide{a.low} * b.low, Wide{a.low} * b.high, Wide{a.high} * b.low,
              Wide{a.high} * b.high};
  return ClampInt(*std::min_element(p, p + 4), *std::max_element(p, p + 4));
}

std::optional<IntRange> Divide(IntRange a, IntRange b) {
  IntRange negative = {b.low, std::min<int64_t>(b.high, -1)};
  IntRange positive = {std::max<int64_t>(b.low, 1), b.high};
  return Union(DivideBySigned(a, negative), DivideBySigned(a, positive));
}

std::optional<IntRange> Modulo(IntRange a, IntRange b) {
  if (b.low == 0 && b.high == 0) return std::nullopt;
  if (a.is_definite() && b.is_definite()) {
    if (a.low == INT64_MIN && b.low == -1) return std::nullopt;
    return IntRange{a.low % b.low, a.low % b.low};
  }
  // A remainder is nearer to zero than the divisor, and not farther from it than the dividend.
  Wide limit = Wide{std::max(Magnitude(b.low), Magnitude(b.high))} - 1;
  Wide low = a.low < 0 ? std::max<Wide>(a.low, -limit) : 0;
  Wide high = a.high > 0 ? std::min<Wide>(a.high, limit) : 0;
  return ClampInt(low, high);
}

std::optional<IntRange> Negate(IntRange a) { return ClampInt(-Wide{a.high}, -Wide{a.low}); }

std::optional<UintRange> Add(UintRange a, UintRange b) {
  return ClampUint(Wide{a.low} + b.low, Wide{a.high} + b.high);
}

std::optional<UintRange> Subtract(UintRange a, UintRange b) {
  return ClampUint(Wide{a.low} - b.high, Wide{a.high} - b.low);
}

std::optional<UintRange> Multiply(UintRange a, UintRange b) {
  return Clamp<UintRange, WideUnsigned>(WideUnsigned{a.low} * b.low, WideUnsigned{a.high} * b.high,
                                        0, UINT64_MAX);
}

std::optional<UintRange> Divide(UintRange a, UintRange b) {
  if (b.high == 0) return std::nullopt;
  return UintRange{a.low / b.high, a.high / std::max<uint64_t>(b.low, 1)};
}

std::optional<UintRange> Modulo(UintRange a, UintRange b) {
  if (b.high == 0) return std::nullopt;
  if (a.is_definite() && b.is_definite()) return UintRange{a.low % b.low, a.low % b.low};
  return UintRange{0, std::min(a.high, b.high - 1)};
}

DoubleRange MultiplyUndecided(DoubleRange a, DoubleRange b) {
  return Corners(a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high);
}

DoubleRange Divide(DoubleRange a, DoubleRange b) {
  if (a.is_definite() && b.is_definite()) return {a.low / b.low, a.low / b.low};
  if (!b.is_definite() && !(b.low > 0 || b.high < 0)) return kAnyDouble;
  return Corners(a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high);
}

DoubleRange ToDouble(UintRange a) {
  return {static_cast<double>(a.low), static_cast<double>(a.high)};
}

std::optional<IntRange> ToInt(DoubleRange a) {
  constexpr double kTwoTo63 = 9223372036854775808.0;
  if (!(a.high > -kTwoTo63 && a.low < kTwoTo63)) return std::nullopt;
  return IntRange{a.low > -kTwoTo63 ? static_cast<int64_t>(a.low) : INT64_MIN,
                  a.high < kTwoTo63 ? static_cast<int64_t>(a.high) : INT64_MAX};
}

DoubleRange Exp(DoubleRange a) {
  if (MayBeNan(a)) return kAnyDouble;
  return {std::exp(a.low), std::exp(a.high)};
}

std::optional<DoubleRange> Ln(DoubleRange a) {
  if (!(a.high > 0)) return std::nullopt;
  return DoubleRange{a.low > 0 ? std::log(a.low) : -std::numeric_limits<double>::infinity(),
                     std::log(a.high)};
}

double RoundHalfUp(double number, int decimals) {
  constexpr double kWhole = 9007199254740992.0;  // from here on doubles have no fraction
  double power = 1;
  for (int i = 0; i < decimals; ++i) power *= 10;
  const double size = std::fabs(number);
  const double scaled = size * power;
  if (!(scaled < kWhole)) return number;
  // size × power is scaled + rest, exactly.
  const double rest = std::fma(size, power, -scaled);
  double whole = std::floor(scaled);
  if ((scaled - whole - 0.5) + rest >= 0) whole += 1;
  return std::copysign(whole / power, number);
}

std::optional<DoubleRange> Round(DoubleRange a, IntRange decimals) {
  if (decimals.low < 0 || decimals.high > kMostDecimals) return std::nullopt;
  const int fewest = static_cast<int>(decimals.low), most = static_cast<int>(decimals.high);
  DoubleRange range = {RoundHalfUp(a.low, fewest), RoundHalfUp(a.high, fewest)};
  for (int count = fewest + 1; count <= most; ++count) {
    range = Hull(range, DoubleRange{RoundHalfUp(a.low, count), RoundHalfUp(a.high, count)});
  }
  return range;
}

}  // namespace risk::evaluation
