// What is wrong with an input, and where.
//
//   case.textproto:12:5: error: unknown field "incidnets" in domestic_abuse [unknown-field]
//     did you mean "incidents"?
//
#ifndef RISK_CASE_IO_PROBLEM_H_
#define RISK_CASE_IO_PROBLEM_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace risk {

// Messages are lower case, have no full stop and never quote a value of the record, which may
// identify a person. Codes are stable; besides those of Validate:
//   cannot-read     missing, unreadable, a folder
//   empty           no content
//   too-large, too-deep
//   bad-encoding    not UTF-8, or nothing that could be a record
//   syntax          the text, JSON or bytes cannot be read further
//   unknown-field, duplicate-field, wrong-type, unknown-value, out-of-range
struct InputProblem {
  std::string file;  // as to be printed
  int line = 0;      // from 1; 0 when the input has no lines
  int column = 0;    // from 1, in bytes
  std::string path;  // of the field: "domestic_abuse.incidents[2]"; may be empty
  std::string code;
  std::string message;
  std::string hint;  // what to do; may be empty

  // As above; without the position when there is none.
  std::string ToString() const;
};

namespace case_io {

// A place in the input: line and column from 1, or neither.
struct Position {
  int line = 0;
  int column = 0;
};

// Where `offset` lies in a text that starts at `start`.
Position Locate(absl::string_view text, size_t offset, Position start = {1, 1});

// Collects the problems of one input, up to a number that a person can still read.
class Problems {
 public:
  explicit Problems(std::string file, size_t most = 100) : file_(std::move(file)), most_(most) {}

  void Add(Position at, std::string path, std::string code, std::string message,
           std::string hint = "");
  void Add(InputProblem problem);

  bool empty() const { return problems_.empty(); }
  // Nothing more is recorded; a reader may as well stop.
  bool full() const { return problems_.size() >= most_; }
  const std::string& file() const { return file_; }
  size_t room() const { return most_ - problems_.size(); }
  std::vector<InputProblem> Take() { return std::move(problems_); }

 private:
  std::string file_;
  size_t most_;
  std::vector<InputProblem> problems_;
};

}  // namespace case_io
}  // namespace risk

#endif  // RISK_CASE_IO_PROBLEM_H_
