#include "risk/serve/connection.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace risk::serve {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr size_t kMostThrownAway = size_t{1} << 30;  // see Body::Take
constexpr milliseconds kLookInterval(50);
constexpr milliseconds kLongestFarewell(2000);

// Whether the socket is ready for `events` before a moment.
bool Await(socket_t socket, short events, Clock::time_point until) {
  for (;;) {
    const auto left = std::chrono::ceil<milliseconds>(until - Clock::now());
    pollfd waiting = {socket, events, 0};
    const int ready = poll(&waiting, 1, static_cast<int>(std::max<int64_t>(left.count(), 0)));
    if (ready > 0) return true;
    if (ready == 0 || errno != EINTR) return false;
  }
}

}  // namespace

bool Connection::AwaitRequest(milliseconds longest, const std::function<bool()>& is_ending) {
  const Time until = Clock::now() + longest;
  while (begin_ == end_) {
    if (is_ending() || Clock::now() >= until) return false;
    if (!Await(socket_, POLLIN, Clock::now() + kLookInterval)) continue;
    if (Fill(Clock::now()) <= 0) return false;
  }
  until_ = Clock::now() + limits_.longest;
  header_.clear();
  is_in_body_ = false;
  return true;
}

void Connection::Close(bool may_have_rest) {
  shutdown(socket_, SHUT_WR);
  const Time until = Clock::now() + kLongestFarewell;
  size_t thrown_away = 0;
  while (may_have_rest && thrown_away < kMostThrownAway && Await(socket_, POLLIN, until)) {
    const ssize_t size = recv(socket_, buffer_.data(), buffer_.size(), 0);
    if (size <= 0) break;
    thrown_away += static_cast<size_t>(size);
  }
  shutdown(socket_, SHUT_RDWR);
  close(socket_);
}

bool Connection::is_readable() const { return begin_ < end_ || Await(socket_, POLLIN, until_); }

bool Connection::is_writable() const { return Await(socket_, POLLOUT, Clock::now() + limits_.longest); }

ssize_t Connection::Fill(Time until) {
  for (;;) {
    if (!Await(socket_, POLLIN, until)) return -1;
    const ssize_t size = recv(socket_, buffer_.data(), buffer_.size(), MSG_DONTWAIT);
    if (size < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    begin_ = 0;
    end_ = size > 0 ? static_cast<size_t>(size) : 0;
    return size;
  }
}

bool Connection::Count(const char* bytes, size_t size) {
  if (is_in_body_) {
    if (size > body_bytes_left_) return false;
    body_bytes_left_ -= size;
    return true;
  }
  header_.append(bytes, size);
  is_in_body_ = absl::EndsWith(header_, "\r\n\r\n");
  if (is_in_body_) {
    // The length of a piece is a line of any length to the HTTP library, which keeps it in memory.
    const bool has_pieces = absl::StrContains(absl::AsciiStrToLower(header_), "transfer-encoding");
    body_bytes_left_ = has_pieces ? 2 * limits_.most_bytes + limits_.most_header_bytes
                                  : limits_.most_bytes + kMostThrownAway;
  }
  return header_.size() <= limits_.most_header_bytes;
}

ssize_t Connection::read(char* into, size_t size) {
  if (is_spent_) return -1;
  if (Clock::now() > until_) is_spent_ = true;
  if (!is_spent_ && begin_ == end_) {
    const ssize_t filled = Fill(until_);
    if (filled == 0) return 0;
    is_spent_ = filled < 0;
  }
  if (is_spent_) return -1;
  // A header byte by byte, so that its end is seen.
  const size_t count = is_in_body_ ? std::min(size, end_ - begin_) : std::min<size_t>(size, 1);
  std::memcpy(into, buffer_.data() + begin_, count);
  is_spent_ = !Count(into, count);
  if (is_spent_) return -1;
  begin_ += count;
  return static_cast<ssize_t>(count);
}

ssize_t Connection::write(const char* from, size_t size) {
  const Time until = Clock::now() + limits_.longest;
  size_t sent = 0;
  while (sent < size) {
    if (!Await(socket_, POLLOUT, until)) return -1;
    const ssize_t count = send(socket_, from + sent, size - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count <= 0) return -1;
    sent += static_cast<size_t>(count);
  }
  return static_cast<ssize_t>(sent);
}

void Connection::get_remote_ip_and_port(std::string& ip, int& port) const {
  ip.clear();
  port = 0;
}

void Connection::get_local_ip_and_port(std::string& ip, int& port) const {
  get_remote_ip_and_port(ip, port);
}

}  // namespace risk::serve
