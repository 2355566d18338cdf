// What stands beside an edition: the one that its `corrected_by` names, by its name alone.
#include "risk/edition_choice.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "risk/edition/editions.h"

namespace risk {
namespace {

namespace fs = std::filesystem;

constexpr char kEdition[] =
    "id: 'mine' version: '1' title: 'Mine' jurisdiction: 'Nowhere' in_force { from { year: 2020 month: 1 day: 1 } } ";
constexpr char kRules[] =
    "topic: 'T' fact { id: 'adult' value: 'person.born_on < date(\"2008-01-01\")' because: 'Reason.' "
    "source { title: 'S' clause: '1' mark: PROPOSAL } }";

EditionChoice::Chosen ChosenWith(const std::string& corrected_by) {
  return EditionChoice::From(Editions::LoadTexts(
      {{"edition.textproto", kEdition + ("corrected_by: '" + corrected_by + "'")}, {"rules.textproto", kRules}}));
}

std::string CodesOf(const EditionChoice::Chosen& chosen) {
  std::string codes;
  for (const Problem& problem : chosen.problems) {
    if (problem.is_error()) codes += problem.code + " ";
  }
  return codes;
}

TEST(EditionChoice, WhatCorrectsIsAnEditionOfTheLibrary) {
  const EditionChoice::Chosen chosen = ChosenWith("official_instruments_corrected@2026.8");
  EXPECT_TRUE(chosen.assessor.has_value()) << CodesOf(chosen);
}

TEST(EditionChoice, ANameThatThereIsNotIsAnError) {
  const EditionChoice::Chosen chosen = ChosenWith("nobody@1");
  EXPECT_FALSE(chosen.assessor.has_value());
  EXPECT_EQ(CodesOf(chosen), "unknown-edition ");
}

// The rules must not say which folder is opened: it is there, it would load, and it is refused.
TEST(EditionChoice, APathThereOpensNoFolder) {
  const fs::path folder = fs::path(testing::TempDir()) / "corrects";
  fs::create_directories(folder);
  std::ofstream(folder / "edition.textproto") << kEdition;
  std::ofstream(folder / "rules.textproto") << kRules;
  ASSERT_TRUE(Editions::Open(folder.string()).ok());
  const fs::path before = fs::current_path();
  fs::current_path(folder);
  for (const std::string& path : std::vector<std::string>{folder.string(), folder.string() + "/", "./", ".", "..",
                                                          "../corrects", "x/../"}) {
    const EditionChoice::Chosen chosen = ChosenWith(path);
    EXPECT_FALSE(chosen.assessor.has_value()) << path;
    EXPECT_EQ(CodesOf(chosen), "bad-corrected-by ") << path;
  }
  // What is no path is a name, whatever lies there.
  fs::current_path(folder.parent_path());
  EXPECT_EQ(CodesOf(ChosenWith("corrects")), "unknown-edition ");
  fs::current_path(before);
}

TEST(EditionChoice, APathIsToldFromAName) {
  for (const char* path : {".", "..", "./", "a/", "/a", "../a", "a/b"}) EXPECT_TRUE(Editions::IsPath(path)) << path;
  for (const char* name : {"", "a", "a@1", "...", ".a", "england_wales@2026.1"}) {
    EXPECT_FALSE(Editions::IsPath(name)) << name;
  }
}

}  // namespace
}  // namespace risk
