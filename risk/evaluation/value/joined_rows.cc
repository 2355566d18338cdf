#include "risk/evaluation/value/joined_rows.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"

namespace risk::evaluation {
namespace {

// Sets of rows that hang together by ids.
class Components {
 public:
  explicit Components(size_t count) : parent_(count) {
    for (size_t i = 0; i < count; ++i) parent_[i] = static_cast<int>(i);
  }
  int Of(int row) {
    while (parent_[row] != row) row = parent_[row] = parent_[parent_[row]];
    return row;
  }
  void AddIds(const LinkedRow& row, int index) {
    for (absl::string_view id : row.ids) {
      const auto [place, is_new] = first_with_.try_emplace(id, index);
      // The earliest row stands for its set.
      if (is_new) continue;
      const int a = Of(place->second), b = Of(index);
      parent_[std::max(a, b)] = std::min(a, b);
    }
  }

 private:
  std::vector<int> parent_;
  absl::flat_hash_map<absl::string_view, int> first_with_;
};

using Sets = absl::flat_hash_map<int, std::vector<int>>;

}  // namespace

std::vector<RowGroup> JoinRows(const std::vector<LinkedRow>& rows) {
  const int count = static_cast<int>(rows.size());
  Components certain(rows.size()), all(rows.size());
  absl::flat_hash_set<absl::string_view> certain_ids;
  std::vector<int> unseen;
  for (int i = 0; i < count; ++i) {
    all.AddIds(rows[i], i);
    if (rows[i].is_certain) {
      certain.AddIds(rows[i], i);
      certain_ids.insert(rows[i].ids.begin(), rows[i].ids.end());
    }
    if (rows[i].is_many && rows[i].can_join) unseen.push_back(i);
  }
  Sets together;
  for (int i = 0; i < count; ++i) together[all.Of(i)].push_back(i);
  std::vector<RowGroup> groups;
  std::vector<int> group_of(rows.size(), -1);
  absl::flat_hash_set<int> has_certain;  // sets of which a certain group has been made
  // What is not shown may hang all rows with ids together.
  const auto set_of = [&](int i) { return unseen.empty() || rows[i].ids.empty() ? all.Of(i) : -1; };
  for (int i = 0; i < count; ++i) {
    const LinkedRow& row = rows[i];
    if (row.is_certain && certain.Of(i) != i) {
      groups[group_of[certain.Of(i)]].surely.push_back(i);
      continue;
    }
    // A doubtful row that shares an id with a certain one is that one, or is not there.
    const auto is_certain_id = [&](absl::string_view id) { return certain_ids.contains(id); };
    if (!row.is_certain && std::any_of(row.ids.begin(), row.ids.end(), is_certain_id)) continue;
    group_of[i] = static_cast<int>(groups.size());
    RowGroup& group = groups.emplace_back();
    // Two certain rows that a doubtful one would join may turn out to be one.
    group.is_certain = row.is_certain && has_certain.insert(set_of(i)).second;
    group.surely.push_back(i);
    for (int other : together[all.Of(i)]) {
      const bool is_same = rows[other].is_certain && row.is_certain && certain.Of(other) == i;
      if (!is_same && other != i) group.perhaps.push_back(other);
    }
    for (int other : unseen) {
      if (other != i && (row.can_join || !row.ids.empty())) group.perhaps.push_back(other);
    }
  }
  return groups;
}

}  // namespace risk::evaluation
