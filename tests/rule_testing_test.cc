#include "risk/rule_testing.h"

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/assessment/demo_edition.h"

namespace risk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> FailuresOf(const std::string& expectations,
                                    const std::string& given = "") {
  const v1::CaseFile file =
      Parse<v1::CaseFile>("case { name: 'a case' given { " + given + " } " + expectations + " }");
  std::vector<std::string> failures;
  for (const CaseResult& result : RunCases(DemoAssessor(), file, "f.textproto").cases) {
    for (const Failure& failure : result.failures) failures.push_back(failure.ToString());
  }
  return failures;
}

struct Held {
  const char* name;
  const char* given;
  const char* expected;
};

constexpr char kArmed[] = "behaviour { weapons_carried { value: YES } stalking { value: YES } }";
constexpr char kChildren[] =
    "relationships { family_support { value: YES } "
    "children { id: 'c1' lives_with_subject { value: YES } } children { id: 'c2' } }";

const Held kHeld[] = {
    {"FactorPresent", kArmed, "rule: 'weapons' outcome: TRUE"},
    {"FactorUndecided", "",
     "rule: 'weapons' outcome: UNKNOWN missing: 'behaviour.weapons_carried'"},
    {"Fact", kChildren, "rule: 'child_near' outcome: TRUE"},
    {"NumericFact", "assessments { community { children: HIGH } }",
     "rule: 'recorded' low: 3 high: 3"},
    {"Instrument", kArmed,
     "rule: 'signs' low: 1 high: 3 band_low: 'few' band_high: 'several' "
     "missing: 'behaviour.fixated'"},
    {"Item", kArmed, "rule: 'signs' item: 'stalking' outcome: TRUE"},
    {"Level", kArmed,
     "group: PUBLIC at_least: HIGH could_be: VERY_HIGH provisional: true "
     "missing: 'behaviour.threats_now'"},
    {"CheckCertain", kChildren, "rule: 'police' outcome: TRUE"},
    {"CheckUncertain", "", "rule: 'police' outcome: UNKNOWN"},
    {"CheckState", "enquiries { stream: POLICE_DOMESTIC_ABUSE }",
     "rule: 'police' state: 'waiting'"},
    {"CheckForEach", kChildren, "rule: 'council' outcome: TRUE element: 'c1' element: 'c2'"},
    {"CheckDue", kChildren, "rule: 'police' due { year: 2026 month: 6 day: 9 }"},
    {"CheckDueOfAnElement", kChildren,
     "rule: 'council' element: 'c1' element: 'c2' due { year: 2026 month: 6 day: 11 }"},
    {"FindingDue",
     "domestic_abuse { incidents { strangulation { value: YES } } } "
     "relationships { children { id: 'c1' lives_with_subject { value: YES } } }",
     "rule: 'refer' due { year: 2026 month: 6 day: 1 }"},
    {"CheckNotOpen", kChildren, "rule: 'weapons_check' outcome: FALSE"},
    {"FindingMade", kArmed, "rule: 'armed' outcome: TRUE"},
    {"FindingPossible", "", "rule: 'refer' outcome: UNKNOWN"},
};

class Expectations : public testing::TestWithParam<Held> {};

TEST_P(Expectations, Hold) {
  EXPECT_THAT(FailuresOf(std::string("expect { ") + GetParam().expected + " }", GetParam().given),
              ElementsAre());
}

INSTANTIATE_TEST_SUITE_P(Table, Expectations, testing::ValuesIn(kHeld),
                         [](const auto& info) { return info.param.name; });

