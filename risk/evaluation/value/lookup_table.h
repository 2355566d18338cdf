// Tables for lookup("table", key): of numbers, or of texts.
#ifndef RISK_EVALUATION_VALUE_LOOKUP_TABLE_H_
#define RISK_EVALUATION_VALUE_LOOKUP_TABLE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/node_hash_map.h"
#include "absl/strings/string_view.h"
#include "risk/evaluation/value/interval.h"

namespace risk::evaluation {

// Values by key; `otherwise` for a key that is not among the rows, an error if there is none. An int
// is looked up by its decimal digits. A key that is not known gives the range of the rows that it can
// mean, and of `otherwise`; of texts, any.
class LookupTable {
 public:
  // False if there is a row for the key.
  bool AddNumber(absl::string_view key, double number);
  bool AddText(absl::string_view key, absl::string_view text);
  void SetOtherwise(double number) { otherwise_ = number; }
  void SetOtherwise(absl::string_view text) { otherwise_text_ = std::string(text); }

  bool is_text() const { return !texts_.empty(); }

  // Nothing: an error.
  std::optional<double> Number(absl::string_view key) const;
  std::optional<DoubleRange> Numbers(IntRange key) const;
  // For a key of which nothing is known.
  std::optional<DoubleRange> AllNumbers() const;
  // The table keeps the text.
  std::optional<absl::string_view> Text(absl::string_view key) const;

 private:
  // Rows whose keys are ints, by number.
  absl::flat_hash_map<int64_t, double> by_int_;
  absl::flat_hash_map<std::string, double> numbers_;
  absl::node_hash_map<std::string, std::string> texts_;
  std::optional<double> otherwise_;
  std::optional<std::string> otherwise_text_;
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_VALUE_LOOKUP_TABLE_H_
