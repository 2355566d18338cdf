#include "risk/evaluation/value/lookup_table.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace risk::evaluation {
namespace {

// More keys than this are not gone through one by one.
constexpr uint64_t kMostKeys = 1024;

void Extend(std::optional<DoubleRange>& range, double number) {
  const DoubleRange one = {number, number};
  range = range.has_value() ? Hull(*range, one) : one;
}

}  // namespace

bool LookupTable::AddNumber(absl::string_view key, double number) {
  if (!numbers_.emplace(key, number).second) return false;
  int64_t value;
  if (absl::SimpleAtoi(key, &value) && absl::StrCat(value) == key) by_int_.emplace(value, number);
  return true;
}

bool LookupTable::AddText(absl::string_view key, absl::string_view text) {
  return texts_.emplace(key, text).second;
}

std::optional<double> LookupTable::Number(absl::string_view key) const {
  const auto row = numbers_.find(key);
  return row == numbers_.end() ? otherwise_ : row->second;
}

std::optional<DoubleRange> LookupTable::Numbers(IntRange key) const {
  std::optional<DoubleRange> range;
  if (static_cast<uint64_t>(key.high) - static_cast<uint64_t>(key.low) >= kMostKeys) {
    if (otherwise_.has_value()) Extend(range, *otherwise_);
    for (const auto& [number, value] : by_int_) {
      if (key.low <= number && number <= key.high) Extend(range, value);
    }
    return range;
  }
  for (int64_t number = key.low;; ++number) {
    const auto row = by_int_.find(number);
    if (row != by_int_.end()) {
      Extend(range, row->second);
    } else if (otherwise_.has_value()) {
      Extend(range, *otherwise_);
    }
    if (number == key.high) return range;
  }
}

std::optional<DoubleRange> LookupTable::AllNumbers() const {
  std::optional<DoubleRange> range;
  if (otherwise_.has_value()) Extend(range, *otherwise_);
  for (const auto& [key, number] : numbers_) Extend(range, number);
  return range;
}

std::optional<absl::string_view> LookupTable::Text(absl::string_view key) const {
  const auto row = texts_.find(key);
  if (row != texts_.end()) return row->second;
  if (otherwise_text_.has_value()) return *otherwise_text_;
  return std::nullopt;
}

}  // namespace risk::evaluation
