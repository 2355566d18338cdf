// Cuts a stream of JSON records, one a line, into blocks of whole lines.
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
    kWhole,     // the whole input, which is no list of lines
    kTooLarge,  // a line, or an input that is no list of lines, above the limit; without its text
    kFailed,    // reading failed; the text says why
  } kind = Kind::kLines;
};

class Blocks {
 public:
  Blocks(case_io::ByteStream stream, size_t most_bytes, uint64_t first_line = 1)
      : stream_(std::move(stream)), most_bytes_(most_bytes), line_(first_line) {}

  const case_io::ByteStream& stream() const { return stream_; }

  // Nothing at the end.
  std::optional<Block> Next();

 private:
  bool Fill();
  std::optional<Block> First();
  std::optional<Block> Lines();
  Block TooLongLine();
  Block Take(size_t bytes);

  case_io::ByteStream stream_;
  const size_t most_bytes_;
  std::string buffer_;
  uint64_t line_;
  bool is_started_ = false;
  bool is_read_ = false;  // to its end
  absl::Status status_;   // of reading
};

}  // namespace risk::batch

#endif  // RISK_BATCH_BLOCKS_H_
