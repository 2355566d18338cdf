// An act is the same act by whichever road it reached the record: for each kind of act, every road that
// can tell of it makes the same rules speak. The table lies in tests/edition/roads/.
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "gtest/gtest.h"
#include "risk/assessor.h"
#include "risk/edition/editions.h"
#include "risk/rule_testing.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"
#include "risk/v1/case_test.pb.h"
#include "risk/v1/provenance.pb.h"
#include "tests/edition/road_table.h"

namespace risk {
namespace {

using google::protobuf::EnumDescriptor;

std::string g_edition = "england_wales@2026.1";

const Assessor& TheAssessor() {
  static const Assessor& assessor = *[] {
    const EditionResult edition = Editions::Open(g_edition);
    EXPECT_TRUE(edition.ok()) << ToString(edition.problems);
    return new Assessor(*Assessor::Create(edition.edition));
  }();
  return assessor;
}

// Factors, findings and what lies behind levels: what an assessment says of the person.
const std::set<std::string>& RulesThatSpeak() {
  static const std::set<std::string>& rules = *[] {
    auto* all = new std::set<std::string>;
    const Edition& edition = TheAssessor().edition();
    for (const auto& factor : edition.factors()) all->insert(factor.text->id());
    for (const auto& finding : edition.findings()) all->insert(finding.text->id());
    for (const auto& instrument : edition.instruments()) {
      if (!instrument.is_level) continue;
      for (const auto& item : instrument.items) {
        all->insert(absl::StrCat(instrument.text->id(), ".", item.text->id()));
      }
    }
    return all;
  }();
  return rules;
}

// The rules that are true of the record.
std::set<std::string> Spoken(const v1::Case& record, const std::string& of) {
  v1::CaseFile file;
  v1::TestCase& test = *file.add_case_();
  test.set_name(of);
  *test.mutable_given() = record;
  test.add_expect()->add_is_true("true");
  const TestReport report = RunCases(TheAssessor(), file, "roads");
  for (const CaseResult& result : report.cases) {
    for (const Failure& failure : result.failures) ADD_FAILURE() << failure.ToString();
  }
  std::set<std::string> spoken;
  for (const auto& [rule, seen] : report.coverage) {
    if (seen.is_true > 0 && RulesThatSpeak().count(rule) > 0) spoken.insert(rule);
  }
  return spoken;
}

std::set<const test::Need*>& UsedNeeds() {
  static std::set<const test::Need*>& used = *new std::set<const test::Need*>;
  return used;
}

// Whether the rule may be silent because the road does not say what it needs.
bool IsExcused(const std::string& rule, const Telling& telling) {
  bool is_excused = false;
  for (const test::Need& need : Table().need()) {
    if (telling.Tells(need.of()) || !NamesAny(need.rule(), rule)) continue;
    if (need.kind_size() > 0 && !NamesAny(need.kind(), telling.kind->name())) continue;
    UsedNeeds().insert(&need);
    is_excused = true;
  }
  return is_excused;
}

struct Heard {
  const Telling* telling;
  std::set<std::string> rules;
};

// What each road adds to the record of a base.
std::vector<Heard> Hear(const test::ActKind& kind, const v1::Case& base) {
  const v1::Case before = With(base, kind);
  const std::set<std::string> already = Spoken(before, kind.name());
  std::vector<Heard> heard;
  for (const Telling& telling : Tellings()) {
    if (telling.kind != &kind) continue;
    v1::Case record = before;
    record.MergeFrom(telling.told);
    std::set<std::string> rules;
    for (const std::string& rule : Spoken(record, telling.name())) {
      if (already.count(rule) == 0) rules.insert(rule);
    }
    heard.push_back({&telling, rules});
  }
  return heard;
}

class Roads : public testing::TestWithParam<int> {};

TEST_P(Roads, EveryRoadMakesTheSameRulesSpeak) {
  const test::ActKind& kind = Table().kind(GetParam());
  for (const auto& [name, base] : Bases()) {
    std::map<std::string, const Telling*> spoken;
    const std::vector<Heard> heard = Hear(kind, base);
    for (const Heard& one : heard) {
      for (const std::string& rule : one.rules) spoken.emplace(rule, one.telling);
    }
    for (const auto& [rule, by] : spoken) {
      std::vector<std::string> silent;
      for (const Heard& one : heard) {
        if (one.telling->road->clears() || one.rules.count(rule) > 0) continue;
        if (!IsExcused(rule, *one.telling)) silent.push_back(one.telling->name());
      }
      EXPECT_TRUE(silent.empty()) << kind.name() << ", " << name << ": " << rule << " speaks if told by "
                                  << by->name() << ", and not by\n      " << absl::StrJoin(silent, "\n      ");
    }
  }
}

TEST_P(Roads, AnAcquittalTakesTheAccountAway) {
  const test::ActKind& kind = Table().kind(GetParam());
  for (const auto& [name, base] : Bases()) {
    for (const Heard& one : Hear(kind, base)) {
      if (!one.telling->road->clears()) continue;
      for (const std::string& rule : one.rules) {
        EXPECT_TRUE(IsExcused(rule, *one.telling)) << one.telling->name() << ", " << name << ": " << rule;
      }
    }
  }
}

// What somebody says counts, whoever it is.
TEST(Sources, EverySourceIsHeard) {
  for (const test::ActKind& kind : Table().kind()) {
    for (const auto& [name, base] : Bases()) {
      for (const Telling& telling : Tellings()) {
        if (telling.kind != &kind || telling.road->name() != "incident by police") continue;
        v1::Case record = With(base, kind);
        record.MergeFrom(telling.told);
        v1::Provenance& provenance = *record.mutable_domestic_abuse()->mutable_incidents(0)->mutable_provenance();
        const std::set<std::string> by_police = Spoken(record, telling.name());
        const EnumDescriptor& sources = *v1::Provenance::Source_descriptor();
        for (int i = 1; i < sources.value_count(); ++i) {
          provenance.set_source(static_cast<v1::Provenance::Source>(sources.value(i)->number()));
          EXPECT_EQ(Spoken(record, telling.name()), by_police) << telling.name() << " by " << sources.value(i)->name();
        }
      }
    }
  }
}

// A need that excuses nothing is of a rule that was mended or renamed.
TEST(Needs, EachExcusesSomething) {
  for (const test::ActKind& kind : Table().kind()) {
    for (const auto& [name, base] : Bases()) {
      const std::vector<Heard> heard = Hear(kind, base);
      for (const Heard& one : heard) {
        for (const Heard& other : heard) {
          for (const std::string& rule : one.rules) {
            if (other.rules.count(rule) == 0) IsExcused(rule, *other.telling);
          }
        }
      }
    }
  }
  for (const test::Need& need : Table().need()) {
    EXPECT_EQ(UsedNeeds().count(&need), 1U) << "no road needs it: " << need.ShortDebugString();
  }
}

std::vector<int> Kinds() {
  std::vector<int> all;
  for (int i = 0; i < Table().kind_size(); ++i) all.push_back(i);
  return all;
}

INSTANTIATE_TEST_SUITE_P(Acts, Roads, testing::ValuesIn(Kinds()), [](const auto& info) {
  return absl::StrReplaceAll(Table().kind(info.param).name(), {{" ", "_"}, {"-", "_"}, {"'", ""}});
});

}  // namespace
}  // namespace risk

// roads_test [EDITION]: a folder of rules instead of the built-in edition.
int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  if (argc > 1) risk::g_edition = argv[1];
  return RUN_ALL_TESTS();
}
