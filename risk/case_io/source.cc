#include "risk/case_io/source.h"

#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "risk/case_io/byte_stream.h"

namespace risk::case_io {
namespace {

absl::Status TooLarge(size_t most_bytes) {
  return absl::ResourceExhaustedError(
      absl::StrCat("the file has more than ", most_bytes >> 20, " MiB"));
}

}  // namespace

absl::StatusOr<std::string> ReadSource(const std::string& path, size_t most_bytes) {
  absl::StatusOr<ByteStream> stream = ByteStream::Open(path);
  if (!stream.ok()) return stream.status();
  if (stream->file_size() > most_bytes) return TooLarge(most_bytes);
  std::string content;
  while (true) {
    const absl::StatusOr<size_t> got = stream->Read(&content, ByteStream::kChunk);
    if (!got.ok()) return got.status();
    if (*got == 0) return content;
    if (content.size() > most_bytes) return TooLarge(most_bytes);
  }
}

}  // namespace risk::case_io
