#include "risk/evaluation/value/occasions.h"

#include <algorithm>

namespace risk::evaluation {
namespace {

constexpr size_t kMostSearched = 16;

}  // namespace

void OccasionCounter::Begin(size_t key_count) {
  key_count_ = key_count;
  keys_.clear();
  rows_.clear();
  texts_.clear();
}

absl::Span<IntRange> OccasionCounter::Add(bool is_certain, bool is_many) {
  rows_.push_back({keys_.size(), is_certain, is_many});
  keys_.resize(keys_.size() + key_count_, kAnyInt);
  return absl::MakeSpan(&keys_[rows_.back().keys], key_count_);
}

IntRange OccasionCounter::OfText(absl::string_view text) {
  const int64_t number =
      texts_.try_emplace(text, static_cast<int64_t>(texts_.size())).first->second;
  return {number, number};
}

bool OccasionCounter::IsDefinite(size_t place) const {
  const absl::Span<const IntRange> keys = KeysAt(place);
  return std::all_of(keys.begin(), keys.end(), [](const IntRange& k) { return k.is_definite(); });
}

bool OccasionCounter::MayAgree(size_t a, size_t b) const {
  for (size_t i = 0; i < key_count_; ++i) {
    if (keys_[a + i].high < keys_[b + i].low || keys_[b + i].high < keys_[a + i].low) return false;
  }
  return true;
}

bool OccasionCounter::Contains(size_t wide, size_t narrow) const {
  for (size_t i = 0; i < key_count_; ++i) {
    const IntRange& outer = keys_[wide + i];
    const IntRange& inner = keys_[narrow + i];
    if (inner.low < outer.low || inner.high > outer.high) return false;
  }
  return true;
}

void OccasionCounter::SortAndUnite(Places* rows) const {
  std::sort(rows->begin(), rows->end(), [this](size_t a, size_t b) {
    const absl::Span<const IntRange> x = KeysAt(a), y = KeysAt(b);
    return std::lexicographical_compare(
        x.begin(), x.end(), y.begin(), y.end(), [](const IntRange& p, const IntRange& q) {
          return p.low != q.low ? p.low < q.low : p.high < q.high;
        });
  });
  const auto is_same = [this](size_t a, size_t b) { return KeysAt(a) == KeysAt(b); };
  rows->erase(std::unique(rows->begin(), rows->end(), is_same), rows->end());
}

// The most of `left`, bits of apart_, that can be picked so that no two of them may agree.
int64_t OccasionCounter::MostApart(uint32_t left) const {
  if (left == 0) return 0;
  int row = 0;
  while ((left >> row & 1) == 0) ++row;
  const uint32_t rest = left & ~(1u << row);
  const uint32_t conflicts = rest & may_agree_[row];
  const int64_t with = 1 + MostApart(rest & ~conflicts);
  return conflicts == 0 ? with : std::max(with, MostApart(rest));
}

// Picks by the end of the first key, which is exact for a single key.
int64_t OccasionCounter::PickedApart() {
  std::sort(apart_.begin(), apart_.end(),
            [this](size_t a, size_t b) { return keys_[a].high < keys_[b].high; });
  picked_.clear();
  for (size_t row : apart_) {
    const bool is_apart = std::none_of(picked_.begin(), picked_.end(),
                                       [&](size_t other) { return MayAgree(other, row); });
    if (is_apart) picked_.push_back(row);
  }
  return static_cast<int64_t>(picked_.size());
}

int64_t OccasionCounter::CountApart() {
  if (apart_.size() > kMostSearched || key_count_ == 1) return PickedApart();
  may_agree_.assign(apart_.size(), 0);
  for (size_t i = 0; i < apart_.size(); ++i) {
    for (size_t j = 0; j < apart_.size(); ++j) {
      if (i != j && MayAgree(apart_[i], apart_[j])) may_agree_[i] |= 1u << j;
    }
  }
  return MostApart((1u << apart_.size()) - 1);
}

// Of the rows that are certainly there. One that may be the same as a narrower one adds nothing:
// whatever is apart from it is apart from the narrower one too.
int64_t OccasionCounter::AtLeast() {
  apart_.clear();
  for (size_t row : certain_open_) {
    const auto is_inside = [&](size_t other) { return other != row && Contains(row, other); };
    if (std::none_of(certain_known_.begin(), certain_known_.end(), is_inside) &&
        std::none_of(certain_open_.begin(), certain_open_.end(), is_inside)) {
      apart_.push_back(row);
    }
  }
  return static_cast<int64_t>(certain_known_.size()) + CountApart();
}

IntRange OccasionCounter::Count() {
  known_.clear();
  certain_known_.clear();
  certain_open_.clear();
  int64_t open = 0;
  bool is_unlimited = false;
  for (const Row& row : rows_) {
    const bool is_definite = IsDefinite(row.keys);
    open += !is_definite;
    is_unlimited |= row.is_many && !is_definite;
    if (is_definite) known_.push_back(row.keys);
    if (row.is_certain) (is_definite ? certain_known_ : certain_open_).push_back(row.keys);
  }
  for (Places* rows : {&known_, &certain_known_, &certain_open_}) SortAndUnite(rows);
  const int64_t most = static_cast<int64_t>(known_.size()) + open;
  return {AtLeast(), is_unlimited ? INT64_MAX : most};
}

}  // namespace risk::evaluation
