#include "risk/evaluation/value/calendar.h"

#include <algorithm>
#include <cstddef>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "risk/schema/date.h"

namespace risk::evaluation {
namespace {

constexpr int64_t kMostDays = 200 * 366;

// The day of a full date; nothing for a partial one or one that does not exist.
std::optional<int64_t> FullDay(const v1::Date& date) {
  const std::optional<Days> days = schema::DaysOf(date);
  if (!days.has_value() || days->first != days->last) return std::nullopt;
  return days->first;
}

}  // namespace

absl::StatusOr<Calendar> Calendar::Create(const v1::Calendar& calendar) {
  std::optional<int64_t> first = FullDay(calendar.covers().from());
  std::optional<int64_t> last = FullDay(calendar.covers().to());
  if (!first.has_value() || !last.has_value()) {
    return absl::InvalidArgumentError("the period that a calendar covers needs two full dates");
  }
  if (*first > *last || *last - *first > kMostDays) {
    return absl::InvalidArgumentError(
        "the period that a calendar covers must not be empty or longer than 200 years");
  }
  Calendar result;
  result.covers_ = {*first, *last};
  absl::flat_hash_set<int64_t> holidays;
  for (const v1::Date& holiday : calendar.holiday()) {
    std::optional<int64_t> day = FullDay(holiday);
    if (!day.has_value() || !result.IsCovered(*day)) {
      return absl::InvalidArgumentError(
          absl::StrCat("holiday ", holidays.size() + 1,
                       " of a calendar is not a full date inside the period covered"));
    }
    holidays.insert(*day);
  }
  for (int64_t day = *first; day <= *last; ++day) {
    int weekday = Weekday(day);
    if (weekday != 0 && weekday != 6 && !holidays.contains(day))
      result.working_days_.push_back(day);
  }
  return result;
}

bool Calendar::IsWorkingDay(int64_t day) const {
  return std::binary_search(working_days_.begin(), working_days_.end(), day);
}

int64_t Calendar::CountUpTo(int64_t day) const {
  return std::upper_bound(working_days_.begin(), working_days_.end(), day) - working_days_.begin();
}

std::optional<int64_t> Calendar::AddWorkingDays(int64_t day, int64_t count) const {
  if (!IsCovered(day)) return std::nullopt;
  if (count == 0) return day;
  int64_t total = static_cast<int64_t>(working_days_.size());
  if (count > total || count < -total) return std::nullopt;
  int64_t index = count > 0 ? CountUpTo(day) + count - 1 : CountUpTo(day - 1) + count;
  if (index < 0 || index >= total) return std::nullopt;
  return working_days_[static_cast<size_t>(index)];
}

std::optional<int64_t> Calendar::WorkingDaysBetween(int64_t from, int64_t to) const {
  if (!IsCovered(from) || !IsCovered(to)) return std::nullopt;
  if (to < from) return CountUpTo(to - 1) - CountUpTo(from - 1);
  return CountUpTo(to) - CountUpTo(from);
}

std::optional<Days> Calendar::AddWorkingDays(Days days, IntRange count) const {
  days = {std::max(days.first, covers_.first), std::min(days.last, covers_.last)};
  if (days.first > days.last) return std::nullopt;
  std::optional<int64_t> low = AddWorkingDays(days.first, count.low);
  std::optional<int64_t> high = AddWorkingDays(days.last, count.high);
  if (!low.has_value() && count.low >= 0) return std::nullopt;
  if (!high.has_value() && count.high <= 0) return std::nullopt;
  return Days{low.value_or(covers_.first), high.value_or(covers_.last)};
}

std::optional<IntRange> Calendar::WorkingDaysBetween(Days from, Days to) const {
  from = {std::max(from.first, covers_.first), std::min(from.last, covers_.last)};
  to = {std::max(to.first, covers_.first), std::min(to.last, covers_.last)};
  if (from.first > from.last || to.first > to.last) return std::nullopt;
  return IntRange{*WorkingDaysBetween(from.last, to.first),
                  *WorkingDaysBetween(from.first, to.last)};
}

}  // namespace risk::evaluation