TEST(RuleTesting, SaysWhatWasExpectedAndWhatCame) {
  EXPECT_THAT(FailuresOf("expect { rule: 'weapons' outcome: TRUE }"),
              ElementsAre("f.textproto: a case: weapons: expected outcome TRUE, got UNKNOWN"));
  EXPECT_THAT(FailuresOf("expect { rule: 'signs' low: 2 }"),
              ElementsAre("f.textproto: a case: signs: expected low 2, got 0 to 3"));
  EXPECT_THAT(FailuresOf("expect { group: PUBLIC at_least: HIGH }"),
              ElementsAre("f.textproto: a case: level PUBLIC: expected at_least HIGH, got LOW"));
  EXPECT_THAT(FailuresOf("expect { rule: 'police' state: 'waiting' }"),
              ElementsAre("f.textproto: a case: police: expected state waiting, got none"));
  EXPECT_THAT(
      FailuresOf("expect { rule: 'weapons' missing: 'person.name' }"),
      ElementsAre(HasSubstr("expected missing person.name, got [behaviour.weapons_carried]")));
  EXPECT_THAT(FailuresOf("expect { rule: 'wapons' outcome: TRUE }"),
              ElementsAre(HasSubstr("wapons: expected rule")));
  EXPECT_THAT(FailuresOf("expect { rule: 'police' due { year: 2026 month: 6 day: 2 } }"),
              ElementsAre("f.textproto: a case: police: expected due 2026-06-02, got 2026-06-09"));
  EXPECT_THAT(FailuresOf("expect { rule: 'armed' due { year: 2026 } }", kArmed),
              ElementsAre("f.textproto: a case: armed: expected due 2026, got none"));
  EXPECT_THAT(FailuresOf("expect { group: CHILDREN person: 'c1' at_least: LOW }"),
              ElementsAre(HasSubstr("level CHILDREN of c1: expected person")));
  EXPECT_THAT(FailuresOf("expect { rule: 'weapons' }"),
              ElementsAre(HasSubstr("weapons: expected expectation something that must hold")));
  EXPECT_THAT(FailuresOf("expect { nothing_open: true }"), ElementsAre(HasSubstr("police")));
  EXPECT_THAT(FailuresOf("expect { group: STAFF at_least: LOW }"),
              ElementsAre(HasSubstr("level STAFF")));
}

TEST(RuleTesting, WhatIsAskedForAndWhatIsNot) {
  EXPECT_THAT(FailuresOf("expect { asked: 'behaviour.threats_now' not_asked: 'behaviour.weapons_carried' }", kArmed),
              ElementsAre());
  EXPECT_THAT(FailuresOf("expect { asked: 'behaviour.weapons_carried' }", kArmed),
              ElementsAre(HasSubstr("asked: expected asked behaviour.weapons_carried")));
  EXPECT_THAT(FailuresOf("expect { not_asked: 'behaviour' }", kArmed),
              testing::Contains(HasSubstr("not_asked: expected not_asked nothing at behaviour, got "
                                          "behaviour.threats_now")));
}

// What two roads of a view make of convictions and of a standing answer.
constexpr char kView[] = R"rules(topic: "Acts"
  view {
    id: "acts" type: "Act"
    from {
      id: "conviction" each { list: "offending.convictions" name: "c" } when: "c.kind != Offence.Kind.THEFT"
      set { field: "violence" value: "c.kind == Offence.Kind.ROBBERY" } set { field: "weapon" value: "c.weapon" }
      set { field: "happened_on" value: "c.happened_on" } set { field: "standing" value: "Act.Standing.CONVICTED" }
      otherwise: "false" because: "Made up."
    }
    from { id: "stalked" when: "behaviour.stalking" set { field: "stalking" value: "true" } because: "Made up." }
    because: "Made up." cite: "s"
  }
  fact { id: "armed" takes { name: "a" type: "Act" } value: "a.violence && a.weapon" because: "Made up." cite: "s" }
  fact { id: "any_armed" value: "view.acts.exists(a, fact.armed(a))" because: "Made up." cite: "s" }
  instrument {
    id: "level_public" title: "Public" combine: HIGHEST base: 1 unit: "level" whole: true
    item { id: "armed_once" points: 3 when: "fact.any_armed" because: "Made up." } because: "Made up." cite: "s"
  }
  source { id: "s" title: "Made up" mark: PROPOSAL })rules";

std::vector<std::string> FailuresOfRows(const std::string& expected, const std::string& given) {
  const EditionResult result = Edition::Load(
      {{"edition.textproto",
        "id: 'rows' version: '1' title: 'Rows' jurisdiction: 'Nowhere' in_force { from: '2015-01-01' } "
        "level { group: PUBLIC instrument: 'level_public' title: 'Public' }"},
       {"acts.textproto", kView}});
  EXPECT_TRUE(result.ok()) << ToString(result.problems);
  if (!result.ok()) return {"no edition"};
  const v1::CaseFile file = Parse<v1::CaseFile>("case { name: 'a case' given { " + given + " } expect { " +
                                                expected + " } }");
  std::vector<std::string> failures;
  for (const CaseResult& one : RunCases(*Assessor::Create(result.edition), file, "f").cases) {
    for (const Failure& failure : one.failures) failures.push_back(failure.ToString());
  }
  return failures;
}

constexpr char kRobbed[] =
    "offending { convictions { kind: ROBBERY weapon { value: YES } happened_on { year: 2024 } } "
    "convictions { kind: ASSAULT weapon { value: NO } } convictions { kind: THEFT } convictions {} }";

