// How each field of a rule is changed.
#ifndef RISK_MUTATION_TREATMENT_H_
#define RISK_MUTATION_TREATMENT_H_

#include <cstdint>
#include <string>

#include "google/protobuf/descriptor.h"

namespace risk::mutation {

enum class How : uint8_t {
  kNothing,
  kExpression,     // each of its parts
  kCondition,      // the same, and the whole of it always or never true
  kFactValue,      // a condition if the fact is one
  kDrop,           // left out; then its parts
  kNumber,         // one more
  kFlag,           // the other way round
  kSeverity,       // urgent or not
  kParameterName,  // another parameter
  kDate,           // a day later
};

struct Treatment {
  How how = How::kNothing;
  const char* kind = "";       // of the change
  bool is_left_alone = false;  // and all that is in it
};

Treatment TreatmentOf(const google::protobuf::FieldDescriptor& field);

// Whether rules of this kind are changed at all, by the name of their field in a RuleFile.
bool IsChanged(const std::string& rules);

}  // namespace risk::mutation

#endif  // RISK_MUTATION_TREATMENT_H_
