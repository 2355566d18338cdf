// How many occasions rows stand for: rows that agree in all keys are one occasion.
//
//   std::vector<KeyedRow> rows = {{true, false, {Key(day), Key(victim)}}, …};
//   IntRange count = CountOccasions(rows);
//
// Missing: a key that is a range may turn out to be any value in it. The count is at least as many
// rows as can be picked that certainly differ pairwise, and at most those that are not certainly the
// same as an earlier one.
#ifndef RISK_EVALUATION_VALUE_OCCASIONS_H_
#define RISK_EVALUATION_VALUE_OCCASIONS_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "risk/evaluation/value/interval.h"

namespace risk::evaluation {

// Numbers for texts, so that a key that is a text is a range as well: of one number, or of all.
class TextNumbers {
 public:
  IntRange Of(absl::string_view text) {
    const int64_t number = numbers_.try_emplace(std::string(text), numbers_.size()).first->second;
    return {number, number};
  }

 private:
  absl::flat_hash_map<std::string, int64_t> numbers_;
};

struct KeyedRow {
  bool is_certain = true;  // else it may turn out not to be there
  bool is_many = false;    // stands for any number of rows; then it is not certain
  std::vector<IntRange> keys;
};

// Every row has the same number of keys, at least one.
// Exact save where more than 16 rows overlap each other in several keys without one being narrower
// than another: then the lower end may be too low, never too high.
// Cost: n log n for rows whose keys are known; further the square of the number of different rows
// whose keys are not.
IntRange CountOccasions(std::vector<KeyedRow> rows);

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_VALUE_OCCASIONS_H_
