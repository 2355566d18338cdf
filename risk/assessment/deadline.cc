#include "risk/assessment/deadline.h"

#include <cstdint>
#include <variant>

#include "absl/status/status.h"
#include "risk/evaluation/value/calendar.h"
#include "risk/evaluation/value/date_arithmetic.h"
#include "risk/schema/date.h"

namespace risk::assessment {

absl::StatusOr<std::optional<v1::Date>> DueDate(const edition::Deadline& deadline,
                                                const RuleRow& row,
                                                CaseEvaluation& evaluation) {
  if (deadline.text == nullptr) return std::nullopt;
  int64_t from = evaluation.assessed_on();
  if (deadline.after.has_value()) {
    const evaluation::Value after = evaluation.Evaluate(deadline.after, &row);
    if (!after.Is(evaluation::ValueKind::kDate)) return std::nullopt;
    from = after.days().first;
    if (from < evaluation::kEarliestDay) return std::nullopt;
  }
  int64_t count = deadline.days;
  if (deadline.parameter >= 0) {
    const expression::Constant* value =
        evaluation.edition().parameters()[deadline.parameter].On(evaluation.assessed_on());
    const int64_t* days = value == nullptr ? nullptr : std::get_if<int64_t>(value);
    if (days == nullptr) return absl::OutOfRangeError("the deadline has no number of days");
    count = *days;
  }
  std::optional<int64_t> due;
  if (!deadline.in_working_days) {
    due = evaluation::AddDays(from, count);
  } else if (evaluation.edition().calendar() != nullptr) {
    due = evaluation.edition().calendar()->AddWorkingDays(from, count);
  }
  if (!due.has_value()) {
    return absl::OutOfRangeError("the deadline lies outside the calendar of the edition");
  }
  return std::optional<v1::Date>(schema::DateOfDay(*due));
}

}  // namespace risk::assessment
