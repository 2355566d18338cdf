// How many occasions rows stand for: rows that agree in all keys are one occasion.
//
//   OccasionCounter counter;
//   counter.Begin(2);
//   absl::Span<IntRange> keys = counter.Add(true, false);
//   keys[0] = day; keys[1] = counter.OfText(victim);
//   IntRange count = counter.Count();
//
// Missing: a key that is a range may turn out to be any value in it. The count is at least as many
// rows as can be picked that certainly differ pairwise, and at most those that are not certainly the
// same as an earlier one.
#ifndef RISK_EVALUATION_VALUE_OCCASIONS_H_
#define RISK_EVALUATION_VALUE_OCCASIONS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "risk/evaluation/value/interval.h"

namespace risk::evaluation {

// Keeps its memory from count to count.
class OccasionCounter {
 public:
  // Starts a count of rows with `key_count` keys, at least one.
  void Begin(size_t key_count);
  // A row whose keys are to be filled in at once. One that is not certain may turn out not to be
  // there; one that `is_many` stands for any number of rows.
  absl::Span<IntRange> Add(bool is_certain, bool is_many);
  // A number that stands for the text within this count. The text must stay until Count.
  IntRange OfText(absl::string_view text);

  // Exact save where more than 16 rows overlap each other in several keys without one being narrower
  // than another: then the lower end may be too low, never too high.
  // Cost: n log n for rows whose keys are known; further the square of the number of different rows
  // whose keys are not.
  IntRange Count();

 private:
  struct Row {
    size_t keys;
    bool is_certain;
    bool is_many;
  };
  using Places = std::vector<size_t>;  // of the first key of rows

  absl::Span<const IntRange> KeysAt(size_t place) const {
    return absl::MakeConstSpan(&keys_[place], key_count_);
  }
  bool IsDefinite(size_t place) const;
  bool MayAgree(size_t a, size_t b) const;
  bool Contains(size_t wide, size_t narrow) const;
  void SortAndUnite(Places* rows) const;
  int64_t AtLeast();
  int64_t CountApart();
  int64_t PickedApart();
  int64_t MostApart(uint32_t left) const;

  size_t key_count_ = 0;
  std::vector<IntRange> keys_;
  std::vector<Row> rows_;
  absl::flat_hash_map<absl::string_view, int64_t> texts_;
  Places known_, certain_known_, certain_open_, apart_, picked_;
  std::vector<uint32_t> may_agree_;
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_VALUE_OCCASIONS_H_
