// Arithmetic on ranges of numbers, sound: the result contains every value that operands inside
// their ranges can give, save those that end in an error.
//
// Ranges include both ends. The whole range of a whole-number type stands for "not limited"; there
// is no infinity among whole numbers, because a value beyond the type is an overflow error.
//
// Errors: std::nullopt if every choice of operands overflows or divides by zero.
#ifndef RISK_EVALUATION_VALUE_INTERVAL_H_
#define RISK_EVALUATION_VALUE_INTERVAL_H_

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <type_traits>

#include "risk/evaluation/value/truth.h"

namespace risk::evaluation {

template <typename T>
struct NumberRange {
  T low{};
  T high{};
  // One number. A NaN is one too; zeros of both signs are two, since dividing by them differs.
  bool is_definite() const {
    if constexpr (std::is_floating_point_v<T>) {
      return low != low || (low == high && std::signbit(low) == std::signbit(high));
    }
    return low == high;
  }
};
template <typename T>
bool operator==(NumberRange<T> a, NumberRange<T> b) {
  return a.low == b.low && a.high == b.high;
}

using IntRange = NumberRange<int64_t>;
using UintRange = NumberRange<uint64_t>;
// A definite NaN has both ends NaN. A range that may hold NaN is kAnyDouble, and every comparison
// with that one is undecided.
using DoubleRange = NumberRange<double>;

inline constexpr IntRange kAnyInt = {INT64_MIN, INT64_MAX};
inline constexpr UintRange kAnyUint = {0, UINT64_MAX};
inline constexpr DoubleRange kAnyDouble = {-std::numeric_limits<double>::infinity(),
                                           std::numeric_limits<double>::infinity()};

std::optional<IntRange> AddOutside(IntRange a, IntRange b);
inline std::optional<IntRange> Add(IntRange a, IntRange b) {
  IntRange sum;
  const bool overflows = __builtin_add_overflow(a.low, b.low, &sum.low) ||
                         __builtin_add_overflow(a.high, b.high, &sum.high);
  return overflows ? AddOutside(a, b) : sum;
}
std::optional<IntRange> SubtractOutside(IntRange a, IntRange b);
inline std::optional<IntRange> Subtract(IntRange a, IntRange b) {
  IntRange difference;
  const bool overflows = __builtin_sub_overflow(a.low, b.high, &difference.low) ||
                         __builtin_sub_overflow(a.high, b.low, &difference.high);
  return overflows ? SubtractOutside(a, b) : difference;
}
std::optional<IntRange> Multiply(IntRange a, IntRange b);
std::optional<IntRange> Divide(IntRange a, IntRange b);  // towards zero
std::optional<IntRange> Modulo(IntRange a, IntRange b);  // has the sign of `a`
std::optional<IntRange> Negate(IntRange a);

std::optional<UintRange> Add(UintRange a, UintRange b);
std::optional<UintRange> Subtract(UintRange a, UintRange b);
std::optional<UintRange> Multiply(UintRange a, UintRange b);
std::optional<UintRange> Divide(UintRange a, UintRange b);
std::optional<UintRange> Modulo(UintRange a, UintRange b);

// IEEE: division by zero is an infinity or NaN, never an error.
inline DoubleRange Add(DoubleRange a, DoubleRange b) {
  const DoubleRange sum = {a.low + b.low, a.high + b.high};
  // Only infinities of both signs, or a NaN, give a NaN.
  if (sum.low == sum.low && sum.high == sum.high) return sum;
  return a.is_definite() && b.is_definite() ? sum : kAnyDouble;
}
inline DoubleRange Negate(DoubleRange a) { return {-a.high, -a.low}; }
inline DoubleRange Subtract(DoubleRange a, DoubleRange b) { return Add(a, Negate(b)); }
DoubleRange MultiplyUndecided(DoubleRange a, DoubleRange b);
inline DoubleRange Multiply(DoubleRange a, DoubleRange b) {
  if (!a.is_definite() || !b.is_definite()) return MultiplyUndecided(a, b);
  return {a.low * b.low, a.low * b.low};
}
DoubleRange Divide(DoubleRange a, DoubleRange b);
// Without the fraction; nothing if no value in `a` is an int then.
std::optional<IntRange> ToInt(DoubleRange a);
DoubleRange Exp(DoubleRange a);
// Nothing if no value in `a` has a logarithm, that is, none is above 0.
std::optional<DoubleRange> Ln(DoubleRange a);

// The decimal number with so many decimals that is nearest to the exact value of `number`, half away
// from zero: 0.125 with 2 is 0.13, 1.005, which is a little less, 1.0. `decimals` from 0 to 15.
double RoundHalfUp(double number, int decimals);
constexpr int kMostDecimals = 15;
// Of a number in `a`; nothing unless there are 0 to 15 decimals.
std::optional<DoubleRange> Round(DoubleRange a, IntRange decimals);

// The ends as doubles, rounded to nearest as each value between them would be.
inline DoubleRange ToDouble(IntRange a) {
  return {static_cast<double>(a.low), static_cast<double>(a.high)};
}
DoubleRange ToDouble(UintRange a);
// The same as part of a total: an end that nothing limits is infinite.
inline DoubleRange AsTotal(IntRange a) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const DoubleRange ends = ToDouble(a);
  return {a.low == std::numeric_limits<int64_t>::min() ? -kInfinity : ends.low,
          a.high == std::numeric_limits<int64_t>::max() ? kInfinity : ends.high};
}

