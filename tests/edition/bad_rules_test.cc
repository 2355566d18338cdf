// Every file and folder of tests/edition/bad holds mistakes; the messages they must bring are in
// the .txt file of the same name. A file stands in the edition of bad/base, a folder beside its
// levels. The folders of a folder are editions that it may extend.
//
// After a change of wording: RISK_UPDATE_GOLDEN=1 bazel run //tests/edition:bad_rules_test, then
// read the difference.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "risk/edition/edition.h"
#include "risk/edition/problem.h"

namespace risk {
namespace {

namespace fs = std::filesystem;

constexpr char kFolder[] = "tests/edition/bad";

std::string Read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> CaseNames() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(kFolder)) {
    const std::string name = entry.path().stem().string();
    if (name != "base" && entry.path().extension() != ".txt") names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

// The rule files of a folder, beside the levels of bad/base.
std::vector<RuleText> FolderFiles(const fs::path& folder, const std::string& prefix) {
  std::vector<RuleText> files = {
      {prefix + "levels.textproto", Read(fs::path(kFolder) / "base/levels.textproto")}};
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.is_directory()) continue;
    files.push_back({prefix + entry.path().filename().string(), Read(entry.path())});
  }
  return files;
}

EditionResult LoadBad(const std::string& name) {
  const fs::path folder = kFolder;
  if (!fs::is_directory(folder / name)) {
    return Edition::Load({{"levels.textproto", Read(folder / "base/levels.textproto")},
                          {"edition.textproto", Read(folder / "base/edition.textproto")},
                          {name + ".textproto", Read(folder / (name + ".textproto"))}});
  }
  std::vector<std::vector<RuleText>> bases;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder / name)) {
    if (!entry.is_directory()) continue;
    bases.push_back(FolderFiles(entry.path(), entry.path().filename().string() + "/"));
  }
  std::vector<RuleText> files = FolderFiles(folder / name, "");
  if (!bases.empty()) files.erase(files.begin());  // it has the levels of what it extends
  return Edition::Load(std::move(files), {}, bases);
}

class BadRules : public testing::TestWithParam<std::string> {};

TEST_P(BadRules, BringTheirMessages) {
  EditionResult result = LoadBad(GetParam());
  const std::string messages = ToString(result.problems);
  for (const Problem& problem : result.problems) {
    EXPECT_NE(Read("docs/rule_language.md").find("`" + problem.code + "`"), std::string::npos)
        << problem.code << " is not in the manual";
  }
  if (std::getenv("RISK_UPDATE_GOLDEN") != nullptr) {
    const char* root = std::getenv("BUILD_WORKSPACE_DIRECTORY");
    std::ofstream(fs::path(root ? root : ".") / kFolder / (GetParam() + ".txt")) << messages;
    return;
  }
  EXPECT_EQ(messages, Read(fs::path(kFolder) / (GetParam() + ".txt")));
}

INSTANTIATE_TEST_SUITE_P(Files, BadRules, testing::ValuesIn(CaseNames()),
                         [](const auto& info) { return info.param; });

TEST(BadRulesBase, HasNoProblem) {
  EditionResult result =
      Edition::Load({{"edition.textproto", Read("tests/edition/bad/base/edition.textproto")},
                     {"levels.textproto", Read("tests/edition/bad/base/levels.textproto")}});
  EXPECT_TRUE(result.ok());
  EXPECT_EQ(ToString(result.problems), "");
}

}  // namespace
}  // namespace risk
