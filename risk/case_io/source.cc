#include "risk/case_io/source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace risk::case_io {
namespace {

constexpr size_t kChunk = 1 << 16;

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

absl::Status TooLarge(size_t most_bytes) {
  return absl::ResourceExhaustedError(
      absl::StrCat("the file has more than ", most_bytes >> 20, " MiB"));
}

absl::StatusOr<std::string> ReadAll(int fd, size_t most_bytes) {
  struct stat status;
  if (fstat(fd, &status) == 0) {
    if (S_ISDIR(status.st_mode)) {
      return absl::FailedPreconditionError("is a folder, not a file");
    }
    if (S_ISREG(status.st_mode) && static_cast<size_t>(status.st_size) > most_bytes) {
      return TooLarge(most_bytes);
    }
  }
  std::string content;
  while (true) {
    const size_t before = content.size();
    content.resize(before + kChunk);
    const ssize_t got = read(fd, &content[before], kChunk);
    content.resize(before + (got > 0 ? got : 0));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      return absl::FailedPreconditionError(absl::StrCat("cannot be read: ", std::strerror(errno)));
    }
    if (got == 0) return content;
    if (content.size() > most_bytes) return TooLarge(most_bytes);
  }
}

}  // namespace

absl::StatusOr<std::string> ReadSource(const std::string& path, size_t most_bytes) {
  if (path == "-") return ReadAll(STDIN_FILENO, most_bytes);
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0) return OpenError(errno);
  absl::StatusOr<std::string> content = ReadAll(fd, most_bytes);
  close(fd);
  return content;
}

}  // namespace risk::case_io
