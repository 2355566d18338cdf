// Ranges: every operation on every pair of small ranges holds every result, and no more ends than
// it must.
#include "risk/evaluation/value/interval.h"

#include <cmath>
#include <limits>
#include <vector>

#include "gtest/gtest.h"

namespace risk::evaluation {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

enum class Operation { kAdd, kSubtract, kMultiply, kDivide, kModulo };
constexpr Operation kOperations[] = {Operation::kAdd, Operation::kSubtract, Operation::kMultiply,
                                     Operation::kDivide, Operation::kModulo};

template <typename Range>
std::optional<Range> Apply(Operation operation, Range a, Range b) {
  switch (operation) {
    case Operation::kAdd:
      return Add(a, b);
    case Operation::kSubtract:
      return Subtract(a, b);
    case Operation::kMultiply:
      return Multiply(a, b);
    case Operation::kDivide:
      return Divide(a, b);
    default:
      return Modulo(a, b);
  }
}

// All ranges between the given numbers.
template <typename Range, typename T>
std::vector<Range> Ranges(const std::vector<T>& ends) {
  std::vector<Range> ranges;
  for (size_t i = 0; i < ends.size(); ++i) {
    for (size_t j = i; j < ends.size(); ++j) ranges.push_back({ends[i], ends[j]});
  }
  return ranges;
}

// Checks an operation on ranges against the same on each pair of their members among `members`.
template <typename Range, typename T>
void CheckAll(const std::vector<T>& members) {
  for (Operation operation : kOperations) {
    for (Range a : Ranges<Range>(members)) {
      for (Range b : Ranges<Range>(members)) {
        std::optional<Range> result = Apply(operation, a, b);
        std::optional<Range> hull;
        for (T x : members) {
          for (T y : members) {
            if (x < a.low || x > a.high || y < b.low || y > b.high) continue;
            std::optional<Range> one = Apply(operation, Range{x, x}, Range{y, y});
            if (!one.has_value()) continue;
            ASSERT_EQ(one->low, one->high);
            hull = hull.has_value() ? Hull(*hull, *one) : *one;
          }
        }
        if (!hull.has_value()) continue;
        ASSERT_TRUE(result.has_value());
        ASSERT_LE(result->low, hull->low);
        ASSERT_GE(result->high, hull->high);
      }
    }
  }
}

TEST(IntervalTest, IntsHoldEveryResult) {
  CheckAll<IntRange, int64_t>(
      {INT64_MIN, INT64_MIN + 1, -3, -1, 0, 1, 2, 7, INT64_MAX - 1, INT64_MAX});
}

TEST(IntervalTest, UintsHoldEveryResult) {
  CheckAll<UintRange, uint64_t>(
      {0, 1, 2, 3, 7, uint64_t{1} << 32, uint64_t{1} << 63, UINT64_MAX - 1, UINT64_MAX});
}

// On all members of small ranges the result is the hull itself; only remainders may be wider.
TEST(IntervalTest, SmallIntsAreTight) {
  std::vector<int64_t> members = {-4, -3, -2, -1, 0, 1, 2, 3, 4};
  for (Operation operation : kOperations) {
    if (operation == Operation::kModulo) continue;
    for (IntRange a : Ranges<IntRange>(members)) {
      for (IntRange b : Ranges<IntRange>(members)) {
        std::optional<IntRange> hull;
        for (int64_t x = a.low; x <= a.high; ++x) {
          for (int64_t y = b.low; y <= b.high; ++y) {
            std::optional<IntRange> one = Apply(operation, IntRange{x, x}, IntRange{y, y});
            if (one.has_value()) hull = hull.has_value() ? Hull(*hull, *one) : *one;
          }
        }
        ASSERT_EQ(Apply(operation, a, b), hull);
      }
    }
  }
}

struct IntCase {
  Operation operation;
  IntRange a, b;
  std::optional<IntRange> expected;
};
class IntTest : public testing::TestWithParam<IntCase> {};

TEST_P(IntTest, Gives) {
  EXPECT_EQ(Apply(GetParam().operation, GetParam().a, GetParam().b), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Table, IntTest,
    testing::Values(IntCase{Operation::kAdd, {1, 2}, {3, 5}, IntRange{4, 7}},
                    IntCase{Operation::kAdd, kAnyInt, {1, 1}, IntRange{INT64_MIN + 1, INT64_MAX}},
                    IntCase{Operation::kAdd, {INT64_MAX, INT64_MAX}, {1, 2}, std::nullopt},
                    IntCase{Operation::kSubtract, {0, 0}, kAnyInt, IntRange{-INT64_MAX, INT64_MAX}},
                    IntCase{Operation::kMultiply, {-2, 3}, {-5, 4}, IntRange{-15, 12}},
                    IntCase{Operation::kMultiply, kAnyInt, {0, 0}, IntRange{0, 0}},
                    IntCase{Operation::kDivide, {7, 7}, {0, 0}, std::nullopt},
                    IntCase{Operation::kDivide, {7, 7}, {0, 2}, IntRange{3, 7}},
                    IntCase{Operation::kDivide, {-7, 7}, {2, 2}, IntRange{-3, 3}},
                    IntCase{Operation::kDivide, {INT64_MIN, INT64_MIN}, {-1, -1}, std::nullopt},
                    IntCase{Operation::kModulo, {-7, -7}, {3, 3}, IntRange{-1, -1}},
                    IntCase{Operation::kModulo, {0, 100}, {1, 5}, IntRange{0, 4}},
                    IntCase{Operation::kModulo, {INT64_MIN, INT64_MIN}, {-1, -1}, std::nullopt},
                    IntCase{Operation::kModulo, {1, 1}, {0, 0}, std::nullopt}));

TEST(IntervalTest, DoublesHoldEveryResult) {
  const std::vector<double> members = {-kInfinity, -1e308, -2.5, -1,    -0.0,     0.0,
                                       1e-300,     1,      3,    1e308, kInfinity};
  for (Operation operation : kOperations) {
    if (operation == Operation::kModulo) continue;
    auto apply = [operation](DoubleRange a, DoubleRange b) {
      if (operation == Operation::kAdd) return Add(a, b);
      if (operation == Operation::kSubtract) return Subtract(a, b);
      return operation == Operation::kMultiply ? Multiply(a, b) : Divide(a, b);
    };
    for (DoubleRange a : Ranges<DoubleRange>(members)) {
      for (DoubleRange b : Ranges<DoubleRange>(members)) {
        DoubleRange result = apply(a, b);
        for (double x : members) {
          for (double y : members) {
            if (IsBelow(x, a.low) || IsBelow(a.high, x)) continue;
            if (IsBelow(y, b.low) || IsBelow(b.high, y)) continue;
            double one = apply({x, x}, {y, y}).low;
            if (std::isnan(one)) {
              ASSERT_TRUE(MayBeNan(result) || std::isnan(result.low));
            } else if (!std::isnan(result.low)) {
              ASSERT_TRUE(result.low <= one && one <= result.high);
            }
          }
        }
      }
    }
  }
}

TEST(IntervalTest, Comparisons) {
  EXPECT_EQ(Less(IntRange{1, 2}, IntRange{3, 3}), Truth::kTrue);
  EXPECT_EQ(Less(IntRange{1, 3}, IntRange{3, 3}), Truth::kUnknown);
  EXPECT_EQ(Less(IntRange{3, 4}, IntRange{1, 3}), Truth::kFalse);
  EXPECT_EQ(LessOrEqual(IntRange{1, 3}, IntRange{3, 4}), Truth::kTrue);
  EXPECT_EQ(LessOrEqual(IntRange{4, 5}, IntRange{3, 3}), Truth::kFalse);
  EXPECT_EQ(LessOrEqual(IntRange{1, 4}, IntRange{3, 3}), Truth::kUnknown);
  EXPECT_EQ(Equal(IntRange{3, 3}, IntRange{3, 3}), Truth::kTrue);
  EXPECT_EQ(Equal(IntRange{3, 4}, IntRange{3, 3}), Truth::kUnknown);
  EXPECT_EQ(Equal(IntRange{4, 5}, IntRange{3, 3}), Truth::kFalse);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(Less(DoubleRange{nan, nan}, DoubleRange{0, 1}), Truth::kFalse);
  EXPECT_EQ(Equal(DoubleRange{nan, nan}, DoubleRange{nan, nan}), Truth::kFalse);
  EXPECT_EQ(LessOrEqual(kAnyDouble, DoubleRange{kInfinity, kInfinity}), Truth::kUnknown);
  EXPECT_EQ(Least(DoubleRange{nan, nan}, DoubleRange{1, 2}), (DoubleRange{1, 2}));
  EXPECT_EQ(Greatest(IntRange{1, 5}, IntRange{3, 4}), (IntRange{3, 5}));
}

TEST(Round, IsHalfUpOfTheExactValue) {
  EXPECT_EQ(RoundHalfUp(0.125, 2), 0.13);    // a tie
  EXPECT_EQ(RoundHalfUp(-0.125, 2), -0.13);  // away from zero
  EXPECT_EQ(RoundHalfUp(1.005, 2), 1.0);     // the double is a little less
  EXPECT_EQ(RoundHalfUp(2.675, 2), 2.67);
  EXPECT_EQ(RoundHalfUp(0.285, 2), 0.28);    // 0.284999…, although times 100 is 28.5
  EXPECT_EQ(RoundHalfUp(99.995, 2), 100.0);  // 99.99500000000000455
  EXPECT_EQ(RoundHalfUp(2.5, 0), 3.0);
  EXPECT_EQ(RoundHalfUp(0.49999999999999994, 0), 0.0);
  EXPECT_EQ(RoundHalfUp(1e300, 2), 1e300);
  EXPECT_EQ(Round(DoubleRange{0.114, 0.125}, IntRange{1, 2}), (DoubleRange{0.1, 0.13}));
  EXPECT_EQ(Round(DoubleRange{1, 1}, IntRange{0, 16}), std::nullopt);
  EXPECT_EQ(Round(DoubleRange{1, 1}, IntRange{-1, 2}), std::nullopt);
}

TEST(Ln, OfNothingAboveZeroIsNothing) {
  EXPECT_EQ(Ln(DoubleRange{-1, 0}), std::nullopt);
  EXPECT_EQ(Ln(DoubleRange{0, 1}), (DoubleRange{-kInfinity, 0}));
  EXPECT_EQ(Exp(DoubleRange{-kInfinity, 0}), (DoubleRange{0, 1}));
}

}  // namespace
}  // namespace risk::evaluation
