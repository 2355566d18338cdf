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

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "risk/case_io/problem.h"
#include "risk/messages.h"
#include "risk/v1/case.pb.h"
#include "risk/v1/date.pb.h"
#include "risk/validation.h"

namespace risk {

struct ReadOptions {
  bool allow_unknown_fields = false;     // leave out what the schema does not know
  size_t most_bytes = size_t{64} << 20;  // of one file
  int first_line = 1;  // of what is read, or its first record, where it is a part of a longer input
  bool is_delimited = false;  // nothing but records in wire format, each behind its length
};

// One case of an input, or what kept it from being read.
struct CaseInput {
  std::string name;  // the file; "cases.ndjson:3" for one of several, with the line it begins at
  std::optional<risk::v1::Case> record;  // set exactly when there are no problems
  std::string case_id;  // of the record, also when it was dropped
  std::vector<InputProblem> problems;
  std::vector<risk::v1::Note> notes;  // what ValidateInput does not believe, or asks about
  bool unreadable = false;  // the file could not be read at all, so nothing is known of its content

  // Where the record stands in its file, for positions of later problems. Opaque.
  struct Place;
  std::shared_ptr<const Place> place;

  std::string file() const;  // without the line
  int line() const;          // where the record begins; 0 where the input has no lines
};

// Reads a file, or standard input for "-".
//
// Text format holds one case; JSON any number, one after another, usually a line each; wire format
// one, or several, each behind its length. gzip and Zstandard are unpacked. Text is tried first when
// the bytes could be either.
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

// What stands for a file that cannot be read, or not further: one input without a record, which says
// why by the status of case_io::ByteStream.
std::vector<CaseInput> Unreadable(const std::string& name, const absl::Status& status);

// Validates the record (see Validate) and adds what it finds to `problems`, with the position of
// the field where the format has lines, and `more`. Does nothing if there is no record; drops the
// record if it has problems. Otherwise takes out of it what is no evidence, with `notes` of that (see
// KeepEvidence).
void ValidateInput(const risk::v1::Date& assessed_on, CaseInput* input,
                   std::vector<RecordProblem> more = {});

}  // namespace risk

#endif  // RISK_CASE_READER_H_
