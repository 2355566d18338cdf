#include "risk/evaluation/plan/totals.h"

#include <algorithm>
#include <cmath>

namespace risk::evaluation {
namespace {

constexpr DoubleRange kZero = {0, 0};
// Whole numbers in a range are tried one by one up to so many.
constexpr double kMostWhole = 1024;

DoubleRange PolynomialAt(const std::vector<double>& factors, double x) {
  double sum = 0, power = x;
  for (size_t k = 0; k < factors.size(); ++k) {
    if (k > 0) power *= x;
    sum += factors[k] * power;
  }
  return {sum, sum};
}

// Contains every value; wider than need be.
DoubleRange PolynomialOf(const std::vector<double>& factors, DoubleRange x) {
  DoubleRange sum = kZero, power = x;
  for (size_t k = 0; k < factors.size(); ++k) {
    if (k > 0) {
      power = Multiply(power, x);
      // An even power is never negative, which the product of ranges cannot see.
      if (k % 2 == 1) power.low = std::max(power.low, 0.0);
    }
    sum = Add(sum, Multiply({factors[k], factors[k]}, power));
  }
  return sum;
}

}  // namespace

DoubleRange PolynomialOf(const InstrumentItem& item, DoubleRange value) {
  if (value.low == value.high) return PolynomialAt(item.polynomial, value.low);
  if (!item.is_whole || !(value.high - value.low <= kMostWhole)) {
    return PolynomialOf(item.polynomial, value);
  }
  DoubleRange range = PolynomialAt(item.polynomial, value.low);
  for (double whole = value.low + 1; whole <= value.high; ++whole) {
    range = Hull(range, PolynomialAt(item.polynomial, whole));
  }
  return range;
}

DoubleRange Finished(const InstrumentSpec& spec, DoubleRange total) {
  if (spec.scale != 1) total = Multiply(total, {spec.scale, spec.scale});
  if (spec.decimals >= 0) {
    total = {RoundHalfUp(total.low, spec.decimals), RoundHalfUp(total.high, spec.decimals)};
  }
  return {std::min(total.low, spec.at_most), std::min(total.high, spec.at_most)};
}

bool TotalRange::AddToFirstOrHighest(bool is_certain, DoubleRange contribution) {
  possible_ = has_possible_ ? Hull(possible_, contribution) : contribution;
  has_possible_ = true;
  if (combine_ == Combine::kLookup) {
    has_certain_ = is_certain;
    return !is_certain;
  }
  if (is_certain) certain_ = has_certain_ ? Greatest(certain_, contribution) : contribution;
  has_certain_ |= is_certain;
  return true;
}

DoubleRange TotalRange::Total() const {
  switch (combine_) {
    case Combine::kCount:
    case Combine::kSum:
      return total_;
    case Combine::kLogistic:
      return {1 / (1 + std::exp(-total_.low)),
              1 / (1 + (total_.high == total_.low ? std::exp(-total_.low) : std::exp(-total_.high)))};
    case Combine::kHighest:
      if (!has_possible_) return total_;
      if (!has_certain_) return Hull(total_, possible_);
      return {certain_.low, std::max(certain_.high, possible_.high)};
    case Combine::kLookup:
      if (!has_possible_) return total_;
      return has_certain_ ? possible_ : Hull(total_, possible_);
  }
  return total_;
}

}  // namespace risk::evaluation
