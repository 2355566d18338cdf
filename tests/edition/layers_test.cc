// Editions laid over each other.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "risk/edition/citations.h"
#include "risk/edition/edition.h"

namespace risk {
namespace {

using testing::ElementsAre;

constexpr char kGround[] = R"(
  id: "ground" version: "1" title: "Ground" jurisdiction: "Nowhere"
  in_force { from { year: 2020 } }
  level { group: PUBLIC instrument: "level_public" title: "Public" }
  limits: "What the lower one warns of."
)";

constexpr char kGroundRules[] = R"(
  topic: "Rules"
  source { id: "manual" title: "Manual" clause: "1" mark: LOOKED_UP }
  class { id: "high" of: "Level" value: "HIGH" because: "High." cite: "manual" }
  class { id: "upper" of: "Level" value: "VERY_HIGH" include: "high" because: "Upper." cite: "manual" }
  parameter { id: "threshold" because: "A threshold." value { int: 3 } cite: "manual" }
  fact { id: "is_upper" value: "param.threshold in class.upper" because: "In the class." }
  factor {
    id: "abuse" title: "Abuse" kind: STATIC at_risk: PUBLIC because: "Reason." cite: "manual"
    when: "domestic_abuse.suspected && fact.is_upper"
  }
  factor {
    id: "other" title: "Other" kind: STATIC at_risk: PUBLIC because: "Reason." cite: "manual"
    when: "domestic_abuse.suspected"
    source { title: "Form" mark: PROPOSAL }
  }
  instrument {
    id: "level_public" title: "Public" combine: HIGHEST base: 1 whole: true because: "A level."
    item { id: "one" when: "factor.abuse" points: 3 because: "Abuse." cite: "manual" }
    cite: "manual"
  }
)";

constexpr char kLocal[] = R"(
  id: "local" version: "2" title: "Local" extends: "ground@1" limits: "What the upper one warns of."
)";

constexpr char kLocalRules[] = R"(
  topic: "Local rules"
  replace: "param.threshold"
  remove: "factor.other"
  parameter {
    id: "threshold" because: "A lower one." value { int: 2 }
    source { title: "Local agreement" mark: PROPOSAL }
  }
  factor {
    id: "local_factor" title: "Local" kind: STATIC at_risk: PUBLIC because: "Reason."
    when: "factor.abuse" source { title: "Local agreement" mark: PROPOSAL }
  }
)";

std::vector<RuleText> Ground() {
  return {{"ground/edition.textproto", kGround}, {"ground/rules.textproto", kGroundRules}};
}
std::vector<RuleText> Local() {
  return {{"local/edition.textproto", kLocal}, {"local/rules.textproto", kLocalRules}};
}

EditionResult LoadLocal() { return Edition::Load(Local(), {}, {Ground()}); }

std::string FactorIds(const Edition& edition) {
  std::string ids;
  for (const edition::Factor& factor : edition.factors()) ids += factor.text->id() + " ";
  return ids;
}

TEST(Layers, ReplaceRemoveAndAdd) {
  const EditionResult result = LoadLocal();
  ASSERT_EQ(ToString(result.problems), "");
  const Edition& edition = *result.edition;
  EXPECT_EQ(edition.name(), "local@2");
  EXPECT_EQ(FactorIds(edition), "abuse local_factor ");
  const edition::Parameter& threshold =
      edition.parameters()[edition.Find(edition::RuleKind::kParameter, "threshold")];
  EXPECT_EQ(threshold.text->value(0).int_(), 2);
  EXPECT_EQ(edition.LayerOf(threshold.at), "local@2");
  EXPECT_EQ(edition.LayerOf(edition.factors()[0].at), "");
  EXPECT_EQ(edition.LayerOf(edition.factors()[1].at), "local@2");
}

TEST(Layers, HeadersAreThoseOfTheUpperOneWhereItSaysSomething) {
  const EditionResult local = LoadLocal();
  const v1::Edition& text = local.edition->text();
  EXPECT_EQ(text.title(), "Local");
  EXPECT_EQ(text.jurisdiction(), "Nowhere");
  EXPECT_EQ(text.in_force().from().year(), 2020);
  EXPECT_EQ(text.level_size(), 1);
  EXPECT_THAT(text.limits(),
              ElementsAre("What the lower one warns of.", "What the upper one warns of."));
}

