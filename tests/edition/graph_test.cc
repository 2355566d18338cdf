#include "risk/edition/graph.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace risk::edition {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(OrderOf, PutsNeedsFirstAndLowNumbersBeforeHigh) {
  // 0 needs 2; 1 needs nothing; 2 needs 3.
  Order order = OrderOf({{2}, {}, {3}, {}});
  EXPECT_THAT(order.nodes, ElementsAre(1, 3, 2, 0));
  EXPECT_THAT(order.cycles, IsEmpty());
}

TEST(OrderOf, ReportsEachCycleOnceAndLeavesOutWhatNeedsOne) {
  // 0 -> 1 -> 2 -> 0; 3 -> 3; 4 needs the first cycle, 5 nothing.
  Order order = OrderOf({{1}, {2}, {0}, {3}, {0, 5}, {}});
  EXPECT_THAT(order.nodes, ElementsAre(5));
  EXPECT_THAT(order.cycles, ElementsAre(ElementsAre(0, 1, 2), ElementsAre(3)));
}

TEST(OrderOf, TakesLongChains) {
  Graph graph(100000);
  for (size_t i = 1; i < graph.size(); ++i) graph[i] = {static_cast<int>(i - 1)};
  EXPECT_EQ(OrderOf(graph).nodes.size(), graph.size());
  graph[0] = {99999};
  EXPECT_EQ(OrderOf(graph).cycles.at(0).size(), graph.size());
}

}  // namespace
}  // namespace risk::edition
