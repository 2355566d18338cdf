// Reads cases from files: text format, JSON or wire format, recognised by content, not by name.
//
//   for (const risk::CaseInput& input : risk::ReadCases("case.json")) {
//     for (const risk::InputProblem& p : input.problems) std::cerr << p.ToString();
//     if (input.record.has_value()) Use(*input.record);
//   }
//
#ifndef RISK_CASE_READER_H_
#define RISK_CASE_READER_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/case_io/problem.h"
#include "risk/v1/case.pb.h"
#include "risk/v1/date.pb.h"

namespace risk {

struct ReadOptions {
  bool allow_unknown_fields = false;     // leave out what the schema does not know
  size_t most_bytes = size_t{64} << 20;  // of one file
};

// One case of an input, or what kept it from being read.
struct CaseInput {
  std::string name;  // the file; "cases.ndjson:3" for one of several, with the line it begins at
  std::optional<risk::v1::Case> record;  // set exactly when there are no problems
  std::vector<InputProblem> problems;
  bool unreadable = false;  // the file could not be read at all, so nothing is known of its content

  // Where the record stands in its file, for positions of later problems. Opaque.
  struct Place;
  std::shared_ptr<const Place> place;
};

// Reads a file, or standard input for "-".
//
// Text and wire format hold one case; JSON any number, one after another, usually a line each. Text
// is tried first when the bytes could be either.
// Errors: none as such. A file that cannot be read, or holds no case, gives one CaseInput that says
// why;
//   every problem of a record is listed at once with line and column, up to 100. Messages quote no
//   value of the record. Never throws, never logs.
// Limits: `most_bytes`, 64 levels of braces, 100,000 cases a file.
// Cost: two passes over the bytes.
std::vector<CaseInput> ReadCases(const std::string& path, const ReadOptions& options = {});

// The same from memory; `name` is used in messages.
std::vector<CaseInput> ParseCases(absl::string_view bytes, const std::string& name,
                                  const ReadOptions& options = {});

// Validates the record (see Validate) and adds what it finds to `problems`, with the position of
// the field where the format has lines. Does nothing if there is no record; drops the record if it
// has problems.
void ValidateInput(const risk::v1::Date& assessed_on, CaseInput* input);

}  // namespace risk

#endif  // RISK_CASE_READER_H_
