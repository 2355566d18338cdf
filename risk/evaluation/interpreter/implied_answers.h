// Answers of a record that follow from something else.
//
//   ImpliedAnswers implied;
//   for (const ImplicationSpec& spec : specs) Imply(spec, activation, evaluation, implied);
//   activation.implied = &implied;
//
// Specs must come in an order in which each reads only answers that no later one implies.
#ifndef RISK_EVALUATION_INTERPRETER_IMPLIED_ANSWERS_H_
#define RISK_EVALUATION_INTERPRETER_IMPLIED_ANSWERS_H_

#include <cstddef>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "google/protobuf/descriptor.h"
#include "risk/evaluation/value/container.h"
#include "risk/evaluation/value/implication_spec.h"

namespace risk::evaluation {

struct Activation;
class Evaluation;

class ImpliedAnswers {
 public:
  struct Answer {
    const ImplicationSpec* spec;
    int index;  // of the element; -1: of the record
  };

  // The spec must outlive this object.
  void Add(const ImplicationSpec& spec, int index) {
    by_field_[spec.answer.back()].push_back({&spec, index});
  }
  // What the answer at a place reads; null if it does not follow from anything. The last one counts.
  const Answer* Find(const MessageRef& answer) const;

 private:
  absl::flat_hash_map<const google::protobuf::FieldDescriptor*, std::vector<Answer>> by_field_;
};

// Adds what `spec` implies over the activation's record. Returns whether the record contradicts it.
bool Imply(const ImplicationSpec& spec, const Activation& activation, Evaluation& evaluation,
           ImpliedAnswers& implied);

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_INTERPRETER_IMPLIED_ANSWERS_H_
