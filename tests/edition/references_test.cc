#include "risk/edition/references.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace risk::edition {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Names(const char* expression) {
  std::vector<std::string> names;
  for (const Reference& r : FindReferences(expression)) {
    names.push_back(std::string(expression).substr(r.offset, r.length));
  }
  return names;
}

TEST(FindReferences, ReadsNamesOnly) {
  EXPECT_THAT(Names("fact.a && !factor.b_2 || band . c == 'x'"),
              ElementsAre("fact.a", "factor.b_2", "band . c"));
  EXPECT_THAT(Names("x.fact.a || my_fact.b || fact || facts.c"), IsEmpty());
  EXPECT_THAT(Names("'fact.a' + \"param.b\" + '''check.c'd''' + r'\\' + param.e"),
              ElementsAre("param.e"));
  EXPECT_THAT(Names("1 // fact.a\n + fact.b"), ElementsAre("fact.b"));
  EXPECT_THAT(Names("fact.f(i, param.n)"), ElementsAre("fact.f", "param.n"));
  EXPECT_THAT(Names("'unended fact.a"), IsEmpty());
  EXPECT_THAT(Names("fact."), IsEmpty());
}

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
