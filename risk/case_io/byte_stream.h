// The bytes of a file or of standard input, a piece at a time; gzip and Zstandard, told by their
// content, as what they hold.
//
//   absl::StatusOr<ByteStream> stream = ByteStream::Open("cases.ndjson.gz");
//   while (*stream->Read(&text, ByteStream::kChunk) > 0) …
//
#ifndef RISK_CASE_IO_BYTE_STREAM_H_
#define RISK_CASE_IO_BYTE_STREAM_H_

#include <cstddef>
#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace risk::case_io {

class ByteStream {
 public:
  // What is read at once.
  static constexpr size_t kChunk = 1 << 16;

  // A file, or standard input for "-".
  // Errors, each with a message that says what to do: kNotFound if there is no such file,
  //   kPermissionDenied if it may not be read, kFailedPrecondition for a folder.
  static absl::StatusOr<ByteStream> Open(const std::string& path);

  ByteStream(ByteStream&&) noexcept;
  ByteStream& operator=(ByteStream&&) noexcept;
  ~ByteStream();

  // Appends at most `most` bytes to `text` and returns how many; 0 at the end.
  // Errors: kFailedPrecondition if reading fails, kDataLoss if compressed data is damaged or ends
  //   in the middle. After an error it is at the end. Cost: a buffer of 64 KiB.
  absl::StatusOr<size_t> Read(std::string* text, size_t most);

  // Bytes of the file as it lies there, and how many have been read; the size is 0 for what is no file.
  size_t file_size() const;
  size_t file_read() const;
  bool is_compressed() const;

 private:
  struct State;
  explicit ByteStream(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace risk::case_io

#endif  // RISK_CASE_IO_BYTE_STREAM_H_
