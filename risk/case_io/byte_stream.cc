#include "risk/case_io/byte_stream.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace risk::case_io {
namespace {

constexpr absl::string_view kGzip = "\x1f\x8b";
constexpr absl::string_view kZstandard = "\x28\xb5\x2f\xfd";

absl::Status OpenError(int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return absl::NotFoundError("there is no such file");
    case EACCES:
    case EPERM:
      return absl::PermissionDeniedError("the file may not be read by this user");
    default:
      return absl::FailedPreconditionError(
          absl::StrCat("cannot be opened: ", std::strerror(error)));
  }
}

absl::Status Damaged(const char* kind) {
  return absl::DataLossError(absl::StrCat("the ", kind, " data is damaged or cut off"));
}

}  // namespace

struct ByteStream::State {
  int fd = -1;
  bool owns_fd = false;
  size_t file_size = 0;
  size_t file_read = 0;
  enum class Form { kNotYetTold, kPlain, kGzip, kZstandard } form = Form::kNotYetTold;
  std::string input;  // as it lies in the file, from `at` on
  size_t at = 0;
  bool is_input_over = false;
  bool is_over = false;
  z_stream gzip = {};
  ZSTD_DStream* zstandard = nullptr;
  bool is_member_open = false;  // compressed data has begun and not ended

  ~State() {
    if (form == Form::kGzip) inflateEnd(&gzip);
    if (zstandard != nullptr) ZSTD_freeDStream(zstandard);
    if (owns_fd) close(fd);
  }

  // More of the file behind what is there.
  absl::Status Fill() {
    input.erase(0, at);
    at = 0;
    const size_t before = input.size();
    input.resize(before + ByteStream::kChunk);
    ssize_t got;
    do {
      got = read(fd, &input[before], ByteStream::kChunk);
    } while (got < 0 && errno == EINTR);
    input.resize(before + (got > 0 ? static_cast<size_t>(got) : 0));
    is_input_over = got <= 0;
    file_read += got > 0 ? static_cast<size_t>(got) : 0;
    if (got >= 0) return absl::OkStatus();
    return absl::FailedPreconditionError(absl::StrCat("cannot be read: ", std::strerror(errno)));
  }

  absl::Status TellForm() {
    while (input.size() < kZstandard.size() && !is_input_over) {
      if (absl::Status status = Fill(); !status.ok()) return status;
    }
    const absl::string_view start = input;
    if (start.substr(0, kGzip.size()) == kGzip) {
      // 15 bits of window, and the gzip wrapper.
      if (inflateInit2(&gzip, 15 + 16) != Z_OK) return absl::ResourceExhaustedError("out of memory");
      form = Form::kGzip;
    } else if (start.substr(0, kZstandard.size()) == kZstandard) {
      zstandard = ZSTD_createDStream();
      if (zstandard == nullptr) return absl::ResourceExhaustedError("out of memory");
      form = Form::kZstandard;
    } else {
      form = Form::kPlain;
    }
    return absl::OkStatus();
  }

  absl::StatusOr<size_t> Plain(char* out, size_t most) {
    if (at == input.size() && !is_input_over) {
      if (absl::Status status = Fill(); !status.ok()) return status;
    }
    const size_t count = std::min(most, input.size() - at);
    std::memcpy(out, input.data() + at, count);
    at += count;
    return count;
  }

  // Several members may follow one another.
  absl::StatusOr<size_t> Inflate(char* out, size_t most) {
    gzip.next_out = reinterpret_cast<Bytef*>(out);
    gzip.avail_out = static_cast<uInt>(most);
    while (gzip.avail_out == most) {
      if (at == input.size() && !is_input_over) {
        if (absl::Status status = Fill(); !status.ok()) return status;
      }
      if (at == input.size()) {
        if (is_member_open) return Damaged("gzip");
        return 0;
      }
      is_member_open = true;
      gzip.next_in = reinterpret_cast<Bytef*>(&input[at]);
      gzip.avail_in = static_cast<uInt>(input.size() - at);
      const int result = inflate(&gzip, Z_NO_FLUSH);
      at = input.size() - gzip.avail_in;
      if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) return Damaged("gzip");
      if (result == Z_STREAM_END) {
        is_member_open = false;
        inflateReset(&gzip);
      }
    }
    return most - gzip.avail_out;
  }

  absl::StatusOr<size_t> Expand(char* out, size_t most) {
    ZSTD_outBuffer output = {out, most, 0};
    while (output.pos == 0) {
      if (at == input.size() && !is_input_over) {
        if (absl::Status status = Fill(); !status.ok()) return status;
      }
      if (at == input.size() && !is_member_open) return 0;
      ZSTD_inBuffer from = {input.data(), input.size(), at};
      const size_t left = ZSTD_decompressStream(zstandard, &output, &from);
      if (ZSTD_isError(left) != 0) return Damaged("Zstandard");
      const bool is_stuck = from.pos == at && output.pos == 0 && is_input_over;
      at = from.pos;
      is_member_open = left != 0;
      if (is_stuck && is_member_open) return Damaged("Zstandard");
    }
    return output.pos;
  }

  absl::StatusOr<size_t> Read(char* out, size_t most) {
    if (form == Form::kNotYetTold) {
      if (absl::Status status = TellForm(); !status.ok()) return status;
    }
    if (form == Form::kGzip) return Inflate(out, most);
    return form == Form::kZstandard ? Expand(out, most) : Plain(out, most);
  }
};

ByteStream::ByteStream(std::unique_ptr<State> state) : state_(std::move(state)) {}
ByteStream::ByteStream(ByteStream&&) noexcept = default;
ByteStream& ByteStream::operator=(ByteStream&&) noexcept = default;
ByteStream::~ByteStream() = default;

absl::StatusOr<ByteStream> ByteStream::Open(const std::string& path) {
  auto state = std::make_unique<State>();
  state->fd = STDIN_FILENO;
  if (path != "-") {
    state->fd = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (state->fd < 0) return OpenError(errno);
    state->owns_fd = true;
  }
  struct stat status;
  if (fstat(state->fd, &status) == 0) {
    if (S_ISDIR(status.st_mode)) {
      return absl::FailedPreconditionError("is a folder, not a file");
    }
    if (S_ISREG(status.st_mode)) state->file_size = static_cast<size_t>(status.st_size);
  }
  return ByteStream(std::move(state));
}

absl::StatusOr<size_t> ByteStream::Read(std::string* text, size_t most) {
  if (state_->is_over || most == 0) return 0;
  most = std::min(most, size_t{1} << 30);
  const size_t before = text->size();
  text->resize(before + most);
  absl::StatusOr<size_t> got = state_->Read(&(*text)[before], most);
  text->resize(before + (got.ok() ? *got : 0));
  state_->is_over = !got.ok() || *got == 0;
  return got;
}

size_t ByteStream::file_size() const { return state_->file_size; }
size_t ByteStream::file_read() const { return state_->file_read; }

bool ByteStream::is_compressed() const {
  return state_->form == State::Form::kGzip || state_->form == State::Form::kZstandard;
}

}  // namespace risk::case_io
