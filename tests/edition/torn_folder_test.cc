// Half of an edition never loads: files that are cut short, missing or new, and folders that change while they
// are read.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "gtest/gtest.h"
#include "risk/edition/edition.h"
#include "risk/edition/rule_folder.h"

namespace risk {
namespace {

namespace fs = std::filesystem;

std::string TextOf(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

class TornFolder : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::copy("tests/edition/demo", folder_, fs::copy_options::recursive);
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_)) {
      fs::permissions(entry.path(), fs::perms::owner_write, fs::perm_options::add);
      files_.push_back(entry.path());
    }
  }
  void Write(const fs::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
  }
  void WriteList() {
    const edition::RuleFolder read = edition::ReadRuleFolder(folder_.string(), {});
    Write(folder_ / edition::kFileList, edition::ListOfFiles(read));
  }
  bool Loads() { return Edition::LoadDirectory(folder_.string()).ok(); }

  fs::path folder_;
  std::vector<fs::path> files_;
};

TEST_F(TornFolder, WithItsListNothingButTheWholeLoads) {
  WriteList();
  ASSERT_TRUE(Loads());
  int tried = 0;
  for (const fs::path& path : files_) {
    const std::string whole = TextOf(path);
    // Behind each rule that ends on a line of its own, in the middle, nothing at all, and one byte less.
    std::vector<size_t> cuts = {0, whole.size() / 2, whole.size() - 1};
    for (size_t at = whole.find("\n}\n"); at != std::string::npos; at = whole.find("\n}\n", at + 1)) {
      if (at + 3 < whole.size()) cuts.push_back(at + 3);
    }
    for (const size_t cut : cuts) {
      Write(path, whole.substr(0, cut));
      EXPECT_FALSE(Loads()) << path << " cut at " << cut;
      ++tried;
    }
    fs::remove(path);
    EXPECT_FALSE(Loads()) << path << " is missing";
    Write(path, whole);
    ASSERT_TRUE(Loads()) << path;
  }
  EXPECT_GT(tried, 30);
  Write(folder_ / "one_more.textproto", "topic: \"More\"\n");
  EXPECT_FALSE(Loads());
}

// Without a list a file that ends behind a whole rule is as good as any; this is what the list is for.
TEST_F(TornFolder, TheListIsWhatNoticesIt) {
  const fs::path path = folder_ / "facts.textproto";
  const std::string whole = TextOf(path);
  int loaded = 0;
  for (size_t at = whole.find("\n}\n"); at != std::string::npos; at = whole.find("\n}\n", at + 1)) {
    Write(path, whole.substr(0, at + 3));
    loaded += Loads();
  }
  EXPECT_GT(loaded, 0);
}

TEST_F(TornFolder, TheListIsThatOfSha256sum) {
  WriteList();
  const std::string command = "cd '" + folder_.string() + "' && sha256sum --quiet --strict -c SHA256SUMS";
  EXPECT_EQ(std::system(command.c_str()), 0);
}

// One that is written all the time loads as one version or the other, or not at all.
TEST_F(TornFolder, WhatIsWrittenMeanwhileIsNeverMixed) {
  std::vector<std::string> first, second;
  for (const fs::path& path : files_) first.push_back(TextOf(path));
  WriteList();
  const std::string first_list = TextOf(folder_ / edition::kFileList);
  std::set<std::string> hashes = {Edition::LoadDirectory(folder_.string()).edition->hash()};
  for (size_t i = 0; i < files_.size(); ++i) {
    second.push_back(first[i] + "# another version\n");
    Write(files_[i], second[i]);
  }
  fs::remove(folder_ / edition::kFileList);
  WriteList();
  const std::string second_list = TextOf(folder_ / edition::kFileList);
  hashes.insert(Edition::LoadDirectory(folder_.string()).edition->hash());
  ASSERT_EQ(hashes.size(), 2u);
  std::atomic<bool> is_over{false};
  std::thread writer([&] {
    for (int round = 0; !is_over; ++round) {
      const std::vector<std::string>& texts = round % 2 == 0 ? first : second;
      for (size_t i = 0; i < files_.size(); ++i) Write(files_[i], texts[i]);
      Write(folder_ / edition::kFileList, round % 2 == 0 ? first_list : second_list);
      std::this_thread::sleep_for(std::chrono::milliseconds(round % 3));
    }
  });
  int loaded = 0;
  for (int i = 0; i < 300; ++i) {
    const EditionResult result = Edition::LoadDirectory(folder_.string());
    if (!result.ok()) continue;
    ++loaded;
    EXPECT_EQ(hashes.count(result.edition->hash()), 1u);
  }
  is_over = true;
  writer.join();
  std::printf("%d of 300 loads found a whole edition\n", loaded);
}

}  // namespace
}  // namespace risk
