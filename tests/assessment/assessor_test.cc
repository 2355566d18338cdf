#include "risk/assessor.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"
#include "tests/assessment/demo_edition.h"

namespace risk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

v1::Assessment Assessed(const std::string& record, Detail detail = Detail::kMissing) {
  absl::StatusOr<v1::Assessment> result =
      DemoAssessor().Assess(Parse<v1::Case>(record), On(kMonday, detail));
  EXPECT_TRUE(result.ok()) << result.status();
  return result.ok() ? *result : v1::Assessment();
}

v1::GroupLevel Level(const v1::Assessment& assessment, v1::Group group) {
  for (const v1::GroupLevel& level : assessment.level()) {
    if (level.group() == group) return level;
  }
  ADD_FAILURE() << "no level of " << v1::Group_Name(group);
  return assessment.overall();
}

v1::OpenItem Open(const v1::Assessment& assessment, const std::string& check) {
  for (const v1::OpenItem& item : assessment.missing()) {
    if (item.check() == check) return item;
  }
  ADD_FAILURE() << check << " is not open";
  return v1::OpenItem();
}

std::vector<std::string> MissingOf(const v1::Explanation& explanation,
                                   const v1::Assessment& assessment) {
  std::vector<std::string> paths;
  for (const int number : explanation.missing()) paths.push_back(assessment.piece(number));
  return paths;
}

std::vector<std::string> OpenChecks(const v1::Assessment& assessment) {
  std::vector<std::string> checks;
  for (const v1::OpenItem& item : assessment.missing()) checks.push_back(item.check());
  return checks;
}

constexpr char kQuiet[] = R"(
  relationships { children_complete { value: YES } family_support { value: YES } }
  domestic_abuse { incidents_complete { value: YES } }
  behaviour {
    weapons_carried { value: NO } threats_now { value: NO } stalking { value: NO }
    fixated { value: NO } fighting { value: NO } police_contact_recent { value: NO }
    custody { violence { value: NO } threats { value: NO } }
  })";

TEST(AssessorLevels, AnEmptyCaseIsOpenOnEveryLevel) {
  const v1::Assessment assessment = Assessed("");
  EXPECT_EQ(Level(assessment, v1::CHILDREN).at_least(), v1::LOW);
  EXPECT_EQ(Level(assessment, v1::CHILDREN).could_be(), v1::HIGH);
  EXPECT_TRUE(Level(assessment, v1::CHILDREN).provisional());
  EXPECT_EQ(Level(assessment, v1::PUBLIC).could_be(), v1::VERY_HIGH);
  EXPECT_EQ(assessment.overall().at_least(), v1::LOW);
  EXPECT_EQ(assessment.overall().could_be(), v1::VERY_HIGH);
}

TEST(AssessorLevels, AQuietCaseIsLowAndNotProvisional) {
  const v1::Assessment assessment = Assessed(kQuiet);
  for (const v1::GroupLevel& level : assessment.level()) {
    EXPECT_EQ(level.at_least(), v1::LOW) << level.title();
    EXPECT_FALSE(level.provisional()) << level.DebugString();
  }
  EXPECT_EQ(assessment.level_size(), 2) << "the level of prisoners does not apply";
  EXPECT_THAT(OpenChecks(assessment), ElementsAre());
  EXPECT_EQ(assessment.finding_size(), 0);
  EXPECT_FALSE(assessment.overall().provisional());
}

TEST(AssessorLevels, NameTheRulesBehindThem) {
  const v1::Assessment assessment = Assessed(
      "behaviour { weapons_carried { value: YES } } "
      "assessments { community { children: HIGH } }");
  const v1::GroupLevel level = Level(assessment, v1::PUBLIC);
  EXPECT_EQ(level.at_least(), v1::HIGH);
  ASSERT_EQ(level.reason_size(), 1);
  EXPECT_EQ(level.reason(0).rule(), "weapon");
  ASSERT_EQ(level.could_raise_size(), 1);
  EXPECT_EQ(level.could_raise(0).rule(), "threat");
  EXPECT_EQ(level.could_raise(0).level(), v1::VERY_HIGH);
  EXPECT_THAT(MissingOf(level.could_raise(0).explanation(), assessment),
              ElementsAre("behaviour.threats_now"));
  EXPECT_EQ(Level(assessment, v1::CHILDREN).recorded(), v1::HIGH);
}

