// How many assessments run at a time; the others wait, though not for ever.
//
//   const Turn turn(turns, std::chrono::seconds(10));
//   if (!turn.came()) return Refuse(503, "busy", …);
//
#ifndef RISK_SERVE_TURNS_H_
#define RISK_SERVE_TURNS_H_

#include <chrono>

#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace risk::serve {

class Turns {
 public:
  explicit Turns(int at_a_time) : free_(at_a_time) {}

 private:
  friend class Turn;
  absl::Mutex mutex_;
  int free_;
};

// Held as long as it lives.
class Turn {
 public:
  Turn(Turns& turns, std::chrono::milliseconds longest) : turns_(turns) {
    const auto is_free = [&turns] { return turns.free_ > 0; };
    const absl::MutexLock lock(&turns_.mutex_);
    came_ = turns_.mutex_.AwaitWithTimeout(absl::Condition(&is_free), absl::FromChrono(longest));
    if (came_) --turns_.free_;
  }
  ~Turn() {
    const absl::MutexLock lock(&turns_.mutex_);
    if (came_) ++turns_.free_;
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  bool came() const { return came_; }

 private:
  Turns& turns_;
  bool came_ = false;
};

}  // namespace risk::serve

#endif  // RISK_SERVE_TURNS_H_
