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
  EXPECT_THAT(Names("x.fact.a || fact || i.x.y.z"), ElementsAre("x.fact", "i.x"));
  EXPECT_THAT(Names("'fact.a' + \"param.b\" + '''check.c'd''' + r'\\' + param.e"),
              ElementsAre("param.e"));
  EXPECT_THAT(Names("1 // fact.a\n + fact.b"), ElementsAre("fact.b"));
  EXPECT_THAT(Names("fact.f(i, param.n)"), ElementsAre("fact.f", "param.n"));
  EXPECT_THAT(Names("'unended fact.a"), IsEmpty());
  EXPECT_THAT(Names("fact."), IsEmpty());
}

}  // namespace
}  // namespace risk::edition