// Where `weapons_check` is not open, so that `police` has a line of its own.
constexpr char kSupported[] = "relationships { family_support { value: YES } } ";
constexpr char kContact[] = "behaviour { police_contact_recent { value: YES } } ";

TEST(AssessorChecks, AreOpenUntilCertainlyNotNeededOrSatisfied) {
  const std::string supported = kSupported;
  EXPECT_FALSE(Open(Assessed(supported), "police").need_is_certain());
  EXPECT_TRUE(Open(Assessed(supported + kContact), "police").need_is_certain());
  EXPECT_THAT(OpenChecks(Assessed(supported + kContact +
                                  "enquiries { stream: POLICE_DOMESTIC_ABUSE "
                                  "answers { detail: FULL } }")),
              testing::Not(testing::Contains("police")));
}

TEST(AssessorChecks, CountWorkingDaysAndReportTheState) {
  const std::string record = std::string(kSupported) + kContact;
  const v1::OpenItem made =
      Open(Assessed(record + "enquiries { stream: POLICE_DOMESTIC_ABUSE }"), "police");
  EXPECT_EQ(made.state(), "waiting");
  EXPECT_EQ(made.wording(), "Wait for the police.");
  EXPECT_EQ(made.due().day(), 3);
  // Five working days from Monday 1 June, with a holiday on Wednesday, are Tuesday 9 June.
  const v1::OpenItem not_made = Open(Assessed(record), "police");
  EXPECT_EQ(not_made.due().day(), 9);
  EXPECT_EQ(not_made.state(), "");
  EXPECT_EQ(not_made.wording(), "Ask the police now.");
}

TEST(AssessorChecks, AreMadeForEachElementInWords) {
  const v1::Assessment assessment = Assessed(
      "relationships { children { id: 'c1' kind: STEP council: 'Barset' "
      "lives_with_subject { value: YES } } "
      "children { id: 'c2' lives_with_subject { value: NO } } "
      "children { id: 'c3' } }");
  std::vector<std::string> labels;
  for (const v1::OpenItem& item : assessment.missing()) {
    if (item.check() != "council") continue;
    labels.push_back(item.element() + (item.need_is_certain() ? " certain" : ""));
    const std::string words = item.element() == "c1" ? "Ask Barset about the child (step-child)."
                                                     : "Ask not known about the child (not known).";
    EXPECT_EQ(item.wording(), words);
  }
  EXPECT_THAT(labels, testing::UnorderedElementsAre("c1 certain", "c3"));
}

TEST(AssessorChecks, OfOneEnquiryBecomeOneLine) {
  const v1::Assessment assessment = Assessed("");
  int lines = 0;
  for (const v1::OpenItem& item : assessment.missing()) {
    if (item.check() != "police" && item.check() != "weapons_check") continue;
    ++lines;
    EXPECT_EQ(item.also_size(), 1);
    EXPECT_EQ(item.effect_size(), 2) << "of children and of the public";
    EXPECT_EQ(item.due().day(), 9);
    EXPECT_THAT(item.wording(), HasSubstr("Ask the police now."));
    EXPECT_THAT(item.wording(), HasSubstr("Ask the police about weapons."));
  }
  EXPECT_EQ(lines, 1);
}

TEST(AssessorMissing, SaysWhatSettlingWouldChange) {
  const v1::Assessment assessment = Assessed(
      "relationships { children { id: 'c1' lives_with_subject { value: YES } } "
      "family_support { value: YES } }");
  const v1::OpenItem police = Open(assessment, "police");
  ASSERT_EQ(police.effect_size(), 1);
  EXPECT_EQ(police.effect(0).group(), v1::CHILDREN);
  EXPECT_EQ(police.effect(0).from(), v1::LOW);
  EXPECT_EQ(police.effect(0).to(), v1::HIGH);
  EXPECT_THAT(police.path(), ElementsAre("domestic_abuse.incidents[]"));
  EXPECT_EQ(Open(assessment, "council").effect_size(), 0);
}

