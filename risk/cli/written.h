// The values of options as they were written, and what goes together.
#ifndef RISK_CLI_WRITTEN_H_
#define RISK_CLI_WRITTEN_H_

#include <optional>
#include <string>

#include "risk/cli/arguments.h"

namespace risk::cli {

// `arguments` holds what needs no check; the rest is taken over into it.
struct Written {
  Arguments arguments;
  std::string rules;
  std::string assessed_on;
  std::string known_on;
  std::string compared_on;
  std::string format = "text";
  std::string fields;
  std::string detail;
};

// Takes over the dates; what is wrong if one does not exist.
std::optional<std::string> TakeDates(Written& written);

// Takes over everything else; what is wrong if a value is, or if two options do not go together.
std::optional<std::string> TakeOver(Written& written);

}  // namespace risk::cli

#endif  // RISK_CLI_WRITTEN_H_
