// Working days: Monday to Friday, except the holidays of an edition's calendar.
//
//   absl::StatusOr<Calendar> calendar = Calendar::Create(proto);
//   std::optional<int64_t> due = calendar->AddWorkingDays(asked_on, 10);
//
// The day that is counted from is never counted; the day that is counted to is. So ten working days
// after a Monday without holidays is the Monday two weeks later, and the same whichever day of the
// weekend before it one starts from.
//
// Errors: std::nullopt if a day, or the result, lies outside the period that the calendar covers.
// For ranges only the part inside counts, and std::nullopt means that no choice of days gives a
// result.
#ifndef RISK_EVALUATION_VALUE_CALENDAR_H_
#define RISK_EVALUATION_VALUE_CALENDAR_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "risk/evaluation/value/date_arithmetic.h"
#include "risk/evaluation/value/interval.h"
#include "risk/v1/edition.pb.h"

namespace risk::evaluation {

// Immutable; may be shared between threads.
class Calendar {
 public:
  // Errors: kInvalidArgument if `covers` lacks an end, its ends are not full dates in order, it is
  // longer than
  //   200 years, or a holiday is not a full date inside it.
  static absl::StatusOr<Calendar> Create(const v1::Calendar& calendar);

  // First and last day covered, both included.
  Days covers() const { return covers_; }
  // `day` must be covered.
  bool IsWorkingDay(int64_t day) const;

  // The `count`-th working day after `day`; before it if `count` is negative; `day` itself, working
  // day or not, if it is 0. Cost: logarithmic.
  std::optional<int64_t> AddWorkingDays(int64_t day, int64_t count) const;

  // The number of working days after `from` up to and including `to`. If `to` is before `from`,
  // minus the number of working days from `to` (included) to before `from`. Cost: logarithmic.
  std::optional<int64_t> WorkingDaysBetween(int64_t from, int64_t to) const;

  // The same on ranges.
  std::optional<Days> AddWorkingDays(Days days, IntRange count) const;
  std::optional<IntRange> WorkingDaysBetween(Days from, Days to) const;

 private:
  Calendar() = default;
  bool IsCovered(int64_t day) const { return covers_.first <= day && day <= covers_.last; }
  // Number of working days that are covered and not after `day`.
  int64_t CountUpTo(int64_t day) const;

  Days covers_;
  std::vector<int64_t> working_days_;  // ascending
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_VALUE_CALENDAR_H_