TEST(AssessorMissing, PiecesWithoutACheckAreAskedForByAgency) {
  const v1::Assessment assessment = Assessed(
      "relationships { children_complete { value: YES } family_support { value: YES } } "
      "domestic_abuse { incidents_complete { value: YES } } "
      "behaviour { police_contact_recent { value: NO } weapons_carried { value: NO } "
      "stalking { value: YES } custody { violence { value: NO } threats { value: NO } } }");
  for (const v1::OpenItem& item : assessment.missing()) {
    EXPECT_EQ(item.check(), "");
    ASSERT_EQ(item.effect_size(), 1);
    EXPECT_EQ(item.effect(0).group(), v1::PUBLIC);
    EXPECT_THAT(item.wording(), testing::AnyOf(HasSubstr("Ask "), HasSubstr("Record ")));
    EXPECT_THAT(item.wording(), HasSubstr("whether "));
  }
  EXPECT_GE(assessment.missing_size(), 1);
}

TEST(AssessorMissing, WidestChangeComesFirst) {
  const v1::Assessment assessment = Assessed("");
  int last = 10;
  for (const v1::OpenItem& item : assessment.missing()) {
    int widest = 0;
    for (const v1::Effect& effect : item.effect()) {
      widest = std::max<int>(widest, effect.to() - effect.from());
    }
    EXPECT_LE(widest, last);
    last = widest;
  }
}

TEST(AssessorFindings, AreMadeOrPossibleAndTheMostSevereFirst) {
  const v1::Assessment assessment = Assessed("behaviour { weapons_carried { value: YES } }");
  ASSERT_EQ(assessment.finding_size(), 2);
  EXPECT_EQ(assessment.finding(0).id(), "armed");
  EXPECT_EQ(assessment.finding(0).outcome(), v1::TRUE);
  EXPECT_EQ(assessment.finding(1).id(), "refer");
  EXPECT_EQ(assessment.finding(1).outcome(), v1::UNKNOWN);
  EXPECT_EQ(assessment.finding(1).due().day(), 1);
  EXPECT_EQ(Assessed("").finding_size(), 1) << "a quiet finding is not reported as possible";
}

TEST(AssessorFactors, ArePresentThenUndecidedThenAbsent) {
  const v1::Assessment assessment = Assessed(
      "behaviour { weapons_carried { value: NO } } relationships { family_support { value: YES } "
      "}");
  ASSERT_EQ(assessment.factor_size(), 3);
  EXPECT_EQ(assessment.factor(0).id(), "support");
  EXPECT_EQ(assessment.factor(1).id(), "strangled");
  EXPECT_EQ(assessment.factor(1).outcome(), v1::UNKNOWN);
  EXPECT_THAT(MissingOf(assessment.factor(1).explanation(), assessment),
              ElementsAre("domestic_abuse.incidents[]"));
  EXPECT_EQ(assessment.factor(2).id(), "weapons");
}

v1::InstrumentResult Instrument(const v1::Assessment& assessment, const std::string& id) {
  for (const v1::InstrumentResult& instrument : assessment.instrument()) {
    if (instrument.id() == id) return instrument;
  }
  ADD_FAILURE() << "no instrument " << id;
  return v1::InstrumentResult();
}

TEST(AssessorInstruments, GiveRangesBandsAndThePublishedFigure) {
  const v1::InstrumentResult signs =
      Instrument(Assessed("behaviour { stalking { value: YES } }"), "signs");
  EXPECT_EQ(signs.low(), 1);
  EXPECT_EQ(signs.high(), 3);
  EXPECT_EQ(signs.band_low(), "few");
  EXPECT_EQ(signs.band_high(), "several");
  EXPECT_EQ(signs.as_published(), 1);
  EXPECT_EQ(signs.band_as_published(), "few");
}

TEST(AssessorInstruments, AreProratedOnlyUpToTheMissingItemsThatTheSchemeAllows) {
  const v1::InstrumentResult prorated =
      Instrument(Assessed("behaviour { harmful_online { value: NO } gang_involved { value: NO } "
                          "obsessive { value: YES } }"),
                 "prorated");
  EXPECT_EQ(prorated.low(), 3);
  EXPECT_EQ(prorated.high(), 4);
  EXPECT_EQ(prorated.band_low(), "low");
  EXPECT_EQ(prorated.band_high(), "high");
  EXPECT_EQ(prorated.as_published(), 4) << "three points of three items, by four items";
  EXPECT_EQ(prorated.band_as_published(), "high");
  const v1::InstrumentResult less =
      Instrument(Assessed("behaviour { obsessive { value: YES } }"), "prorated");
  EXPECT_FALSE(less.has_as_published());
  EXPECT_EQ(less.high(), 7);
}

