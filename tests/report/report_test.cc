#include "risk/report.h"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "google/protobuf/text_format.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "risk/report/page.h"

namespace risk {
namespace {

const char kFolder[] = "tests/report/";

std::string ReadFile(const std::string& name) {
  std::ifstream file(kFolder + name);
  EXPECT_TRUE(file.good()) << name;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

v1::Assessment Fixture() {
  v1::Assessment assessment;
  EXPECT_TRUE(
      google::protobuf::TextFormat::ParseFromString(ReadFile("assessment.textproto"), &assessment));
  return assessment;
}

// With RISK_GOLDEN=/path/to/tests/report the expected text is written instead of compared.
void ExpectGolden(const std::string& actual, const std::string& name) {
  if (const char* folder = std::getenv("RISK_GOLDEN"); folder != nullptr) {
    std::ofstream(std::string(folder) + "/" + name) << actual;
    return;
  }
  EXPECT_EQ(actual, ReadFile(name));
}

TEST(TextReport, ReadsLikeANote) { ExpectGolden(TextReport(Fixture(), {}), "note.txt"); }

TEST(TextReport, BriefIsTheLinesThatTheNoteOpensWith) {
  ReportOptions options;
  options.brief = true;
  const std::string brief = TextReport(Fixture(), options);
  const std::string note = TextReport(Fixture(), {});
  // Only the first line says which case and day it is of, which stand above it in the note.
  const std::string named = "demo-1, 1 June 2026: ";
  const size_t at = brief.find(named);
  ASSERT_NE(at, std::string::npos) << brief;
  EXPECT_NE(note.find(brief.substr(brief.find("\n  Ask 1"))), std::string::npos) << brief;
  EXPECT_EQ(brief.find("How serious"), std::string::npos);
}

TEST(TextReport, ExplainsOnRequest) {
  ReportOptions options;
  options.explain = true;
  ExpectGolden(TextReport(Fixture(), options), "note_explained.txt");
}

TEST(TextReport, NarrowPagesAreWrapped) {
  ReportOptions options;
  options.width = 60;
  std::istringstream lines(TextReport(Fixture(), options));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(report::Columns(line), 60) << line;
}

TEST(TextReport, ColourChangesNoLetter) {
  ReportOptions options;
  options.colour = true;
  const std::string coloured = TextReport(Fixture(), options);
  std::string plain;
  for (size_t i = 0; i < coloured.size(); ++i) {
    if (coloured[i] == '\033') {
      while (coloured[i] != 'm') ++i;
    } else {
      plain += coloured[i];
    }
  }
  EXPECT_NE(coloured, plain);
  EXPECT_EQ(plain, TextReport(Fixture(), {}));
}

// A group of which nothing is known must never read as low.
TEST(TextReport, NotSettledIsNotLow) {
  v1::Assessment assessment;
  v1::GroupLevel* level = assessment.add_level();
  level->set_title("Public");
  level->set_at_least(v1::LOW);
  for (v1::Level could_be : {v1::MEDIUM, v1::HIGH, v1::VERY_HIGH}) {
    level->set_could_be(could_be);
    const std::string text = TextReport(assessment, {});
    EXPECT_NE(text.find("Public  not settled: up to "), std::string::npos) << text;
    EXPECT_EQ(text.find("LOW"), std::string::npos) << text;
  }
}

TEST(TextReport, LongListsAreCut) {
  v1::Assessment assessment;
  for (int i = 0; i < 40; ++i) {
    v1::OpenItem* item = assessment.add_missing();
    item->set_check("c");
    item->set_title("Enquiry");
  }
  ReportOptions options;
  EXPECT_NE(TextReport(assessment, options).find("and 30 more (--explain or --all)"),
            std::string::npos);
  options.all = true;
  EXPECT_NE(TextReport(assessment, options).find("40. Enquiry"), std::string::npos);
}

TEST(TextReport, AnEmptyAssessmentIsShort) {
  ExpectGolden(TextReport(v1::Assessment(), {}), "note_empty.txt");
}

TEST(JsonReport, IsOneLineAndComesBack) {
  const std::string json = JsonReport(Fixture());
  EXPECT_EQ(json.find('\n'), json.size() - 1);
  v1::Assessment back;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(json, &back).ok());
  EXPECT_EQ(back.SerializeAsString(), Fixture().SerializeAsString());
  const nlohmann::json parsed = nlohmann::json::parse(json);
  EXPECT_EQ(parsed["level"][0]["at_least"], "HIGH");
  EXPECT_EQ(parsed["instrument"][2]["high"], "Infinity");
}

TEST(TextprotoReport, ComesBack) {
  v1::Assessment back;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(TextprotoReport(Fixture()), &back));
  EXPECT_EQ(back.SerializeAsString(), Fixture().SerializeAsString());
}

}  // namespace
}  // namespace risk
