// The order of things that need each other.
#ifndef RISK_EDITION_GRAPH_H_
#define RISK_EDITION_GRAPH_H_

#include <vector>

namespace risk::edition {

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

#endif  // RISK_EDITION_GRAPH_H_
