// Parameters, tables and calendars.
#ifndef RISK_EDITION_VALUES_H_
#define RISK_EDITION_VALUES_H_

#include <optional>

#include "risk/edition/edition_builder.h"
#include "risk/expression/ast.h"

namespace risk::edition {

// Reports mixed-kinds, period-overlap, period-gap and bad-date.
const RuleLoader& Parameters();

// Reports duplicate-row and bad-number.
const RuleLoader& Tables();

// Reports second-calendar, bad-date, outside-calendar and duplicate-holiday.
const RuleLoader& Calendars();

// The days of a date or of a period; a partial date is its first to its last day. Reports bad-date
// and returns nothing if a date does not exist, or is partial where it must be full, or a period
// ends before it begins. `at` is the date or the period.
std::optional<expression::Days> DaysOf(EditionBuilder& builder, const At& at, const v1::Date& date,
                                       bool must_be_full);
std::optional<expression::Days> DaysOf(EditionBuilder& builder, const At& at,
                                       const v1::Period& period);

}  // namespace risk::edition

#endif  // RISK_EDITION_VALUES_H_
