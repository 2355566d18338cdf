#include "risk/expression/op.h"

#include <cstddef>

namespace risk::expression {
namespace {

constexpr const char* kNames[] = {
    "",
    "&&",
    "||",
    "!",
    "?:",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "in",
    "+",
    "-",
    "*",
    "/",
    "%",
    "-",
    "[]",
    "size",
    "bool",
    "int",
    "uint",
    "double",
    "string",
    "bytes",
    "timestamp",
    "duration",
    "dyn",
    "contains",
    "startsWith",
    "endsWith",
    "upperAscii",
    "is_digits",
    "join",
    "getFullYear",
    "getMonth",
    "getDate",
    "getDayOfMonth",
    "getDayOfWeek",
    "getDayOfYear",
    "getHours",
    "getMinutes",
    "getSeconds",
    "getMilliseconds",
    "date",
    "days_between",
    "months_between",
    "years_between",
    "add_days",
    "add_months",
    "add_years",
    "add_working_days",
    "working_days_between",
    "earliest",
    "latest",
    "sum",
    "least",
    "greatest", "ln", "exp", "round",
    "lookup",
    "occasions",
    "known",
    "certainly",
    "recorded",
    "complete",
};
static_assert(sizeof(kNames) / sizeof(kNames[0]) == static_cast<size_t>(Op::kComplete) + 1,
              "one name for each operation, in the order of the enum");

}  // namespace

absl::string_view OpName(Op op) { return kNames[static_cast<size_t>(op)]; }

}  // namespace risk::expression
