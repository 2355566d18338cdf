// The memory and the limits of a series of evaluations over one record.
//
//   Evaluation evaluation;
//   Value a = Evaluate(*first, activation, evaluation);
//   Value b = Evaluate(*second, activation, evaluation);  // may read `a` through a variable
//   evaluation.Reset();                                   // ends the life of both
//
// One per thread.
#ifndef RISK_EVALUATION_INTERPRETER_EVALUATION_H_
#define RISK_EVALUATION_INTERPRETER_EVALUATION_H_

#include <cstddef>
#include <cstdint>
#include <memory>

#include "google/protobuf/arena.h"
#include "google/protobuf/dynamic_message.h"

namespace risk::evaluation {

struct EvaluationOptions {
  // Nodes and elements visited by one call of Evaluate. When they are used up the result is an
  // error with code kTooExpensive, whatever has been decided by then.
  int64_t max_steps = 10'000'000;
  // Whether values say what they rest on (support.h). Costs about as much again.
  bool track_support = false;
  // With track_support: whether decided values do so too. What is missing can be said without.
  bool track_decided = true;
  // Bytes of values beyond which values made do not say any more what they rest on: of those that are
  // held, and of those of one call. 0: no limit. Then `is_cut` tells that it was so.
  size_t most_tracked_bytes = 0;
  size_t most_tracked_of_one = 0;
};

class Evaluation {
 public:
  explicit Evaluation(EvaluationOptions options = {});
  Evaluation(const Evaluation&) = delete;
  Evaluation& operator=(const Evaluation&) = delete;

  const EvaluationOptions& options() const { return options_; }
  void set_track_support(bool track) { options_.track_support = track; }
  void set_track_decided(bool track) { options_.track_decided = track; }
  // Steps that all calls with this and other objects may still take; null: no limit but that of each.
  void set_budget(int64_t* steps) { budget_ = steps; }
  int64_t* budget() const { return budget_; }
  void set_tracked_limits(size_t most_bytes, size_t most_of_one) {
    options_.most_tracked_bytes = most_bytes;
    options_.most_tracked_of_one = most_of_one;
  }
  // Frees every value made with this object.
  void Reset() {
    arena_.Reset();
    free_ = end_ = nullptr;
    bytes_ = 0;
    BeginCall();
  }

  // Each call of Evaluate begins so, except those inside another one.
  void BeginCall() {
    at_call_ = bytes_;
    is_full_ = is_cut_ = false;
    Limit();
  }
  bool is_full() const { return is_full_; }
  // Whether some value of the last call does not say all that it rests on.
  bool is_cut() const { return is_cut_; }
  size_t bytes_of_call() const { return bytes_ - at_call_; }

  // Memory for what is trivially destructible, aligned to 8 bytes.
  void* Allocate(size_t bytes) {
    bytes = (bytes + 7) & ~size_t{7};
    if (static_cast<size_t>(end_ - free_) < bytes) Refill(bytes);
    void* const memory = free_;
    free_ += bytes;
    return memory;
  }
  google::protobuf::Arena& arena() { return arena_; }
  // Makes messages of types that no generated code knows.
  google::protobuf::DynamicMessageFactory& factory();

 private:
  void Refill(size_t bytes);
  void Limit();

  EvaluationOptions options_;
  std::unique_ptr<char[]> first_block_;  // of the arena, so that Reset keeps some memory
  std::unique_ptr<google::protobuf::DynamicMessageFactory> factory_;
  char* free_ = nullptr;  // the rest of a piece of the arena: asking it each time costs more
  char* end_ = nullptr;
  int64_t* budget_ = nullptr;
  size_t bytes_ = 0;    // of the pieces taken
  size_t at_call_ = 0;  // when the last call began
  bool is_full_ = false;
  bool is_cut_ = false;
  google::protobuf::Arena arena_;  // destroyed first: it holds messages that the factory made
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_INTERPRETER_EVALUATION_H_
