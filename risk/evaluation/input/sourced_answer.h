// An Answer as it stands in a record, and how it is read.
#ifndef RISK_EVALUATION_INPUT_SOURCED_ANSWER_H_
#define RISK_EVALUATION_INPUT_SOURCED_ANSWER_H_

#include <cstdint>

#include "risk/evaluation/input/slot.h"
#include "risk/v1/answer.pb.h"
#include "risk/v1/provenance.pb.h"

namespace risk::evaluation {

// The value of an Answer and the source that counts for it: its own or the one inherited.
struct SourcedAnswer {
  int value = 0;
  int source = 0;

  // Self-report alone cannot establish the answer that reassures. Without branches: what an answer
  // says is hard to predict.
  Slot Read(int reassuring) const {
    const int64_t is_yes = value == v1::Answer::YES;
    const int64_t is_no = value == v1::Answer::NO;
    const int64_t counts = (value != reassuring) | (source != v1::Provenance::SELF_REPORT);
    const int64_t is_known = (is_yes | is_no) & counts;
    return {is_known & is_yes, (is_known ^ 1) | is_yes};
  }
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_INPUT_SOURCED_ANSWER_H_