// Whether a < b, a <= b, a == b. NaN is neither less than, nor equal to anything.
template <typename T>
bool MayBeNan(NumberRange<T> a) {
  if constexpr (std::numeric_limits<T>::has_infinity) {
    constexpr T kInfinity = std::numeric_limits<T>::infinity();
    return a.low == -kInfinity && a.high == kInfinity;
  }
  return false;
}
template <typename T>
Truth Less(NumberRange<T> a, NumberRange<T> b) {
  if (MayBeNan(a) || MayBeNan(b)) return Truth::kUnknown;
  if (a.high < b.low) return Truth::kTrue;
  return a.low < b.high ? Truth::kUnknown : Truth::kFalse;
}
template <typename T>
Truth LessOrEqual(NumberRange<T> a, NumberRange<T> b) {
  if (MayBeNan(a) || MayBeNan(b)) return Truth::kUnknown;
  if (a.high <= b.low) return Truth::kTrue;
  return a.low <= b.high ? Truth::kUnknown : Truth::kFalse;
}
template <typename T>
Truth Equal(NumberRange<T> a, NumberRange<T> b) {
  if (MayBeNan(a) || MayBeNan(b)) return Truth::kUnknown;
  if (!(a.high >= b.low && b.high >= a.low)) return Truth::kFalse;
  return a.low == a.high && b.low == b.high ? Truth::kTrue : Truth::kUnknown;
}

// Like a < b, with -0.0 before 0.0: a range that holds both must not pass for one of them, since
// dividing by them gives opposite infinities.
template <typename T>
bool IsBelow(T a, T b) {
  if constexpr (std::is_floating_point_v<T>) {
    if (a == b) return std::signbit(a) && !std::signbit(b);
  }
  return a < b;
}
// The smallest range that contains both.
template <typename T>
NumberRange<T> Hull(NumberRange<T> a, NumberRange<T> b) {
  return {IsBelow(b.low, a.low) ? b.low : a.low, IsBelow(a.high, b.high) ? b.high : a.high};
}
// Of the lesser (greater) of a value in `a` and one in `b`; a NaN gives way to a number.
template <typename T>
NumberRange<T> Least(NumberRange<T> a, NumberRange<T> b) {
  if (a.low != a.low) return b;
  return {IsBelow(b.low, a.low) ? b.low : a.low, IsBelow(b.high, a.high) ? b.high : a.high};
}
template <typename T>
NumberRange<T> Greatest(NumberRange<T> a, NumberRange<T> b) {
  if (a.low != a.low) return b;
  return {IsBelow(a.low, b.low) ? b.low : a.low, IsBelow(a.high, b.high) ? b.high : a.high};
}

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_VALUE_INTERVAL_H_
