#include "risk/cli/output.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>

namespace risk::cli {

void Output::Write(absl::string_view text) {
  if (has_line_ && !text.empty()) ShowLine("");
  if (failed()) return;
  if (text.size() >= most_buffered_) {  // is not copied
    Flush();
    return WriteOut(text);
  }
  buffer_.append(text.data(), text.size());
  if (buffer_.size() >= most_buffered_) Flush();
}

void Output::ShowLine(absl::string_view line) {
  if (line.empty() && !has_line_) return;
  buffer_.append("\r\x1b[K").append(line.data(), line.size());
  has_line_ = !line.empty();
  Flush();
}

void Output::Flush() {
  WriteOut(buffer_);
  buffer_.clear();
}

void Output::WriteOut(absl::string_view text) {
  while (!failed() && !text.empty()) {
    const ssize_t count = write(fd_, text.data(), text.size());
    if (count >= 0) {
      text.remove_prefix(static_cast<size_t>(count));
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
}

bool Output::is_terminal() const { return isatty(fd_) != 0; }

bool Output::wants_colour() const {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  return isatty(fd_) && (no_colour == nullptr || *no_colour == '\0') &&
         !(terminal != nullptr && absl::string_view(terminal) == "dumb");
}

int Output::Columns(int otherwise) const {
  winsize size;
  if (!isatty(fd_) || ioctl(fd_, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return otherwise;
  return size.ws_col < otherwise ? size.ws_col : otherwise;
}

void PrepareStandardStreams() {
  // Opening takes the lowest free descriptor, so going upwards fills exactly the gaps; the wrong
  // direction makes reading or writing fail as it would have.
  for (int fd = 0; fd <= 2; ++fd) {
    if (fcntl(fd, F_GETFD) == -1 && errno == EBADF) {
      (void)open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
    }
  }
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a limit of file size shows as an error of writing
}

int WriteFile(const std::string& path, absl::string_view text) {
  const int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0666);
  if (fd < 0) return errno;
  Output file(fd);
  file.Write(text);
  file.Flush();
  int error = file.error();
  if (close(fd) != 0 && error == 0) error = errno;
  return error;
}

}  // namespace risk::cli
