// Assesses any number of cases, one result for each, in their order, in little memory and on as many
// threads as wanted.
//
//   risk::BatchOptions options;
//   options.threads = 4;
//   risk::CaseBatch batch(options);
//   batch.Run("cases.ndjson", [](absl::string_view lines) { return Write(lines); });
//
#ifndef RISK_CASE_BATCH_H_
#define RISK_CASE_BATCH_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "risk/case_assessor.h"
#include "risk/case_reader.h"

namespace risk {

enum class BatchForm {
  // One JSON object a record: {"input":"cases.ndjson","line":3,"case_id":"c3","assessment":{…}}, with
  // "date_note" where nobody named a day. Instead of "assessment" a record that cannot be assessed has
  // "error": {"code","message","path","problems"}, see risk/case_io/rejection.h.
  kLines,
  // Comma-separated values with a heading, one row a record: levels, whether they are settled, counts,
  // the first ask; or what is wrong.
  kTable,
  // risk.v1.AssessedRecord messages, each behind its length.
  kDelimited,
};

struct BatchOptions {
  CaseOptions cases;  // but for `fields`, which is below
  // `most_bytes` is for one record, and for a file that is no list of lines.
  ReadOptions reading;
  int threads = 1;
  bool is_strict = false;  // ends after the first record that cannot be assessed
  BatchForm form = BatchForm::kLines;
  std::vector<std::string> fields;  // of the assessment, but for kTable; empty: all
  // Every input is a stream of records in wire format, each behind its length, as those are whose
  // names end in ".pbs", ".pbs.gz" or ".pbs.zst".
  bool is_delimited = false;
};

struct BatchCount {
  uint64_t assessed = 0;
  uint64_t rejected = 0;    // records that are not valid, and files that cannot be read
  uint64_t unreadable = 0;  // of these, files
  uint64_t bytes = 0;       // read of the input at hand, as it lies there
  uint64_t bytes_in_all = 0;  // its size; 0 if it is no file
  uint64_t records() const { return assessed + rejected; }
};

class CaseBatch {
 public:
  explicit CaseBatch(BatchOptions options);
  ~CaseBatch();

  // Of `fields` those that an assessment does not have.
  static std::vector<std::string> UnknownFields(const std::vector<std::string>& fields);

  // What stands above the first result; empty for lines.
  std::string Heading() const;

  // Reads a file, or standard input for "-", and gives the results to `write`, some whole lines
  // or messages at a time; ends early if that returns false. `progress` is called now and then with all counts so far.
  //
  // JSON that has a record on its first line is taken line by line: an empty line is none, and what is
  // wrong in one line leaves the next alone. Other JSON, text and wire format are read as ReadCases
  // does. gzip and Zstandard are read by content. A delimited stream is taken record by record too, and
  // its records are counted instead of lines: it ends at a length that cannot be one.
  // The results do not depend on the number of threads.
  // Errors: each record's in its result. Returns why no edition could be chosen, with the problems of
  //   the edition as its message; then nothing more was assessed.
  // Throws nothing but std::bad_alloc, never logs. Cost: keeps about 1 MiB a thread, and one record.
  absl::Status Run(const std::string& path, absl::FunctionRef<bool(absl::string_view)> write,
                   absl::FunctionRef<void(const BatchCount&)> progress);

  const BatchCount& count() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace risk

#endif  // RISK_CASE_BATCH_H_
