// The files that a command reads cases from: those named, and those below folders named; and what came of
// them, which is said on a terminal meanwhile and at the end.
#ifndef RISK_CLI_CASE_INPUTS_H_
#define RISK_CLI_CASE_INPUTS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "risk/case_reader.h"
#include "risk/cli/arguments.h"
#include "risk/cli/commands.h"
#include "risk/cli/progress.h"

namespace risk::cli {

// What became of a case.
enum class Fate { kTaken, kFailed, kUnreadable };
inline Fate FateOf(const CaseInput& input, bool is_taken) {
  return is_taken ? Fate::kTaken : input.unreadable ? Fate::kUnreadable : Fate::kFailed;
}

class CaseInputs {
 public:
  CaseInputs(const Arguments& arguments, const Streams& streams);

  const std::vector<std::string>& files() const { return files_; }

  // Before what belongs to a file is read.
  void Begin(size_t file) { begun_ = file + 1; }
  // After each case.
  void Count(Fate fate);
  // The same for all cases so far; `share` of the file at hand that was read.
  void CountAll(uint64_t taken, uint64_t failed, uint64_t unreadable, double share);

  // After all were read: a last line that says how many files were read, skipped (and why) and what
  // failed, but for a single case, or with --quiet. Returns the exit code: no case at all is a failure.
  int Finish();

 private:
  void ShowProgress(double share);

  const Streams streams_;
  const bool is_quiet_;
  std::vector<std::string> files_;
  std::vector<std::pair<std::string, std::string>> skipped_;  // path, and why
  bool has_folder_ = false;
  size_t begun_ = 0;
  uint64_t taken_ = 0;
  uint64_t failed_ = 0;
  uint64_t unreadable_ = 0;
  Progress progress_;
};

}  // namespace risk::cli

#endif  // RISK_CLI_CASE_INPUTS_H_
