// Takes in the body of a request piece by piece, up to a size and a time.
#ifndef RISK_SERVE_BODY_H_
#define RISK_SERVE_BODY_H_

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "risk/serve/reply.h"

namespace risk::serve {

class Body {
 public:
  Body(size_t most_bytes, std::chrono::milliseconds longest)
      : most_bytes_(most_bytes), until_(std::chrono::steady_clock::now() + longest) {}

  // A further piece; false if no more is to be read. What is too large is read for a while and thrown
  // away: a client that is cut off while it sends would not see the answer.
  bool Take(absl::string_view piece);

  // Nothing if it was read whole and is small enough. `is_read`: the reader came to its end.
  std::optional<Reply> Refusal(bool is_read) const;

  // Once.
  std::string text() { return std::move(text_); }

 private:
  const size_t most_bytes_;
  const std::chrono::steady_clock::time_point until_;
  std::string text_;
  size_t taken_ = 0;
  bool is_late_ = false;
};

}  // namespace risk::serve

#endif  // RISK_SERVE_BODY_H_
