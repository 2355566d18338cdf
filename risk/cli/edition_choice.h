// Which edition a command works with.
#ifndef RISK_CLI_EDITION_CHOICE_H_
#define RISK_CLI_EDITION_CHOICE_H_

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "risk/assessor.h"
#include "risk/cli/output.h"
#include "risk/edition/edition.h"
#include "risk/v1/date.pb.h"

namespace risk::cli {

// Loads editions as they are needed and keeps them. Says on `err` why one cannot be used, once.
class EditionChoice {
 public:
  explicit EditionChoice(Output* err) : err_(err) {}

  struct Loaded {
    std::optional<Assessor> assessor;  // none if the edition cannot be used
    int exit_code = kFine;
  };

  // The edition called `name` (an id, id@version or folder). An id stands for its newest version in
  // force on `date`, and an empty name for the only edition there is.
  const Loaded& For(const std::string& name, const v1::Date& date);

 private:
  Loaded Load(const std::string& name);

  Output* err_;
  std::map<std::string, Loaded> loaded_;
};

// The exit code for the problems of an edition that was to be loaded.
int ExitCodeFor(const EditionResult& result);

// "from 1 June 2026", "1 June 2025 to 31 May 2026", "always".
std::string PeriodWord(const v1::Period& period);

}  // namespace risk::cli

#endif  // RISK_CLI_EDITION_CHOICE_H_
