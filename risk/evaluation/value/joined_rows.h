// Rows that tell of the same thing: which of them are one row.
//
// Rows are joined if they share an id: an incident, the charge it led to, the conviction. A row that
// may turn out not to be there joins nothing for certain; what it may add is kept apart.
#ifndef RISK_EVALUATION_VALUE_JOINED_ROWS_H_
#define RISK_EVALUATION_VALUE_JOINED_ROWS_H_

#include <vector>

#include "absl/strings/string_view.h"

namespace risk::evaluation {

struct LinkedRow {
  bool is_certain = true;
  bool is_many = false;   // of what an open list does not show: it has no ids yet
  bool can_join = false;  // its road has ids, so a row that is not shown may join any
  std::vector<absl::string_view> ids;  // its own and those that it names
};

// A row after joining: what its parts say together.
struct RowGroup {
  bool is_certain = true;
  std::vector<int> surely;   // rows that are this one; the first gives its place
  std::vector<int> perhaps;  // rows that may be
};

// In the order of the first of each. Where a list of a road with ids is open, a row that is not shown may
// join two that are: all groups with ids but the first are then uncertain. Sound: in every completion that adds no id to a row that is
// shown, each row that results is one of the groups, made of `surely` and any of `perhaps`.
// Cost: linear in the ids, and in the square of the doubtful rows that hang together.
std::vector<RowGroup> JoinRows(const std::vector<LinkedRow>& rows);

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_VALUE_JOINED_ROWS_H_
