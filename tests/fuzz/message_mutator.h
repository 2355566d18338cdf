// Changes protobuf messages at random, so that a fuzzer reaches behind the parser of its input.
//
//   MessageMutator mutator(seed);
//   mutator.Mutate(record);  // one change: a field set, changed, cleared, doubled, moved
//
// The same seed makes the same changes.
#ifndef TESTS_FUZZ_MESSAGE_MUTATOR_H_
#define TESTS_FUZZ_MESSAGE_MUTATOR_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace risk::test {

class MessageMutator {
 public:
  // `words` are texts that a field of text may become, besides those that the message holds elsewhere.
  explicit MessageMutator(uint32_t seed, std::vector<std::string> words = {});

  // Cost: linear in the message. It grows by a few fields at a time, and is at most kDeepest messages deep.
  void Mutate(google::protobuf::Message& message);

  static constexpr int kDeepest = 12;

 private:
  using Field = google::protobuf::FieldDescriptor;
  using Message = google::protobuf::Message;

  int Below(size_t count) { return static_cast<int>(random_() % count); }
  void Collect(Message& message, int depth);
  void Set(Message& message, const Field& field, int depth);
  void Add(Message& message, const Field& field, int depth);
  void ChangeList(Message& message, const Field& field, int depth);
  void Fill(Message& message, int depth);
  int64_t Integer();
  double Double();
  int EnumNumber(const google::protobuf::EnumDescriptor& type);
  std::string Text(const std::string& before);

  std::mt19937 random_;
  const std::vector<std::string> words_;
  struct Place {
    Message* message;
    int depth;
  };
  std::vector<Place> places_;        // all messages inside the one that is changed
  std::vector<std::string> texts_;   // and all their texts
};

}  // namespace risk::test

#endif  // TESTS_FUZZ_MESSAGE_MUTATOR_H_
