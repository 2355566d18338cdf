// Reads messages of any type in any of the three forms, recognised by what they
// contain.
#ifndef RISK_CASE_IO_RECORD_READER_H_
#define RISK_CASE_IO_RECORD_READER_H_

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "risk/case_io/problem.h"

namespace risk::case_io {

enum class Encoding { kText, kJson, kBinary };

struct RecordOptions {
  bool allow_unknown_fields = false;
  size_t most_bytes = size_t{64} << 20;
  size_t most_records = 100'000;
  size_t most_problems = 1000;  // beyond these, one for each record
  int deepest = 64;
  int first_line = 1;  // of the input, or its first record, where it is a part of a longer one
  bool is_delimited = false;  // nothing but messages in wire format, each behind its length
};

// One message of an input, and where to find its fields.
struct InputMessage {
  std::unique_ptr<google::protobuf::Message> message;  // null if it has problems
  std::vector<InputProblem> problems;
  std::vector<std::string> left_out;  // paths of what `allow_unknown_fields` left out
  Encoding encoding = Encoding::kText;
  absl::string_view part;  // of the input, which must outlive this
  Position start{1, 1};    // of the part
};

// The messages in `bytes`; `file` names them in problems. Text holds one
// message, JSON any number, one after another. Never empty: an input
// without a message has a problem.
//
// Binary input may also be a stream of messages, each behind its length, as Protobuf's delimited
// forms write them. Text is tried before binary when the bytes could be either. A byte order mark
// is skipped. A JSON record that is broken ends where the next one begins: at a
// brace that starts a line and stands where no value can. Without such a place
// nothing more of the input is read, lest a fragment be taken for a record.
std::vector<InputMessage> ReadRecords(absl::string_view bytes, const std::string& file,
                                      const google::protobuf::Message& prototype,
                                      const RecordOptions& options);

// Looks up positions of field paths in a record that was read without problems.
// Paths that are not there keep their position. Cost: one pass over the record.
void LocateFields(const InputMessage& record, const google::protobuf::Descriptor* type,
                  std::map<std::string, Position>* locations);

}  // namespace risk::case_io

#endif  // RISK_CASE_IO_RECORD_READER_H_
