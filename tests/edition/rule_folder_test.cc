#include "risk/edition/rule_folder.h"

#include <filesystem>
#include <fstream>
#include <string>

#include "gtest/gtest.h"
#include "risk/edition/content_hash.h"

namespace risk::edition {
namespace {

namespace fs = std::filesystem;

class RuleFolderTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "levels");
    Write("edition.textproto", "id: \"demo\"\n");
    Write("levels/one.textproto", "parameter { }\n");
  }
  void Write(const std::string& path, const std::string& text) {
    std::ofstream(folder_ / path, std::ios::binary) << text;
  }
  void List() {
    Write("SHA256SUMS", Sha256("id: \"demo\"\n") + "  ./edition.textproto\n" +
                            Sha256("parameter { }\n") + " *levels/one.textproto\n");
  }
  std::string Codes() {
    std::string codes;
    for (const Problem& problem : ReadRuleFolder(folder_.string(), {}).problems) {
      codes += problem.place.file + " " + problem.message + "\n";
    }
    return codes;
  }
  fs::path folder_;
};

TEST_F(RuleFolderTest, WithoutAListEverythingCounts) {
  EXPECT_EQ(ReadRuleFolder(folder_.string(), {}).files.size(), 2u);
  EXPECT_EQ(Codes(), "");
}

TEST_F(RuleFolderTest, WhatIsAsListedLoads) {
  List();
  EXPECT_EQ(Codes(), "");
}

TEST_F(RuleFolderTest, HalfOfAnEditionIsNone) {
  List();
  Write("levels/one.textproto", "param");
  EXPECT_EQ(Codes(), "levels/one.textproto is not the file that the list of the edition names\n");
  fs::remove(folder_ / "levels/one.textproto");
  EXPECT_EQ(Codes(), "levels/one.textproto is missing\n");
}

TEST_F(RuleFolderTest, AnythingMoreIsNotOfTheEdition) {
  List();
  Write("levels/two.textproto", "parameter { }\n");
  EXPECT_EQ(Codes(), "levels/two.textproto is not in the list of the edition\n");
}

TEST_F(RuleFolderTest, HiddenFilesAndByteOrderMarksDoNotMatter) {
  fs::create_directories(folder_ / ".git");
  Write(".git/x.textproto", "broken {");
  fs::create_symlink("user@host.1234", folder_ / "levels/.#one.textproto");
  Write("levels/one.textproto", "\xef\xbb\xbfparameter { }\n");
  const RuleFolder folder = ReadRuleFolder(folder_.string(), {});
  EXPECT_TRUE(folder.problems.empty());
  ASSERT_EQ(folder.files.size(), 2u);
  for (const RuleText& file : folder.files) EXPECT_NE(file.text[0], '\xef');
}

}  // namespace
}  // namespace risk::edition