TEST(RuleTesting, HoldsWhatARoadMakesOfAnElement) {
  EXPECT_THAT(FailuresOfRows("row { view: 'acts' element: 'offending.convictions[0]' is_true: 'violence' "
                             "is_true: 'weapon' is_true: 'fact.armed(row)' others: FALSE "
                             "value { field: 'happened_on' is: '2024' } "
                             "value { field: 'standing' is: 'CONVICTED' } is_unknown: 'victim' } "
                             "row { view: 'acts' element: 'offending.convictions[1]' others: FALSE } "
                             "row { view: 'acts' element: 'offending.convictions[2]' outcome: FALSE } "
                             "row { view: 'acts' element: 'offending.convictions[3]' outcome: UNKNOWN "
                             "is_unknown: 'violence' } "
                             "row { view: 'acts' road: 'stalked' outcome: UNKNOWN is_true: 'stalking' }",
                             kRobbed),
              ElementsAre());
  EXPECT_THAT(FailuresOfRows("row { view: 'acts' element: 'offending.convictions[0]' others: FALSE }", kRobbed),
              ElementsAre("f: a case: acts of offending.convictions[0]: expected violence FALSE, got TRUE",
                          "f: a case: acts of offending.convictions[0]: expected weapon FALSE, got TRUE"));
  EXPECT_THAT(FailuresOfRows("row { view: 'acts' road: 'conviction' }", kRobbed),
              ElementsAre("f: a case: acts.conviction: expected rows 1, got 3"));
  EXPECT_THAT(FailuresOfRows("row { view: 'acts' road: 'stalked' }", kRobbed),
              ElementsAre("f: a case: acts.stalked: expected row TRUE, got UNKNOWN"));
  EXPECT_THAT(FailuresOfRows("row { view: 'deeds' }", kRobbed), ElementsAre(HasSubstr("expected view")));
  EXPECT_THAT(FailuresOfRows("row { view: 'acts' road: 'stalked' outcome: UNKNOWN is_true: 'stalkin' }", ""),
              ElementsAre(HasSubstr("expected stalkin TRUE, got ")));
}

TEST(RuleTesting, HoldsWhatAConditionOfItsOwnComesTo) {
  EXPECT_THAT(FailuresOfRows("is_true: 'any_armed' is_true: 'view.acts.exists(a, a.violence)' "
                             "is_unknown: 'behaviour.stalking' is_false: 'assessed_on == date(\"2020-01-01\")'",
                             kRobbed),
              ElementsAre());
  EXPECT_THAT(FailuresOfRows("is_true: 'behaviour.stalking'", ""),
              ElementsAre("f: a case: behaviour.stalking: expected outcome TRUE, got UNKNOWN"));
  EXPECT_THAT(FailuresOfRows("is_true: 'fact.unarmed'", ""), ElementsAre(HasSubstr("expected outcome TRUE, got ")));
}

TEST(RuleTesting, ACaseMustExpectSomethingAndBeValid) {
  EXPECT_THAT(FailuresOf(""), ElementsAre(HasSubstr("expected expectation at least one")));
  EXPECT_THAT(FailuresOf("expect { }"), ElementsAre(HasSubstr("expected expectation")));
  EXPECT_THAT(FailuresOf("expect { rule: 'weapons' outcome: UNKNOWN }",
                         "person { born_on { year: 2020 month: 2 day: 30 } }"),
              ElementsAre(HasSubstr("person.born_on: expected bad-date")));
}

