// Calendar days written as text.
#ifndef RISK_EXPRESSION_DAYS_H_
#define RISK_EXPRESSION_DAYS_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "risk/expression/ast.h"

namespace risk::expression {

// Reads "2021-06-03", "2021-06" (the whole month) or "2021" (the whole year); years 0001 to 9999 of
// the proleptic Gregorian calendar. Nothing if the text is anything else or the day does not exist.
std::optional<Days> ParseDays(absl::string_view text);

}  // namespace risk::expression

#endif  // RISK_EXPRESSION_DAYS_H_
