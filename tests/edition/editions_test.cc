#include "risk/edition/editions.h"

#include <map>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace risk {
namespace {

using testing::HasSubstr;

// Hashes of published editions. They never change: a correction is a new edition.
const std::map<std::string, std::string>& PublishedHashes() {
  static const auto* const kHashes = new std::map<std::string, std::string>();
  return *kHashes;
}

TEST(Editions, AllLoadWithoutErrors) {
  ASSERT_FALSE(Editions::BuiltIn().empty());
  for (const BuiltInEdition& edition : Editions::BuiltIn()) {
    EditionResult result = Editions::Load(edition.name);
    EXPECT_TRUE(result.ok()) << ToString(result.problems);
  }
}

TEST(Editions, PublishedOnesKeepTheirHashes) {
  size_t published = 0;
  for (const BuiltInEdition& edition : Editions::BuiltIn()) {
    if (!edition.is_published) continue;
    ++published;
    ASSERT_EQ(PublishedHashes().count(edition.name), 1)
        << edition.name << " is published: enter its hash here";
    EXPECT_EQ(Editions::Load(edition.name).edition->hash(), PublishedHashes().at(edition.name));
  }
  EXPECT_EQ(published, PublishedHashes().size()) << "a published edition is gone";
}

TEST(Editions, AreFoundByIdAndByName) {
  const BuiltInEdition newest = Editions::BuiltIn().back();
  EXPECT_EQ(Editions::Load(newest.id).edition->name(), newest.name);
  EXPECT_EQ(Editions::Open(newest.name).edition->name(), newest.name);
  EXPECT_EQ(Editions::Open("tests/edition/demo").edition->name(), "demo@1.0");
}

TEST(Editions, UnknownNamesBringASuggestion) {
  const BuiltInEdition newest = Editions::BuiltIn().back();
  EditionResult result = Editions::Load(newest.id + "x");
  ASSERT_EQ(result.problems.size(), 1);
  EXPECT_EQ(result.problems[0].code, "unknown-edition");
  EXPECT_THAT(result.problems[0].hint, HasSubstr("did you mean \"" + newest.id + "\"?"));
  EXPECT_THAT(result.problems[0].hint, HasSubstr(newest.name));
  constexpr int64_t kYear1600 = -135140;
  result = Editions::Load(newest.id, kYear1600);
  ASSERT_EQ(result.problems.size(), 1);
  EXPECT_THAT(result.problems[0].message, HasSubstr("is in force on 1600-01-01"));
}

}  // namespace
}  // namespace risk
