// Rounding as one does it on paper, to hold the fast way against.
#ifndef TESTS_EVALUATION_ROUND_BY_DIGITS_H_
#define TESTS_EVALUATION_ROUND_BY_DIGITS_H_

#include <cmath>
#include <cstddef>
#include <cstdio>
#include <string>

namespace risk::test {

// Half away from zero, by the decimal digits of the exact value, of which a double has at most 1,074.
// From 1e15 on the number itself.
inline double RoundByDigits(double number, size_t decimals) {
  if (!(std::fabs(number) < 1e15)) return number;
  char digits[1200];
  std::snprintf(digits, sizeof digits, "%.1080f", std::fabs(number));
  const std::string text = digits;
  const size_t end = text.find('.') + 1 + decimals;
  std::string kept = text.substr(0, decimals == 0 ? end - 1 : end);
  if (text[end] >= '5') {
    size_t at = kept.size();
    bool carries = true;
    while (carries && at-- > 0) {
      if (kept[at] == '.') continue;
      carries = kept[at] == '9';
      kept[at] = carries ? '0' : static_cast<char>(kept[at] + 1);
    }
    if (carries) kept.insert(0, "1");
  }
  return std::copysign(std::stod(kept), number);
}

}  // namespace risk::test

#endif  // TESTS_EVALUATION_ROUND_BY_DIGITS_H_
