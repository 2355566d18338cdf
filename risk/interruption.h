// Ends an assessment early: past a time, or when another thread asks.
//
//   std::atomic<bool> stop = false;
//   Interruption interruption(&stop, std::chrono::steady_clock::now() + std::chrono::seconds(1));
//   const InterruptionScope scope(&interruption);
//   assessor.Assess(record, options);  // kDeadlineExceeded if it took longer, kCancelled if `stop` was set
//
#ifndef RISK_INTERRUPTION_H_
#define RISK_INTERRUPTION_H_

#include <atomic>
#include <chrono>
#include <optional>

#include "absl/status/status.h"

namespace risk {

// Used by one thread at a time; `cancelled` may be set by any.
class Interruption {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // Null and nothing: never.
  explicit Interruption(const std::atomic<bool>* cancelled, std::optional<Time> until = std::nullopt)
      : cancelled_(cancelled), until_(until) {}

  // kCancelled or kDeadlineExceeded once it is time to stop, and from then on. Reads the clock.
  const absl::Status& Look();
  // What the last look gave; OK before.
  const absl::Status& status() const { return status_; }

 private:
  const std::atomic<bool>* cancelled_;
  std::optional<Time> until_;
  absl::Status status_;
};

// What this thread does until the end of the scope may be interrupted. Null: not.
class InterruptionScope {
 public:
  explicit InterruptionScope(Interruption* interruption);
  ~InterruptionScope();
  InterruptionScope(const InterruptionScope&) = delete;
  InterruptionScope& operator=(const InterruptionScope&) = delete;

 private:
  Interruption* const outer_;
};

// Looks: whether what this thread does should end. OK without a scope.
absl::Status InterruptionStatus();

}  // namespace risk

#endif  // RISK_INTERRUPTION_H_
