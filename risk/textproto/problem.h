// A problem in the files of an edition: where, what, and what to do about it.
//
//   demo/violence.textproto:10:10: error: unknown name "fact.recnt" [unknown-name]
//     when: "fact.recnt"
//            ^~~~~~~~~~
//     did you mean "fact.recent"?
//
// Codes are stable; docs/rule_language.md lists them. The message is lower case and has no full
// stop.
#ifndef RISK_TEXTPROTO_PROBLEM_H_
#define RISK_TEXTPROTO_PROBLEM_H_

#include <cstddef>
#include <string>
#include <vector>

namespace risk {

// A place in a file. Lines and columns count from 1, columns in bytes; line 0 is the file as a
// whole.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
  size_t length = 0;    // bytes to underline, at least 1 where there is a line
  std::string excerpt;  // the line of text; may be empty
};

struct Problem {
  enum class Severity { kError, kWarning };
  Severity severity = Severity::kError;
  Place place;
  std::string code;
  std::string message;
  std::string hint;          // may be empty
  std::vector<Place> other;  // the other side of a conflict, the other members of a cycle

  bool is_error() const { return severity == Severity::kError; }
  // As shown above, without a newline at the end.
  std::string ToString() const;
};

// All of them, one below the other, each ending in a newline.
std::string ToString(const std::vector<Problem>& problems);

// By file, line, column, then code.
void Sort(std::vector<Problem>& problems);

}  // namespace risk

#endif  // RISK_TEXTPROTO_PROBLEM_H_
