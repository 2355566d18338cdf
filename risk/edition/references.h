// The names of an edition that an expression mentions, and the order in which rules need each
// other.
#ifndef RISK_EDITION_REFERENCES_H_
#define RISK_EDITION_REFERENCES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace risk::edition {

// A dotted name such as fact.recent: a kind (fact, param, factor, instrument, band, check, finding)
// and an id. Offsets are bytes of the expression.
struct Reference {
  std::string kind;
  std::string id;
  size_t offset = 0;
  size_t length = 0;
};

// In the order of the text. Reads words only, so that it works on an expression with errors; skips
// text in quotes, comments, and fields that are called like a kind (x.check.y).
std::vector<Reference> FindReferences(absl::string_view expression);

// A graph over nodes 0 to size - 1; `needs[i]` are the nodes that i needs.
using Graph = std::vector<std::vector<int>>;

struct Order {
  // All nodes that are not part of a cycle, nor need one, each after what it needs; among those
  // that are ready the one with the lowest number first.
  std::vector<int> nodes;
  // Each group of nodes that need each other, as one cycle through it: every node needs the next,
  // the last needs the first.
  std::vector<std::vector<int>> cycles;
};

// Cost: O((nodes + needs) log nodes). No recursion.
Order OrderOf(const Graph& needs);

}  // namespace risk::edition

#endif  // RISK_EDITION_REFERENCES_H_
