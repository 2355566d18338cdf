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
};

class Evaluation {
 public:
  explicit Evaluation(EvaluationOptions options = {});
  Evaluation(const Evaluation&) = delete;
  Evaluation& operator=(const Evaluation&) = delete;

  const EvaluationOptions& options() const { return options_; }
  void set_track_support(bool track) { options_.track_support = track; }
  void set_track_decided(bool track) { options_.track_decided = track; }
  // Frees every value made with this object.
  void Reset() {
    arena_.Reset();
    free_ = end_ = nullptr;
  }

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

  EvaluationOptions options_;
  std::unique_ptr<char[]> first_block_;  // of the arena, so that Reset keeps some memory
  std::unique_ptr<google::protobuf::DynamicMessageFactory> factory_;
  char* free_ = nullptr;  // the rest of a piece of the arena: asking it each time costs more
  char* end_ = nullptr;
  google::protobuf::Arena arena_;  // destroyed first: it holds messages that the factory made
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_INTERPRETER_EVALUATION_H_