TEST(AssessorInstruments, GiveProbabilitiesAsRanges) {
  const v1::InstrumentResult two =
      Instrument(Assessed("behaviour { custody { adjudications: 2 } }"), "odds");
  EXPECT_DOUBLE_EQ(two.low(), 1 / (1 + std::exp(-(-1 + 0.5 * 2 + 0.25 * 4))));
  EXPECT_EQ(two.low(), two.high());
  ASSERT_EQ(two.item_size(), 1);
  EXPECT_DOUBLE_EQ(two.item(0).low(), 2);
  const v1::InstrumentResult unknown = Instrument(Assessed(""), "odds");
  EXPECT_LT(unknown.low(), unknown.high());
  EXPECT_GE(unknown.low(), 0);
  EXPECT_LE(unknown.high(), 1);
}

TEST(AssessorExplanations, NameTheClauseTheEvidenceAndItsSource) {
  const v1::Assessment assessment = Assessed(
      "domestic_abuse { incidents { provenance { source: POLICE_RECORD } "
      "strangulation { value: YES } } }",
      Detail::kExplanations);
  const v1::FactorResult strangled = assessment.factor(0);
  ASSERT_EQ(strangled.id(), "strangled");
  EXPECT_EQ(strangled.explanation().outcome(), v1::TRUE);
  bool is_read = false;
  for (const v1::Reading& reading : strangled.explanation().reading()) {
    if (reading.path() != "domestic_abuse.incidents[0].strangulation") continue;
    is_read = true;
    EXPECT_EQ(reading.provenance().source(), v1::Provenance::POLICE_RECORD);
  }
  EXPECT_TRUE(is_read) << strangled.DebugString();
}

TEST(AssessorReplay, UsesOnlyWhatWasKnown) {
  AssessOptions options = On(kMonday);
  options.known_on = Parse<v1::Date>("year: 2021");
  const v1::Case record = Parse<v1::Case>(
      "case_id: 'x' behaviour { weapons_carried { value: YES provenance { known_on { year: 2022 } "
      "} } "
      "stalking { value: YES } }");
  const absl::StatusOr<v1::Assessment> then = DemoAssessor().Assess(record, options);
  ASSERT_TRUE(then.ok()) << then.status();
  EXPECT_EQ(Level(*then, v1::PUBLIC).at_least(), v1::LOW);
  EXPECT_EQ(then->case_id(), "x");
  ASSERT_GE(then->note_size(), 1);
  EXPECT_EQ(then->note(0).code(), "undated");
  options.known_on = Parse<v1::Date>("year: 2022");
  EXPECT_EQ(Level(*DemoAssessor().Assess(record, options), v1::PUBLIC).at_least(), v1::HIGH);
}

