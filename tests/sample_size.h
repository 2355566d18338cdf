// How many random cases a test tries: all of them, except where a sanitizer makes each ten times
// as slow.
#ifndef RISK_TESTS_SAMPLE_SIZE_H_
#define RISK_TESTS_SAMPLE_SIZE_H_

#include <cstdint>
#include <cstdlib>

#include "absl/strings/numbers.h"

namespace risk {

// `full`, or the share of it that the environment variable RISK_SAMPLE_PERCENT asks for (1 to 100;
// .bazelrc sets it for sanitized builds only). At least 1.
inline uint64_t SampleSize(uint64_t full) {
  const char* text = std::getenv("RISK_SAMPLE_PERCENT");
  uint64_t percent = 100;
  if (text == nullptr || !absl::SimpleAtoi(text, &percent) || percent == 0 || percent > 100) {
    return full;
  }
  return full * percent / 100 + (full * percent < 100 ? 1 : 0);
}

}  // namespace risk

#endif  // RISK_TESTS_SAMPLE_SIZE_H_
