// A place of the record as an explanation shows it: path, wording, value as text, provenance.
#ifndef RISK_EVALUATION_INTERPRETER_READING_H_
#define RISK_EVALUATION_INTERPRETER_READING_H_

#include <map>
#include <memory>
#include <string>
#include <tuple>

#include "absl/container/flat_hash_map.h"
#include "google/protobuf/message.h"
#include "risk/evaluation/value/support.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/provenance.pb.h"

namespace risk::evaluation {

// The places of one record that explanations have shown; each is described once.
class Readings {
 public:
  // `inherited` (may be null) is the provenance of the record as a whole. Both must outlive this.
  explicit Readings(const v1::Provenance* inherited = nullptr) : inherited_(inherited) {}

  // What the record holds at a kReading or kElement part; null if that is missing. The same place
  // gives the same object.
  const v1::Reading* Of(const Support& part);

 private:
  std::unique_ptr<const v1::Reading> Describe(const Support& part) const;

  // A message of the record and a field of it; null for the message itself.
  using Place = std::tuple<const google::protobuf::Message*,
                           const google::protobuf::FieldDescriptor*, int>;
  const v1::Provenance* inherited_;
  absl::flat_hash_map<Place, std::unique_ptr<const v1::Reading>> read_;
  std::map<std::string, std::unique_ptr<const v1::Reading>> by_path_;  // of absent messages
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_INTERPRETER_READING_H_
