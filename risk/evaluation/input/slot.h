// The 16-byte value that the compiled path works on.
//
//   bool        {0,0} false  {1,1} true  {0,1} unknown
//   int, enum, date (days since 1970-01-01): the interval [lo, hi]; INT64_MIN and INT64_MAX are no
//   limit double      the interval with the bits of its ends string      address and length;
//   unknown has length -1 list        index of the first row, and 2 × rows + 1 if closed
// An error of any type is {INT64_MAX, INT64_MIN}.
#ifndef RISK_EVALUATION_INPUT_SLOT_H_
#define RISK_EVALUATION_INPUT_SLOT_H_

#include <cstdint>
#include <cstring>
#include <limits>

#include "risk/evaluation/value/truth.h"

namespace risk::evaluation {

struct Slot {
  int64_t lo = 0;
  int64_t hi = 0;
};
inline bool operator==(Slot a, Slot b) { return a.lo == b.lo && a.hi == b.hi; }

constexpr int64_t kNoLow = INT64_MIN;
constexpr int64_t kNoHigh = INT64_MAX;
constexpr Slot kErrorSlot = {INT64_MAX, INT64_MIN};
constexpr Slot kUnknownBool = {0, 1};
constexpr Slot kUnknownInt = {kNoLow, kNoHigh};
constexpr Slot kUnknownText = {0, -1};

inline bool IsError(Slot s) { return s == kErrorSlot; }

inline int64_t DoubleBits(double d) {
  int64_t bits;
  std::memcpy(&bits, &d, sizeof bits);
  return bits;
}
inline double BitsDouble(int64_t bits) {
  double d;
  std::memcpy(&d, &bits, sizeof d);
  return d;
}
inline Slot DoubleSlot(double lo, double hi) { return {DoubleBits(lo), DoubleBits(hi)}; }
inline Slot UnknownDouble() {
  return DoubleSlot(-std::numeric_limits<double>::infinity(),
                    std::numeric_limits<double>::infinity());
}

// {0,0}, {1,1} and {0,1} to kFalse, kTrue and kUnknown without a branch.
static_assert(static_cast<int>(Truth::kFalse) == 0 && static_cast<int>(Truth::kTrue) == 1 &&
                  static_cast<int>(Truth::kUnknown) == 2,
              "TruthOf and SlotOf calculate with the numbers");
inline Truth TruthOf(Slot s) {
  if (s.lo > s.hi) return Truth::kError;
  return static_cast<Truth>(s.lo + 2 * (s.hi - s.lo));
}
inline Slot SlotOf(Truth t) {
  if (t == Truth::kError) return kErrorSlot;
  return {t == Truth::kTrue, t != Truth::kFalse};
}

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_INPUT_SLOT_H_
