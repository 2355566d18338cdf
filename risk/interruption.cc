#include "risk/interruption.h"

namespace risk {
namespace {

thread_local Interruption* current = nullptr;

}  // namespace

const absl::Status& Interruption::Look() {
  if (!status_.ok()) return status_;
  if (cancelled_ != nullptr && cancelled_->load(std::memory_order_relaxed)) {
    status_ = absl::CancelledError("it was asked to stop");
  } else if (until_.has_value() && std::chrono::steady_clock::now() >= *until_) {
    status_ = absl::DeadlineExceededError("it takes longer than it may");
  }
  return status_;
}

InterruptionScope::InterruptionScope(Interruption* interruption) : outer_(current) {
  current = interruption;
}

InterruptionScope::~InterruptionScope() { current = outer_; }

absl::Status InterruptionStatus() {
  return current == nullptr ? absl::OkStatus() : current->Look();
}

}  // namespace risk
