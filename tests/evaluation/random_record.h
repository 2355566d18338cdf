// Random records of any message type, with gaps.
#ifndef TESTS_EVALUATION_RANDOM_RECORD_H_
#define TESTS_EVALUATION_RANDOM_RECORD_H_

#include <random>

#include "google/protobuf/message.h"

namespace risk::evaluation {

// Fills about `density` of the fields, fewer the deeper they lie.
void FillAtRandom(google::protobuf::Message& message, double density, std::mt19937& random);

}  // namespace risk::evaluation

#endif  // TESTS_EVALUATION_RANDOM_RECORD_H_
