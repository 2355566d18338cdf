// Random records made from the schema alone, and random changes to them. The same seed gives the
// same.
#ifndef TESTS_ASSESSMENT_RANDOM_CASE_H_
#define TESTS_ASSESSMENT_RANDOM_CASE_H_

#include <cstdint>
#include <random>
#include <set>
#include <string>

#include "google/protobuf/message.h"
#include "risk/v1/case.pb.h"
#include "risk/v1/date.pb.h"

namespace risk {

class RandomCase {
 public:
  explicit RandomCase(uint64_t seed) : random_(seed) {}

  // `presence` from 0 (empty) to 1 (nearly everything is set).
  v1::Case Make(double presence);

  // Takes away information and never adds any: fields, answers, days of dates, and elements of
  // lists that may hold more than was recorded. Lists in `kept` (plain paths) keep their elements.
  // `rate` is the share of what could go that goes.
  void Remove(google::protobuf::Message& record, double rate, const std::set<std::string>& kept);

  // Puts the elements of every list of messages into another order.
  void Shuffle(google::protobuf::Message& record);

  // Adds elements and answers that became known after `date`.
  void AddLater(google::protobuf::Message& record, const v1::Date& date);

  // Answers one question that was answered NO, or not at all, with YES: one of those whose
  // reassuring answer is NO. Returns the plain path of the question; empty if there is none.
  std::string MakeWorse(google::protobuf::Message& record);

  bool Chance(double probability) { return Uniform(1'000'000) < probability * 1'000'000; }
  // 0 to `count` - 1.
  int Uniform(int count) { return static_cast<int>(random_() % static_cast<uint64_t>(count)); }

 private:
  void Fill(google::protobuf::Message& message, double presence, int depth);
  void FillField(google::protobuf::Message& message, const google::protobuf::FieldDescriptor& field,
                 double presence, int depth);
  void SetScalar(google::protobuf::Message& message,
                 const google::protobuf::FieldDescriptor& field);
  void SetDate(google::protobuf::Message& date, int first_year, int last_year);
  void FillAnswer(google::protobuf::Message& answer);
  std::string Text(const google::protobuf::FieldDescriptor& field);
  void RemoveAt(google::protobuf::Message& message, double rate, const std::set<std::string>& kept,
                const std::string& path);
  void RemoveElements(google::protobuf::Message& message,
                      const google::protobuf::FieldDescriptor& list, double rate);

  std::mt19937_64 random_;
  int next_id_ = 0;
};

}  // namespace risk

#endif  // TESTS_ASSESSMENT_RANDOM_CASE_H_