TEST(RuleTesting, MergesWhatIsGivenIntoTheBaseWithoutWhatIsCleared) {
  const std::string folder = std::string(std::getenv("TEST_TMPDIR")) + "/";
  std::ofstream(folder + "base.textproto")
      << "# proto-message: risk.v1.Case\n"
         "behaviour { weapons_carried { value: YES } stalking { value: YES } }";
  const v1::CaseFile file = Parse<v1::CaseFile>(R"(
    base: "base.textproto"
    case { name: "as it is" expect { rule: "weapons" outcome: TRUE } }
    case {
      name: "cleared" clear: "behaviour.weapons_carried"
      given { behaviour { fixated { value: YES } } }
      expect { rule: "weapons" outcome: UNKNOWN }
      expect { rule: "signs" low: 2 }
    }
    case { name: "no such field" clear: "behaviour.nothing" expect { nothing_open: true } }
    case { name: "no such base" base: "other.textproto" expect { nothing_open: true } }
  )");
  const TestReport report = RunCases(DemoAssessor(), file, folder + "f.textproto");
  ASSERT_EQ(report.cases.size(), 4u);
  EXPECT_THAT(report.cases[0].failures, ElementsAre());
  EXPECT_THAT(report.cases[1].failures, ElementsAre());
  EXPECT_EQ(report.cases[2].failures[0].what, "error");
  EXPECT_THAT(report.cases[3].failures[0].actual,
              HasSubstr("other.textproto: there is no such file"));
  EXPECT_EQ(report.failed(), 2);
  EXPECT_FALSE(report.ok());
  EXPECT_EQ(report.coverage.at("weapons").is_true, 1);
  EXPECT_EQ(report.coverage.at("weapons").is_unknown, 1);
  EXPECT_EQ(report.coverage.at("signs.fixated").is_true, 1);

  std::ofstream(folder + "f.textproto") << "# proto-message: risk.v1.CaseFile\ncase { name: 'x' "
                                           "given { assessment_date: '2026-06-01' } }";
  const absl::StatusOr<std::vector<std::string>> files = FindCaseFiles(folder);
  ASSERT_TRUE(files.ok()) << files.status();
  EXPECT_THAT(*files, ElementsAre(HasSubstr("f.textproto")));
  EXPECT_TRUE(ReadCaseFile(folder + "f.textproto").ok());
}

TEST(RuleTesting, WhatHoldsOtherwiseIsSaidOnce) {
  const std::string no = "otherwise { path: 'behaviour' answer: NO } ";
  EXPECT_THAT(FailuresOf(no + "expect { rule: 'weapons' outcome: FALSE }"), ElementsAre());
  EXPECT_THAT(FailuresOf(no + "expect { rule: 'weapons' outcome: TRUE }"
                              "expect { rule: 'signs' low: 1 high: 1 }",
                         kArmed),
              ElementsAre());
  EXPECT_THAT(FailuresOf("otherwise { path: 'behavior' answer: NO } expect { nothing_open: true }"),
              ElementsAre(HasSubstr("did you mean \"behaviour\"?")));
}

TEST(RuleTesting, ReplaysAtTheDateKnown) {
  const std::string given =
      "behaviour { weapons_carried { value: YES provenance { known_on { year: 2022 } } } }";
  EXPECT_THAT(
      FailuresOf("known_on { year: 2021 } expect { rule: 'weapons' outcome: UNKNOWN }", given),
      ElementsAre());
  EXPECT_THAT(FailuresOf("known_on { year: 2022 } expect { rule: 'weapons' outcome: TRUE }", given),
              ElementsAre());
}

// Nothing of a folder is left out in silence: what cannot be looked into is listed, to be reported.
TEST(RuleTesting, FindsCaseFilesByTheirHeader) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(std::getenv("TEST_TMPDIR")) / "found";
  fs::create_directories(folder / "below");
  fs::create_directories(folder / ".hidden");
  const std::string header = "# proto-message: risk.v1.CaseFile\n";
  std::ofstream(folder / "a.textproto") << "\xef\xbb\xbf# proto-file: x\n\n" << header;
  std::ofstream(folder / "below/b.txtpb") << std::string(8192, '#') << "\n" << header;
  std::ofstream(folder / "base.textproto") << "# proto-message: risk.v1.Case\n";
  std::ofstream(folder / "rules.textproto") << "topic: 'x'\n" << header;
  std::ofstream(folder / "utf16.textproto") << "\xff\xfe#";
  std::ofstream(folder / ".hidden/c.textproto") << header;
  std::ofstream(folder / ".#a.textproto") << header;
  fs::create_symlink("nowhere", folder / "dangling.textproto");
  fs::create_directory_symlink(".", folder / "loop");
  ASSERT_EQ(mkfifo((folder / "pipe.textproto").c_str(), 0600), 0);
  const absl::StatusOr<std::vector<std::string>> files = FindCaseFiles(folder.string());
  ASSERT_TRUE(files.ok());
  EXPECT_THAT(*files, ElementsAre(HasSubstr("/a.textproto"), HasSubstr("/below/b.txtpb"),
                                  HasSubstr("/dangling.textproto"), HasSubstr("/utf16.textproto")));
}

TEST(RuleTesting, FilesThatCannotBeReadSayWhere) {
  EXPECT_EQ(ReadCaseFile("no/such.textproto").status().code(), absl::StatusCode::kNotFound);
  const std::string path = std::string(std::getenv("TEST_TMPDIR")) + "/bad.textproto";
  std::ofstream(path) << "case {\n  nme: 'x'\n}";
  const absl::Status status = ReadCaseFile(path).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("bad.textproto:2:"));
  EXPECT_EQ(FindCaseFiles("no/such").status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace risk
