// One connection to the server, with the limits that the HTTP library does not keep itself: of the size of
// a header, of what comes in pieces, and of the time in which a request has to arrive and an answer to leave.
#ifndef RISK_SERVE_CONNECTION_H_
#define RISK_SERVE_CONNECTION_H_

#include <httplib.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

namespace risk::serve {

struct ConnectionLimits {
  size_t most_header_bytes = size_t{64} << 10;
  size_t most_bytes = 0;                 // of a body, unpacked
  std::chrono::milliseconds longest{0};  // for a request to arrive, and again for its answer to leave
};

class Connection : public httplib::Stream {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // Does not own the socket.
  Connection(socket_t socket, const ConnectionLimits& limits) : socket_(socket), limits_(limits) {}

  // True once the first byte of the next request is there; false if none came within `longest`, the other
  // side is gone, or `is_ending` turned true. The limits begin anew.
  bool AwaitRequest(std::chrono::milliseconds longest, const std::function<bool()>& is_ending);

  // Closes the connection. If the other side may still be sending, it is heard out for a while: otherwise
  // it would not get to read the answer.
  void Close(bool may_have_rest);

  bool is_readable() const override;
  bool is_writable() const override;
  // 0 at the end, and -1 once a limit is reached.
  ssize_t read(char* into, size_t size) override;
  ssize_t write(const char* from, size_t size) override;
  // Nothing is done with either address.
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  socket_t socket() const override { return socket_; }

  // A limit was reached: what follows on the connection is no request.
  bool is_spent() const { return is_spent_; }

 private:
  // Reads what there is into the empty buffer, or waits for it until `until`.
  ssize_t Fill(Time until);
  // Counts bytes that are handed out; false if they are too many.
  bool Count(const char* bytes, size_t size);

  const socket_t socket_;
  const ConnectionLimits limits_;
  std::array<char, 16384> buffer_;
  size_t begin_ = 0;
  size_t end_ = 0;
  Time until_;
  std::string header_;  // of this request, as far as it was read
  bool is_in_body_ = false;
  size_t body_bytes_left_ = 0;
  bool is_spent_ = false;
};

}  // namespace risk::serve

#endif  // RISK_SERVE_CONNECTION_H_
