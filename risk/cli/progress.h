// Says on a terminal how far a long run has come, and takes it back at the end.
#ifndef RISK_CLI_PROGRESS_H_
#define RISK_CLI_PROGRESS_H_

#include <cstdint>
#include <string>
#include <utility>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "risk/cli/output.h"

namespace risk::cli {

class Progress {
 public:
  // Silent if not wanted, and unless `err` is a terminal that takes more than plain lines.
  // `unit` is what is counted: "case".
  Progress(Output& err, bool is_wanted, std::string unit = "case")
      : err_(err), is_shown_(is_wanted && err.wants_colour()), unit_(std::move(unit)) {}
  ~Progress();

  // `done` so far; `share` of the work, from 0 to 1, or 0 if nobody can say.
  void Show(uint64_t done, double share);

 private:
  Output& err_;
  const bool is_shown_;
  const std::string unit_;
  bool is_written_ = false;
  absl::Time started_ = absl::Now();
  absl::Time shown_ = started_;
};

// "12,345 cases, 1,204 a second, about 3 min left".
std::string ProgressText(uint64_t done, double share, absl::Duration elapsed, const std::string& unit = "case");

}  // namespace risk::cli

#endif  // RISK_CLI_PROGRESS_H_
