// Writing to standard output and standard error, so that nothing is lost unnoticed.
#ifndef RISK_CLI_OUTPUT_H_
#define RISK_CLI_OUTPUT_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace risk::cli {

// Exit codes. Of several, the highest wins.
enum ExitCode : int {
  kFine = 0,
  kFindings = 1,  // finished, and a case was rejected, a rule case failed, or an edition has errors
  kUsage = 2,     // the command line is wrong
  kUnreadable = 3,  // something could not be read or written
  kBug = 4,
};

// Buffers what is written to a file descriptor. After an error it swallows everything.
class Output {
 public:
  explicit Output(int fd, size_t buffer = size_t{1} << 16) : fd_(fd), most_buffered_(buffer) {}
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output() { Flush(); }

  void Write(absl::string_view text);
  void Flush();
  // Shows a line on a terminal until something else is written, or another such line. "" takes it away.
  void ShowLine(absl::string_view line);

  // 0, or why writing failed (errno). EPIPE: the reader has seen enough.
  int error() const { return error_; }
  bool failed() const { return error_ != 0; }

  bool is_terminal() const;
  // A terminal, and nobody asked for no colour (see no-color.org).
  bool wants_colour() const;
  // Columns of the terminal, or `otherwise`.
  int Columns(int otherwise) const;

 private:
  void WriteOut(absl::string_view text);

  int fd_;
  size_t most_buffered_;
  int error_ = 0;
  bool has_line_ = false;
  std::string buffer_;
};

// Writes a file anew. 0, or why it failed (errno).
int WriteFile(const std::string& path, absl::string_view text);

// Keeps the first three descriptors occupied: a file opened later must never become standard output
// by accident. What was closed stays unusable. Ends of pipes and limits of file size show as errors, not as signals.
void PrepareStandardStreams();

}  // namespace risk::cli

#endif  // RISK_CLI_OUTPUT_H_
