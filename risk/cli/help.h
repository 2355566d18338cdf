// What the commands are called, take and do: one table for parsing, help and suggestions.
#ifndef RISK_CLI_HELP_H_
#define RISK_CLI_HELP_H_

#include <string>
#include <vector>

#include "risk/cli/arguments.h"

namespace risk::cli {

struct OptionHelp {
  std::string name;   // "--edition"
  std::string value;  // "E"; empty for a flag
  std::string text;
};

struct CommandHelp {
  Command command;
  std::string name;
  std::string operand;  // "CASE"
  bool needs_operand;
  bool one_operand;
  std::string summary;  // one line, for the list of commands
  std::vector<std::string> examples;
  std::string text;
  std::vector<OptionHelp> options;
};

const std::vector<CommandHelp>& Commands();

// "assess, validate, check, …"
std::string CommandNames();

std::string GeneralHelp();
std::string HelpFor(const std::string& command);

}  // namespace risk::cli

#endif  // RISK_CLI_HELP_H_
