#include "risk/evaluation/value/container.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace risk::evaluation {

std::string PathOf(const MessageRef& message) {
  if (message.parent == nullptr || message.field == nullptr) return std::string(message.name);
  return PathOf(*message.parent, *message.field, message.index);
}

std::string PathOf(const MessageRef& message, const google::protobuf::FieldDescriptor& field,
                   int index) {
  std::string path = PathOf(message);
  absl::StrAppend(&path, path.empty() ? "" : ".", field.name());
  if (index >= 0) absl::StrAppend(&path, "[", index, "]");
  return path;
}

namespace {

// Holds every int64, uint64 and double exactly on the platforms supported.
long double NumberOf(const Value& key) {
  if (key.Is(ValueKind::kInt)) return static_cast<long double>(key.int_range().low);
  if (key.Is(ValueKind::kUint)) return static_cast<long double>(key.uint_range().low);
  return key.double_range().low;
}

int RankOf(const Value& key) {
  if (key.Is(ValueKind::kBool)) return 0;
  return key.Is(ValueKind::kString) ? 2 : 1;
}

bool IsBefore(const Value& a, const Value& b) {
  const int rank = RankOf(a);
  if (rank != RankOf(b)) return rank < RankOf(b);
  if (rank == 0) return a.IsFalse() && b.IsTrue();
  return rank == 1 ? NumberOf(a) < NumberOf(b) : a.text() < b.text();
}

}  // namespace

bool IsKey(const Value& value) {
  return value.is_decided() && (value.Is(ValueKind::kBool) || value.Is(ValueKind::kInt) ||
                                value.Is(ValueKind::kUint) || value.Is(ValueKind::kString));
}

bool SortEntries(std::vector<MapEntry>& entries) {
  const auto is_before = [](const MapEntry& a, const MapEntry& b) { return IsBefore(a.key, b.key); };
  std::stable_sort(entries.begin(), entries.end(), is_before);
  for (size_t i = 1; i < entries.size(); ++i) {
    if (!is_before(entries[i - 1], entries[i])) return false;
  }
  return true;
}

const MapEntry* FindEntry(const MapValue& map, const Value& key) {
  const bool is_double = key.is_decided() && key.Is(ValueKind::kDouble);
  // A NaN equals nothing.
  if (is_double ? NumberOf(key) != NumberOf(key) : !IsKey(key)) return nullptr;
  const auto found = std::lower_bound(
      map.entries.begin(), map.entries.end(), key,
      [](const MapEntry& entry, const Value& wanted) { return IsBefore(entry.key, wanted); });
  return found == map.entries.end() || IsBefore(key, found->key) ? nullptr : &*found;
}

}  // namespace risk::evaluation