TEST(Layers, AreNamedWithTheirHashes) {
  const EditionResult ground = Edition::Load(Ground());
  ASSERT_TRUE(ground.ok()) << ToString(ground.problems);
  const EditionResult local = LoadLocal();
  ASSERT_EQ(local.edition->layers().size(), 2);
  EXPECT_EQ(local.edition->layers()[0].name, "ground@1");
  EXPECT_EQ(local.edition->layers()[0].hash, ground.edition->hash());
  EXPECT_EQ(local.edition->layers()[1].hash, local.edition->hash());
  // A change of the lower one changes the upper one's hash.
  std::vector<RuleText> changed = Ground();
  changed[1].text += "# A remark.\n";
  EXPECT_NE(Edition::Load(Local(), {}, {changed}).edition->hash(), local.edition->hash());
}

TEST(Layers, KnowTheHashOfTheirBase) {
  std::vector<RuleText> local = Local();
  local[0].text += "base_hash: \"" + Edition::Load(Ground()).edition->hash() + "\"\n";
  EXPECT_EQ(ToString(Edition::Load(local, {}, {Ground()}).problems), "");
  std::vector<RuleText> changed = Ground();
  changed[1].text += "# A remark.\n";
  const EditionResult result = Edition::Load(local, {}, {changed});
  ASSERT_EQ(result.problems.size(), 1);
  EXPECT_EQ(result.problems[0].code, "base-differs");
}

TEST(Layers, PinNothingByAnEmptyHash) {
  std::vector<RuleText> local = Local();
  local[0].text += "base_hash: \"\"\n";
  const EditionResult result = Edition::Load(local, {}, {Ground()});
  ASSERT_EQ(result.problems.size(), 1);
  EXPECT_EQ(result.problems[0].code, "empty");
}

TEST(Layers, LieOverEachOtherInAnyNumber) {
  std::vector<std::vector<RuleText>> bases = {Ground(), Local()};
  for (int i = 3; i < 8; ++i) {
    const std::string version = std::to_string(i);
    const std::string header = "id: \"local\" version: \"" + version +
                               "\" title: \"Local\" extends: \"local@" + std::to_string(i - 1) +
                               "\"";
    const std::string rules =
        "topic: \"More\" replace: \"param.threshold\" parameter { id: "
        "\"threshold\" because: \"Again.\" value { int: " +
        version + " } cite: \"manual\" }";
    bases.push_back({{version + "/edition.textproto", header}, {version + "/r.textproto", rules}});
  }
  const std::vector<RuleText> top = bases.back();
  bases.pop_back();
  const EditionResult result = Edition::Load(top, {}, bases);
  ASSERT_TRUE(result.ok()) << ToString(result.problems);
  EXPECT_EQ(result.edition->layers().size(), 7);
  EXPECT_EQ(result.edition->parameters()[0].text->value(0).int_(), 7);
  EXPECT_EQ(FactorIds(*result.edition), "abuse local_factor ");
}

TEST(Layers, WhatIsStillUsedCannotBeRemoved) {
  std::vector<RuleText> local = Local();
  local[1].text += "remove: \"fact.is_upper\"\n";
  const EditionResult result = Edition::Load(local, {}, {Ground()});
  ASSERT_EQ(result.problems.size(), 2) << ToString(result.problems);
  EXPECT_EQ(result.problems[0].code, "unknown-name");
  EXPECT_EQ(result.problems[0].place.file, "ground/rules.textproto");
  EXPECT_EQ(result.problems[1].code, "unused");  // of the parameter that the fact had read
}

TEST(Classes, HoldTheirValuesAndThoseTheyInclude) {
  const EditionResult result = Edition::Load(Ground());
  ASSERT_TRUE(result.ok()) << ToString(result.problems);
  const auto& classes = result.edition->classes();
  ASSERT_EQ(classes.size(), 2);
  EXPECT_THAT(classes[0].numbers, ElementsAre(v1::HIGH));
  EXPECT_THAT(classes[1].numbers, ElementsAre(v1::HIGH, v1::VERY_HIGH));
}

TEST(Citations, JoinTheSourcesOfRules) {
  const EditionResult result = Edition::Load(Ground());
  ASSERT_TRUE(result.ok()) << ToString(result.problems);
  const int other = result.edition->Find(edition::RuleKind::kFactor, "other");
  ASSERT_EQ(result.edition->factors()[other].text->source_size(), 2);
  EXPECT_EQ(result.edition->factors()[other].text->source(1).title(), "Manual");
  const std::vector<Citation> citations = CitationsOf(*result.edition);
  ASSERT_EQ(citations.size(), 2);
  EXPECT_EQ(citations[0].source.title(), "Form");
  EXPECT_EQ(citations[0].rules, 1);
  EXPECT_EQ(citations[1].source.title(), "Manual");
  EXPECT_EQ(citations[1].rules, 6);  // two classes, the parameter, two factors, the instrument
}

}  // namespace
}  // namespace risk
