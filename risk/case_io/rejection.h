// What stands in the place of a result where a record was not assessed: the same at every door.
//
//   {"error": {"code": "bad-case", "message": "…", "path": "person.born_on", "problems": [
//     {"code": "bad-date", "message": "…", "path": "person.born_on", "hint": "", "line": 3, "column": 18}]}}
//
// The command's JSON and NDJSON, the C interface, HTTP and the packages over them give it, each with what
// it knows of where the record stood beside "error". The schema is risk.v1.AssessedRecord.
#ifndef RISK_CASE_IO_REJECTION_H_
#define RISK_CASE_IO_REJECTION_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/case_io/problem.h"
#include "risk/textproto/problem.h"

namespace risk {

struct Rejection {
  // "bad-case"; "limit": too large or too much work; "cannot-read": nothing is known of the record;
  // "no-edition", "bad-edition": not for the record's sake. The C interface has further ones.
  std::string code;
  std::string message;  // of the first problem, and how many more there are
  std::string path;     // of the first problem
  std::vector<InputProblem> problems;
};

// Of a record.
Rejection RejectionOf(std::vector<InputProblem> problems);
// Of an edition: warnings do not count, though they are among the problems; a path is that of a file.
Rejection RejectionOf(const std::vector<Problem>& edition_problems);

// A text as a JSON string; bytes that are no UTF-8 become U+FFFD, here and below.
std::string QuotedJson(absl::string_view text);
// JSON; every member is always there.
std::string ProblemsJson(const std::vector<InputProblem>& problems);
// The value of "error". `problems` is JSON already.
std::string ErrorJson(absl::string_view code, absl::string_view message, absl::string_view path,
                      absl::string_view problems);
std::string ErrorJson(const Rejection& rejection);

}  // namespace risk

#endif  // RISK_CASE_IO_REJECTION_H_
