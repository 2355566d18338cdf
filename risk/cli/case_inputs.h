// The files that a command reads cases from: those named, and those below folders named.
#ifndef RISK_CLI_CASE_INPUTS_H_
#define RISK_CLI_CASE_INPUTS_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "risk/cli/commands.h"

namespace risk::cli {

class CaseInputs {
 public:
  explicit CaseInputs(const std::vector<std::string>& paths);

  const std::vector<std::string>& files() const { return files_; }
  void CountFailed(uint64_t cases = 1) { failed_ += cases; }

  // After all were read: with a folder among the paths, a last line that says how many files were
  // read, skipped and failed. Returns the exit code: folders without any case are a failure.
  int Finish(const Streams& streams) const;

 private:
  std::vector<std::string> files_;
  std::vector<std::pair<std::string, std::string>> skipped_;
  bool has_folder_ = false;
  uint64_t failed_ = 0;
};

}  // namespace risk::cli

#endif  // RISK_CLI_CASE_INPUTS_H_
