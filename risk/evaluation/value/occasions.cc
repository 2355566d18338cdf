#include "risk/evaluation/value/occasions.h"

#include <algorithm>

namespace risk::evaluation {
namespace {

using Keys = std::vector<IntRange>;

constexpr size_t kMostSearched = 16;

bool IsBefore(const Keys& a, const Keys& b) {
  return std::lexicographical_compare(
      a.begin(), a.end(), b.begin(), b.end(), [](const IntRange& x, const IntRange& y) {
        return x.low != y.low ? x.low < y.low : x.high < y.high;
      });
}

bool IsDefinite(const Keys& keys) {
  return std::all_of(keys.begin(), keys.end(), [](const IntRange& k) { return k.is_definite(); });
}

bool MayAgree(const Keys& a, const Keys& b) {
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i].high < b[i].low || b[i].high < a[i].low) return false;
  }
  return true;
}

bool Contains(const Keys& wide, const Keys& narrow) {
  for (size_t i = 0; i < wide.size(); ++i) {
    if (narrow[i].low < wide[i].low || narrow[i].high > wide[i].high) return false;
  }
  return true;
}

void SortAndUnite(std::vector<Keys>& all) {
  std::sort(all.begin(), all.end(), IsBefore);
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

// The most of `left` that can be picked so that no two of them may agree.
int64_t MostApart(const std::vector<uint32_t>& may_agree, uint32_t left) {
  if (left == 0) return 0;
  int row = 0;
  while ((left >> row & 1) == 0) ++row;
  const uint32_t rest = left & ~(1u << row);
  const int64_t with = 1 + MostApart(may_agree, rest & ~may_agree[row]);
  return (rest & may_agree[row]) == 0 ? with : std::max(with, MostApart(may_agree, rest));
}

// Picks by the end of the first key, which is exact for a single key.
int64_t PickedApart(std::vector<const Keys*> rows) {
  std::sort(rows.begin(), rows.end(),
            [](const Keys* a, const Keys* b) { return a->front().high < b->front().high; });
  std::vector<const Keys*> picked;
  for (const Keys* row : rows) {
    const bool is_apart = std::none_of(picked.begin(), picked.end(),
                                       [&](const Keys* p) { return MayAgree(*p, *row); });
    if (is_apart) picked.push_back(row);
  }
  return static_cast<int64_t>(picked.size());
}

int64_t CountApart(const std::vector<const Keys*>& rows) {
  if (rows.size() > kMostSearched || (!rows.empty() && rows[0]->size() == 1)) {
    return PickedApart(rows);
  }
  std::vector<uint32_t> may_agree(rows.size(), 0);
  for (size_t i = 0; i < rows.size(); ++i) {
    for (size_t j = 0; j < rows.size(); ++j) {
      if (i != j && MayAgree(*rows[i], *rows[j])) may_agree[i] |= 1u << j;
    }
  }
  return MostApart(may_agree, (1u << rows.size()) - 1);
}

// Of the rows that are certainly there. One that may be the same as a narrower one adds nothing:
// whatever is apart from it is apart from the narrower one too.
int64_t AtLeast(const std::vector<Keys>& known, const std::vector<Keys>& open) {
  std::vector<const Keys*> left;
  for (const Keys& row : open) {
    const auto is_inside = [&row](const Keys& other) {
      return &other != &row && Contains(row, other);
    };
    if (std::none_of(known.begin(), known.end(), is_inside) &&
        std::none_of(open.begin(), open.end(), is_inside)) {
      left.push_back(&row);
    }
  }
  return static_cast<int64_t>(known.size()) + CountApart(left);
}

}  // namespace

IntRange CountOccasions(std::vector<KeyedRow> rows) {
  std::vector<Keys> certain_known, certain_open, known;
  int64_t open = 0;
  bool is_unlimited = false;
  for (KeyedRow& row : rows) {
    const bool is_definite = IsDefinite(row.keys);
    open += !is_definite;
    is_unlimited |= row.is_many && !is_definite;
    if (is_definite) known.push_back(row.keys);
    if (row.is_certain) (is_definite ? certain_known : certain_open).push_back(std::move(row.keys));
  }
  for (std::vector<Keys>* all : {&certain_known, &certain_open, &known}) SortAndUnite(*all);
  IntRange count;
  count.low = AtLeast(certain_known, certain_open);
  count.high = is_unlimited ? INT64_MAX : static_cast<int64_t>(known.size()) + open;
  return count;
}

}  // namespace risk::evaluation
