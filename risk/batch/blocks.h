// Cuts a stream of records, one a line or each behind its length, into blocks of whole records.
#ifndef RISK_BATCH_BLOCKS_H_
#define RISK_BATCH_BLOCKS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "risk/case_io/byte_stream.h"

namespace risk::batch {

struct Block {
  std::string text;
  uint64_t first_line = 1;
  enum class Kind {
    kLines,     // whole lines
    kRecords,   // records in wire format, each behind its length; or what is left, and begins with none
    kWhole,     // the whole input, which is no list of lines
    kTooLarge,  // a record, or an input that is no list of lines, above the limit; without its text
    kFailed,    // reading failed; the text says why
  } kind = Kind::kLines;
};

class Blocks {
 public:
  Blocks(case_io::ByteStream stream, bool is_delimited, size_t most_bytes, uint64_t first_line = 1)
      : stream_(std::move(stream)), is_delimited_(is_delimited), most_bytes_(most_bytes),
        line_(first_line) {}

  const case_io::ByteStream& stream() const { return stream_; }

  // Nothing at the end.
  std::optional<Block> Next();

 private:
  bool Fill();
  std::optional<Block> First();
  std::optional<Block> Lines();
  std::optional<Block> Records();
  Block TooLargeRecord(size_t bytes);
  Block TooLongLine();
  uint64_t LinesIn(size_t bytes) const;
  Block Take(size_t bytes, uint64_t records);

  case_io::ByteStream stream_;
  const bool is_delimited_;
  const size_t most_bytes_;
  std::string buffer_;
  uint64_t line_;  // or record
  bool is_started_ = false;
  bool is_read_ = false;  // to its end
  absl::Status status_;   // of reading
};

}  // namespace risk::batch

#endif  // RISK_BATCH_BLOCKS_H_
