#include "risk/edition/edition.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "risk/evaluation/value/date_arithmetic.h"

namespace risk {
namespace {

using edition::RuleKind;
using edition::Step;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char kDemo[] = "tests/edition/demo";

std::vector<RuleText> DemoFiles() {
  std::vector<RuleText> files;
  for (const auto& entry : std::filesystem::directory_iterator(kDemo)) {
    std::ifstream file(entry.path());
    std::stringstream text;
    text << file.rdbuf();
    files.push_back({entry.path().filename().string(), text.str()});
  }
  std::sort(files.begin(), files.end(), [](auto& a, auto& b) { return a.path < b.path; });
  return files;
}

std::shared_ptr<const Edition> Demo() {
  EditionResult result = Edition::Load(DemoFiles());
  EXPECT_EQ(ToString(result.problems), "");
  return result.edition;
}

int64_t Day(int year, int month, int day) { return evaluation::DayOf({year, month, day}); }

TEST(Edition, LoadsEveryBuildingBlock) {
  std::shared_ptr<const Edition> demo = Demo();
  ASSERT_NE(demo, nullptr);
  EXPECT_EQ(demo->name(), "demo@1.0");
  EXPECT_EQ(demo->levels().size(), 2);
  EXPECT_TRUE(demo->instruments()[demo->levels()[0].instrument].is_level);
  EXPECT_NE(demo->calendar(), nullptr);
  EXPECT_EQ(demo->Find(RuleKind::kFact, "no_such_fact"), -1);
  EXPECT_EQ(demo->Find(RuleKind::kFactor, "recent_strangulation"), -1);  // that is a fact
  const edition::Fact& fact = demo->facts().at(demo->Find(RuleKind::kFact, "recent_strangulation"));
  EXPECT_EQ(fact.at.file, "facts.textproto");
  EXPECT_GT(fact.at.line, 1);
  EXPECT_TRUE(demo->facts()[demo->Find(RuleKind::kFact, "relationship_asked_about")].is_epistemic);
  const edition::Closure& closure = demo->closures().at(0);
  EXPECT_EQ(closure.list.back()->full_name(), "risk.v1.DomesticAbuse.incidents");
}

TEST(Edition, OrdersRulesAfterWhatTheyNeed) {
  std::shared_ptr<const Edition> demo = Demo();
  ASSERT_NE(demo, nullptr);
  auto place = [&](RuleKind kind, int index) {
    for (size_t i = 0; i < demo->order().size(); ++i) {
      if (demo->order()[i].kind == kind && demo->order()[i].index == index)
        return static_cast<int>(i);
    }
    return -1;
  };
  int closure = place(RuleKind::kClosure, 0);
  int answered = place(RuleKind::kFact, demo->Find(RuleKind::kFact, "police_answered"));
  int strangled = place(RuleKind::kFact, demo->Find(RuleKind::kFact, "recent_strangulation"));
  int factor = place(RuleKind::kFactor, demo->Find(RuleKind::kFactor, "strangulation"));
  int weights = place(RuleKind::kInstrument, demo->Find(RuleKind::kInstrument, "weights"));
  int level =
      place(RuleKind::kInstrument, demo->Find(RuleKind::kInstrument, "demo_level_known_adult"));
  int finding = place(RuleKind::kFinding, demo->Find(RuleKind::kFinding, "sign_off"));
  EXPECT_LT(answered, closure);
  EXPECT_LT(closure, strangled);  // it reads the list that the closure closes
  EXPECT_LT(strangled, factor);
  EXPECT_LT(factor, weights);
  EXPECT_LT(weights, level);
  EXPECT_LT(level, finding);
  EXPECT_EQ(place(RuleKind::kFact, demo->Find(RuleKind::kFact, "recent")),
            -1);  // inlined where it is used
}

TEST(Edition, SelectsParametersByDate) {
  std::shared_ptr<const Edition> demo = Demo();
  ASSERT_NE(demo, nullptr);
  const edition::Parameter& months =
      demo->parameters()[demo->Find(RuleKind::kParameter, "recent_months")];
  EXPECT_EQ(std::get<int64_t>(*months.On(Day(2023, 12, 31))), 12);
  EXPECT_EQ(std::get<int64_t>(*months.On(Day(2024, 1, 1))), 24);
  EXPECT_TRUE(demo->UsableOn(Day(2020, 1, 1)).ok());
  EXPECT_TRUE(demo->UsableOn(Day(2030, 12, 31)).ok());
  EXPECT_THAT(std::string(demo->UsableOn(Day(2019, 12, 31)).message()),
              HasSubstr("demo@1.0 is in force from 2020-01-01, not on 2019-12-31"));
  EXPECT_FALSE(demo->UsableOn(Day(2031, 1, 1)).ok());
}

TEST(Edition, SplitsWordingAndMakesRulesForEach) {
  std::shared_ptr<const Edition> demo = Demo();
  ASSERT_NE(demo, nullptr);
  const edition::Finding& finding = demo->findings()[demo->Find(RuleKind::kFinding, "sign_off")];
  ASSERT_EQ(finding.wording.pieces.size(), 6);
  EXPECT_EQ(finding.wording.pieces[0].show, 0);
  EXPECT_EQ(finding.wording.pieces[1].text, " signs; ");
  EXPECT_EQ(finding.wording.pieces[5].text, ". Braces: {}.");
  const edition::Check& council = demo->checks()[demo->Find(RuleKind::kCheck, "council")];
  ASSERT_TRUE(council.each.has_value());
  EXPECT_EQ(council.each->list.back()->name(), "children");
  EXPECT_TRUE(council.each->where.has_value());
  EXPECT_EQ(council.needed.output, -1);
  EXPECT_GE(council.open.output, 0);
  EXPECT_EQ(council.due.days, 5);
  const edition::Check& police = demo->checks()[demo->Find(RuleKind::kCheck, "police")];
  EXPECT_TRUE(police.due.in_working_days);
  EXPECT_GE(police.due.parameter, 0);
  EXPECT_EQ(police.settles.size(), 3);
}

TEST(Edition, HashDependsOnContentOnly) {
  std::vector<RuleText> files = DemoFiles();
  const std::string hash = Edition::Load(files).edition->hash();
  EXPECT_EQ(hash.size(), 64);
  std::vector<RuleText> other = files;
  std::reverse(other.begin(), other.end());
  for (RuleText& file : other) {
    file.path = "some/where/" + file.path;
    file.text = absl::StrReplaceAll(file.text, {{"\n", "\r\n"}});
    if (file.path == "some/where/edition.textproto") file.text += "content_hash: \"any\"\r\n";
  }
  EXPECT_EQ(Edition::Load(other).edition->hash(), hash);
  EXPECT_EQ(Edition::LoadDirectory(kDemo).edition->hash(), hash);
  files[0].text += "# a comment\n";
  EXPECT_NE(Edition::Load(files).edition->hash(), hash);
}

std::string Messages(std::vector<RuleText> files, const EditionLimits& limits = {}) {
  EditionResult result = Edition::Load(std::move(files), limits);
  EXPECT_FALSE(result.ok());
  return ToString(result.problems);
}

TEST(Edition, KeepsItsLimits) {
  EditionLimits limits;
  limits.file_bytes = 100;
  EXPECT_THAT(Messages(DemoFiles(), limits), HasSubstr("[too-large]"));
  limits = {};
  limits.files = 2;
  EXPECT_THAT(Messages(DemoFiles(), limits), HasSubstr("[too-many]"));
  limits = {};
  limits.rules = 5;
  EXPECT_THAT(Messages(DemoFiles(), limits), HasSubstr("more than 5 rules [too-many]"));
  limits = {};
  limits.problems = 3;
  std::string many;
  for (int i = 0; i < 100; ++i) many += "fact { }\n";
  EXPECT_THAT(Messages({{"edition.textproto", ""}, {"x.textproto", many}}, limits),
              HasSubstr("further problems are not shown [too-many]"));
}

TEST(Edition, RefusesHostileText) {
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "factor {";
  EXPECT_THAT(Messages({{"edition.textproto", deep}}), HasSubstr("[too-deep]"));
  EXPECT_THAT(Messages({{"edition.textproto", "id: \"\xff\""}}), HasSubstr("[bad-utf8]"));
  EXPECT_THAT(Messages({{"edition.textproto", std::string("id: \0", 5)}}), HasSubstr("error:"));
  EXPECT_THAT(Messages({}), HasSubstr("[no-edition]"));
  EXPECT_THAT(Messages({{"a/edition.textproto", ""}, {"a/b/edition.textproto", ""}}),
              HasSubstr("[second-edition]"));
  EXPECT_THAT(Messages({{"edition.textproto", ""}, {"edition.textproto", ""}}),
              HasSubstr("[duplicate-file]"));
}

TEST(Edition, ReadsRegularFilesOnly) {
  const std::string folder = testing::TempDir() + "/with_pipe";
  std::filesystem::create_directories(folder);
  const std::string pipe = folder + "/pipe.textproto";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  EditionResult result = Edition::LoadDirectory(folder);
  std::filesystem::remove_all(folder);
  EXPECT_FALSE(result.ok());
  EXPECT_THAT(ToString(result.problems), HasSubstr("not a file [unreadable]"));
}

TEST(Edition, SaysWhichFolderCannotBeRead) {
  EditionResult result = Edition::LoadDirectory("no/such/folder");
  EXPECT_FALSE(result.ok());
  EXPECT_EQ(ToString(result.problems),
            "no/such/folder: error: cannot be read: No such file or directory [unreadable]\n");
}

}  // namespace
}  // namespace risk
