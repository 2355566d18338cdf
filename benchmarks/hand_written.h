// What a careful programmer would write by hand over the generated classes for the rules of
// rules.h: three- valued, with the range of the score, and with every rule of reading a record
// (self-report, partial dates, open lists, values that say nothing). Exact copies of the rules'
// meaning; the benchmark checks it.
#ifndef BENCHMARKS_HAND_WRITTEN_H_
#define BENCHMARKS_HAND_WRITTEN_H_

#include <cstdint>

#include "benchmarks/rules.h"
#include "risk/v1/case.pb.h"

namespace benchmarks {

enum Tri : uint8_t { kNo, kYes, kUnknown };

struct Score {
  Tri fired[kRuleCount];
  int low = 0;
  int high = 0;
};

// Days derived from the date of assessment, once for many cases.
struct Thresholds {
  explicit Thresholds(int64_t assessed_on);
  int64_t assessed_on;
  int64_t ten_years_ago, five_years_ago, two_years_ago;
  int64_t months_24_ago, months_12_ago, months_6_ago;
  int64_t days_60_ago;
};

void Evaluate(const risk::v1::Case& record, const Thresholds& days, Score* score);

}  // namespace benchmarks

#endif  // BENCHMARKS_HAND_WRITTEN_H_
