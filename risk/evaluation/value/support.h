// What a value rests on: the places of the record that were read to decide it, and those that would
// have to be known to decide it further.
//
//   std::vector<std::string> paths = MissingPieces(value);
//   // "person.age", "domestic_abuse.incidents[2].strangulation", "domestic_abuse.incidents[]"
//
// A tree of unions that shares its parts; it lives in the Evaluation that made it.
#ifndef RISK_EVALUATION_VALUE_SUPPORT_H_
#define RISK_EVALUATION_VALUE_SUPPORT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "risk/evaluation/value/container.h"
#include "risk/evaluation/value/value.h"

namespace risk::evaluation {

struct Support {
  enum class Kind : uint8_t {
    kReading,   // `field` of `owner`; `owner` itself, an Answer or a Date, if that is null
    kOpenList,  // the further elements of the list `field` of `owner`
    kElement,   // the element `owner` of a list: it decided a quantifier
    kVariable,  // a declared variable; `left` is what its own value rests on, if that is known
    kUnion,     // `left` and `right`
    kSettled,  // `left`, of which nothing needs to be known any more: the value was decided without
  };
  Kind kind = Kind::kReading;
  bool is_missing = false;  // kReading, kVariable: undecided as read
  mutable uint8_t seen = 0;  // by the walk that is under way; 0 outside of one
  const MessageRef* owner = nullptr;
  const google::protobuf::FieldDescriptor* field = nullptr;
  int index = -1;          // of an element that is not a message; kVariable: in the Environment
  absl::string_view name;  // kVariable
  const Support* left = nullptr;
  const Support* right = nullptr;
};

// The path of the record that a part speaks of: "person.age", "domestic_abuse.incidents[]" for an
// open list, the name of a variable; "" for a union.
std::string PathOf(const Support& part);

// Calls `visit` for each part of a value's support that is not a union, in the order of evaluation
// and once each. `is_needed` is false below a kSettled part. Cost: linear in the distinct parts.
void VisitSupport(const Support* support,
                  absl::FunctionRef<void(const Support& part, bool is_needed)> visit);

// Calls `visit` for each part that an undecided value needs to know: readings that are missing, open
// lists, and variables, whose own support follows if `visit` returns true. In the order of
// evaluation, once each.
void VisitMissing(const Support* support, absl::FunctionRef<bool(const Support& part)> visit);

// The parts of a support that an explanation can show, in the order of VisitSupport: of those that are
// needed, and of the others, the first `most` that `identity` tells apart (null: never shown), and all
// variables, below which it does not look. What is missing is left out. `make` gives new parts.
const Support* Shortened(const Support* support, int most,
                         absl::FunctionRef<const void*(const Support& part)> identity,
                         absl::FunctionRef<Support*()> make);

// The field paths (or names of variables whose own support is not known) that an undecided value
// rests on, in order, without duplicates. Empty for a decided value and for an error.
std::vector<std::string> MissingPieces(const Value& value);

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_VALUE_SUPPORT_H_
