// A record that was not assessed, with where it stood: what commands and batches write for it.
#ifndef RISK_BATCH_REJECTED_RECORD_H_
#define RISK_BATCH_REJECTED_RECORD_H_

#include <cstdint>
#include <string>

#include "risk/case_io/rejection.h"
#include "risk/v1/assessed_record.pb.h"

namespace risk::batch {

// Where a record stands. Line 0: it has none, or the input could not be read at all.
struct Source {
  std::string input;
  uint64_t line = 0;
};

// The beginning of a line: {"input":"cases.ndjson","line":3,"case_id":"c3"
// What is not known is left out. Bytes that are no UTF-8 become U+FFFD.
std::string LineStart(const Source& source, const std::string& case_id);

// Problems without a line are on that of `source`.
v1::AssessedRecord RejectedRecord(const Source& source, const std::string& case_id, Rejection rejection);

// The same as a line of JSON: {"input":"cases.ndjson","line":3,"case_id":"c3","error":{…}}
std::string RejectedLine(const Source& source, const std::string& case_id, Rejection rejection);

}  // namespace risk::batch

#endif  // RISK_BATCH_REJECTED_RECORD_H_