TEST(AssessorErrors, OfOptionsAreReported) {
  const v1::Case record;
  EXPECT_EQ(DemoAssessor().Assess(record, On("year: 2026")).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(DemoAssessor().Assess(record, On("year: 2019 month: 1 day: 1")).status().code(),
            absl::StatusCode::kFailedPrecondition);
  Assessor::Workspace scratch;
  EXPECT_EQ(DemoAssessor().Evaluate("\x0a\xff", On(kMonday), scratch).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_FALSE(Assessor::Create(nullptr).ok());
}

// Whoever calls the assessor itself goes through the same door as the command.
TEST(AssessorDoor, BelievesNoMoreThanTheCommand) {
  const v1::Case reassured = Parse<v1::Case>("behaviour { stalking { value: NO } police_contact_recent { value: NO } }");
  v1::Case silent = reassured;
  silent.clear_behaviour();
  AssessOptions options = On(kMonday, Detail::kResults);
  options.is_evidence = false;
  const v1::Assessment assessed = *DemoAssessor().Assess(reassured, options);
  const v1::Assessment expected = *DemoAssessor().Assess(silent, options);
  ASSERT_EQ(assessed.level_size(), expected.level_size());
  for (int i = 0; i < assessed.level_size(); ++i) {
    EXPECT_EQ(assessed.level(i).could_be(), expected.level(i).could_be());
  }
  EXPECT_EQ(assessed.note(0).code(), "no-source");
  Assessor::Workspace scratch;
  for (const v1::Case& record : {reassured, silent}) {
    const Results& lean = **DemoAssessor().Evaluate(record, options, scratch);
    for (int i = 0; i < 2; ++i) EXPECT_EQ(lean.levels[i].could_be, expected.level(i).could_be());
    const std::string bytes = record.SerializeAsString();
    const Results& of_bytes = **DemoAssessor().Evaluate(bytes, options, scratch);
    for (int i = 0; i < 2; ++i) EXPECT_EQ(of_bytes.levels[i].could_be, expected.level(i).could_be());
  }
}

TEST(AssessorDoor, RefusesWhatValidateRefuses) {
  v1::Case crowd;
  for (int i = 0; i < 101; ++i) crowd.mutable_relationships()->add_people()->set_id(std::to_string(i));
  const absl::Status status = DemoAssessor().Assess(crowd, On(kMonday)).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(), "101 entries in `people`; at most 100 are assessed");
  v1::Case history;
  for (int i = 0; i < 1001; ++i) history.add_events();
  EXPECT_EQ(DemoAssessor().Assess(history, On(kMonday)).status().message(),
            "1001 entries in the lists of the case; at most 1000 are assessed, all lists together");
}

// A field alone is what it is beside the others; without words, as pieces are numbered as they are named.
TEST(AssessorFields, AreTheSameWhenTheyAloneAreAskedFor) {
  const v1::Case record = Parse<v1::Case>(
      "behaviour { weapons_carried { value: YES } threats_now { missing: NOT_ASKED } } "
      "domestic_abuse { incidents { kind: PHYSICAL } }");
  AssessOptions options = On(kMonday, Detail::kResults);
  absl::StatusOr<v1::Assessment> all = DemoAssessor().Assess(record, options);
  ASSERT_TRUE(all.ok()) << all.status();
  const auto* reflection = all->GetReflection();
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  reflection->ListFields(*all, &fields);
  EXPECT_GE(fields.size(), 9u);
  for (const google::protobuf::FieldDescriptor* field : fields) {
    options.fields = {field->name()};
    absl::StatusOr<v1::Assessment> one = DemoAssessor().Assess(record, options);
    ASSERT_TRUE(one.ok()) << one.status();
    v1::Assessment expected, found;
    for (auto& [from, to] : {std::pair(&*all, &expected), std::pair(&*one, &found)}) {
      *to = *from;
      std::vector<const google::protobuf::FieldDescriptor*> set;
      reflection->ListFields(*to, &set);
      for (const auto* other : set) {
        if (other != field) reflection->ClearField(to, other);
      }
    }
    EXPECT_EQ(found.SerializeAsString(), expected.SerializeAsString()) << field->name();
  }
  options.fields = {"case_id"};
  EXPECT_EQ(DemoAssessor().Assess(record, options)->level_size(), 0);
}

TEST(AssessorErrors, OfAWorkspaceThatWasMovedFrom) {
  Assessor::Workspace first;
  Assessor::Workspace second(std::move(first));
  EXPECT_TRUE(DemoAssessor().Evaluate(v1::Case(), On(kMonday), second).ok());
  EXPECT_EQ(DemoAssessor().Evaluate(v1::Case(), On(kMonday), first).status().code(),  // NOLINT
            absl::StatusCode::kFailedPrecondition);
}

TEST(AssessorEvaluate, GivesTheSameAsAssess) {
  Assessor::Workspace scratch;
  for (const char* text : {"", kQuiet, "behaviour { weapons_carried { value: YES } }"}) {
    const v1::Case record = Parse<v1::Case>(text);
    const v1::Assessment full = *DemoAssessor().Assess(record, On(kMonday, Detail::kResults));
    const Results& lean = **DemoAssessor().Evaluate(record, On(kMonday), scratch);
    ASSERT_EQ(lean.levels.size(), 3u);
    for (int i = 0; i < 2; ++i) {
      EXPECT_EQ(lean.levels[i].at_least, full.level(i).at_least());
      EXPECT_EQ(lean.levels[i].could_be, full.level(i).could_be());
    }
    EXPECT_EQ(lean.errors, full.error_size());
  }
}

}  // namespace
}  // namespace risk
