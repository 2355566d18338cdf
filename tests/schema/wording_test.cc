#include "risk/schema/wording.h"

#include "gtest/gtest.h"
#include "risk/schema/field.h"
#include "risk/schema/path.h"
#include "risk/v1/case.pb.h"
#include "risk/v1/provenance.pb.h"

namespace risk::schema {
namespace {

TEST(WordingTest, ValuesByNoteThenByName) {
  EXPECT_EQ(ValueWording(*v1::Answer::Missing_descriptor(), v1::Answer::ASKED_AND_WAITING),
            "asked and waiting");
  EXPECT_EQ(ValueWording(*v1::Provenance::Source_descriptor(), v1::Provenance::SELF_REPORT),
            "self-report");
  EXPECT_EQ(ValueWording(*v1::Answer::Missing_descriptor(), 77), "77");
}

// A new agency without words would read "Ask  whether …".
TEST(WordingTest, EveryAgencyHasANameForASentence) {
  const auto& agencies = *v1::FieldNote::Agency_descriptor();
  for (int i = 0; i < agencies.value_count(); ++i) {
    const auto agency = static_cast<v1::FieldNote::Agency>(agencies.value(i)->number());
    EXPECT_EQ(AgencyName(agency).empty(), agency == v1::FieldNote::AGENCY_UNSPECIFIED)
        << agencies.value(i)->name();
  }
  EXPECT_EQ(AgencyName(v1::FieldNote::POLICE), "the police");
}

TEST(PathTest, FieldsOfAPath) {
  const auto& type = *v1::Case::descriptor();
  EXPECT_EQ(FieldsOf(type, "domestic_abuse.incidents[2].strangulation").size(), 3u);
  EXPECT_EQ(FieldsOf(type, "domestic_abuse.incidents[]").size(), 2u);
  EXPECT_TRUE(FieldsOf(type, "domestic_abuse.nothing").empty());
  EXPECT_TRUE(FieldsOf(type, "").empty());
  EXPECT_EQ(PlainPath("a.b[2].c[]"), "a.b.c");
}

TEST(FieldTest, WhatGoesWithAField) {
  const auto& type = *v1::Case::descriptor();
  const auto& incidents = *FieldsOf(type, "domestic_abuse.incidents").back();
  ASSERT_NE(CompletenessField(incidents), nullptr);
  EXPECT_TRUE(IsAnswer(CompletenessField(incidents)->message_type()));
  EXPECT_NE(ProvenanceField(*incidents.message_type()), nullptr);
  EXPECT_NE(IdField(*incidents.message_type()), nullptr);
  EXPECT_EQ(IdField(*v1::Answer::descriptor()), nullptr);
  EXPECT_FALSE(IsDate(nullptr));
  EXPECT_EQ(Reassuring(*CompletenessField(incidents)), v1::Answer::YES);
}

}  // namespace
}  // namespace risk::schema
