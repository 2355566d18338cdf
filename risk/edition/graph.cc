#include "risk/edition/graph.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <queue>
#include <utility>

namespace risk::edition {
namespace {

// Nodes that are left when everything that can be ordered has been, without those that merely need
// a cycle: each of the rest can reach itself.
std::vector<int> CycleFrom(const Graph& needs, const std::vector<bool>& is_done, int start) {
  // Every node here needs one that is not done; following the first of them must come round.
  std::vector<int> path;
  std::vector<int> seen(needs.size(), -1);
  int node = start;
  while (seen[node] < 0) {
    seen[node] = static_cast<int>(path.size());
    path.push_back(node);
    for (int next : needs[node]) {
      if (!is_done[next]) {
        node = next;
        break;
      }
    }
  }
  return std::vector<int>(path.begin() + seen[node], path.end());
}

}  // namespace

Order OrderOf(const Graph& needs) {
  const int size = static_cast<int>(needs.size());
  std::vector<std::vector<int>> needed_by(size);
  std::vector<size_t> waiting(size);
  for (int node = 0; node < size; ++node) {
    waiting[node] = needs[node].size();
    for (int need : needs[node]) needed_by[need].push_back(node);
  }
  Order order;
  std::vector<bool> is_done(size, false);
  std::vector<bool> is_ordered(size, true);
  std::priority_queue<int, std::vector<int>, std::greater<int>> ready;
  for (int node = 0; node < size; ++node) {
    if (waiting[node] == 0) ready.push(node);
  }
  int first_left = 0;
  while (true) {
    while (!ready.empty()) {
      int node = ready.top();
      ready.pop();
      if (is_done[node]) continue;
      is_done[node] = true;
      if (is_ordered[node]) order.nodes.push_back(node);
      for (int next : needed_by[node]) {
        if (!is_ordered[node]) is_ordered[next] = false;
        if (--waiting[next] == 0) ready.push(next);
      }
    }
    while (first_left < size && is_done[first_left]) ++first_left;
    if (first_left == size) return order;
    // What is left needs a cycle. Report one, take its members out, and go on: other cycles show
    // then.
    std::vector<int> cycle = CycleFrom(needs, is_done, first_left);
    std::rotate(cycle.begin(), std::min_element(cycle.begin(), cycle.end()), cycle.end());
    for (int node : cycle) {
      is_ordered[node] = false;
      is_done[node] = true;
      for (int next : needed_by[node]) {
        is_ordered[next] = false;
        if (waiting[next] > 0 && --waiting[next] == 0 && !is_done[next]) ready.push(next);
      }
    }
    order.cycles.push_back(std::move(cycle));
  }
}

}  // namespace risk::edition
