// A Date's parts as a slot: DaysOfParts with a short way for the common full date.
#ifndef RISK_EVALUATION_INPUT_DATE_SLOT_H_
#define RISK_EVALUATION_INPUT_DATE_SLOT_H_

#include <cstdint>
#include <optional>

#include "risk/evaluation/value/date_arithmetic.h"
#include "risk/evaluation/input/slot.h"

namespace risk::evaluation {

// Which parts are there: bit 0 the year, bit 1 the month, bit 2 the day. Others must be 0.
struct DateParts {
  int32_t year = 0;
  int32_t month = 0;
  int32_t day = 0;
  uint32_t present = 0;
};

inline Slot SlotOf(const DateParts& parts) {
  // Every month has the days 1 to 28. An absent date takes the same way, not to be mispredicted.
  const bool is_full = (parts.present == 7) & (static_cast<uint32_t>(parts.year - 1) < 9999) &
                       (static_cast<uint32_t>(parts.month - 1) < 12) &
                       (static_cast<uint32_t>(parts.day - 1) < 28);
  if (is_full | (parts.present == 0)) {
    const uint32_t is_early = parts.month <= 2;
    const uint32_t year = static_cast<uint32_t>(parts.year) - is_early;
    const uint32_t month = static_cast<uint32_t>(parts.month) + 12 * is_early - 3;
    const uint32_t days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 +
                          static_cast<uint32_t>(parts.day) - 1;
    const int64_t day = int64_t{days} - 719468;
    return {is_full ? day : kAnyDay.first, is_full ? day : kAnyDay.last};
  }
  std::optional<int> year, month, day;
  if (parts.present & 1) year = parts.year;
  if (parts.present & 2) month = parts.month;
  if (parts.present & 4) day = parts.day;
  const Days days = DaysOfParts(year, month, day);
  return {days.first, days.last};
}

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_INPUT_DATE_SLOT_H_
