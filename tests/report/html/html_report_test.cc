#include "risk/html_report.h"

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "pugixml.hpp"

namespace risk {
namespace {

const char kFolder[] = "tests/report/html/";

std::string ReadFile(const std::string& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file.good()) << path;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

template <typename Message>
Message Fixture(const std::string& path) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(ReadFile(path), &message));
  return message;
}

v1::Assessment AnAssessment() { return Fixture<v1::Assessment>("tests/report/assessment.textproto"); }
v1::Inspection AnInspection() { return Fixture<v1::Inspection>(std::string(kFolder) + "inspection.textproto"); }

// With RISK_GOLDEN=/path/to/tests/report/html the expected page is written instead of compared.
void ExpectGolden(const std::string& actual, const std::string& name) {
  if (const char* folder = std::getenv("RISK_GOLDEN"); folder != nullptr) {
    std::ofstream(std::string(folder) + "/" + name) << actual;
    return;
  }
  EXPECT_EQ(actual, ReadFile(kFolder + name));
}

// What every page keeps to.
class Checker : public pugi::xml_tree_walker {
 public:
  bool for_each(pugi::xml_node& node) override {
    const std::string name = node.name();
    EXPECT_NE(name, "script");
    for (const pugi::xml_attribute& attribute : node.attributes()) {
      const std::string key = attribute.name(), value = attribute.value();
      if (key == "id") EXPECT_TRUE(ids.insert(value).second) << "twice: " << value;
      EXPECT_NE(key.substr(0, 2), "on") << key;
      if (value.find("http") == 0) EXPECT_EQ(name, "a") << value;
      if (key == "href" && value[0] == '#') targets.insert(value.substr(1));
      if (key == "aria-labelledby" || key == "for") {
        std::istringstream words(value);
        for (std::string word; words >> word;) targets.insert(word);
      }
    }
    if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
      const int level = name[1] - '0';
      EXPECT_LE(level, heading + 1) << node.text().get();
      heading = level;
    }
    if (name == "table") EXPECT_TRUE(node.child("caption")) << "a table without a caption";
    if (name == "svg") {
      EXPECT_STREQ(node.attribute("role").value(), "img");
      EXPECT_STRNE(node.child("title").text().get(), "");
      EXPECT_STRNE(node.child("desc").text().get(), "");
    }
    return true;
  }
  std::set<std::string> ids;
  std::set<std::string> targets;
  int heading = 0;
};

void ExpectSound(const std::string& page) {
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_string(page.c_str(), pugi::parse_default | pugi::parse_doctype);
  ASSERT_TRUE(parsed) << parsed.description() << " at: " << page.substr(parsed.offset, 80);
  EXPECT_EQ(page.find("<!DOCTYPE html>\n<html lang=\"en-GB\">"), 0u);
  Checker checker;
  document.traverse(checker);
  for (const std::string& target : checker.targets) EXPECT_EQ(checker.ids.count(target), 1u) << target;
  EXPECT_EQ(page.find("{{"), std::string::npos);
  EXPECT_EQ(page.find("url(http"), std::string::npos);
}

// Puts `text` behind every text of a message, at any depth.
void AppendToTexts(const std::string& text, google::protobuf::Message* message) {
  const google::protobuf::Reflection& reflection = *message->GetReflection();
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  reflection.ListFields(*message, &fields);
  for (const google::protobuf::FieldDescriptor* field : fields) {
    const int count = field->is_repeated() ? reflection.FieldSize(*message, field) : 1;
    for (int i = 0; i < count; ++i) {
      if (field->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE) {
        AppendToTexts(text, field->is_repeated() ? reflection.MutableRepeatedMessage(message, field, i)
                                                 : reflection.MutableMessage(message, field));
      } else if (field->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_STRING) {
        if (field->is_repeated()) {
          reflection.SetRepeatedString(message, field, i, reflection.GetRepeatedString(*message, field, i) + text);
        } else {
          reflection.SetString(message, field, reflection.GetString(*message, field) + text);
        }
      }
    }
  }
}

const char kHostile[] = "</title><script>alert(\"1\")</script>&'{{page_title}}";

TEST(HtmlReport, AnAssessmentIsAPage) {
  const std::string page = HtmlReport(AnAssessment(), {});
  ExpectSound(page);
  ExpectGolden(page, "assessment.html");
}

// Every source that is listed is referred to.
TEST(HtmlReport, ResultsReferToTheirSources) {
  const std::string page = HtmlReport(AnAssessment(), {});
  for (const char* source : {"c1-s1", "c1-s2", "c1-s3", "c1-s4"}) {
    EXPECT_NE(page.find(std::string("href=\"#") + source + "\""), std::string::npos) << source;
  }
}

TEST(HtmlReport, AnInspectionIsAPage) {
  const std::string page = HtmlReport(AnInspection());
  ExpectSound(page);
  ExpectGolden(page, "inspection.html");
}

TEST(HtmlReport, EmptyResultsArePages) {
  ExpectSound(HtmlReport(v1::Assessment(), {}));
  ExpectSound(HtmlReport(v1::Inspection()));
}

TEST(HtmlReport, SeveralCasesInOnePageKeepTheirIdsApart) {
  ExpectSound(HtmlStart("Two") + HtmlArticle(AnAssessment(), {}, 1) + HtmlArticle(AnAssessment(), {}, 2) + HtmlEnd());
}

void ExpectInert(const std::string& page) {
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_NE(page.find("&lt;script&gt;"), std::string::npos);
  pugi::xml_document document;
  EXPECT_TRUE(document.load_string(page.c_str(), pugi::parse_default | pugi::parse_doctype));
}

TEST(HtmlReport, TextOfACaseIsNeverMarkup) {
  v1::Assessment assessment = AnAssessment();
  AppendToTexts(kHostile, &assessment);
  ExpectInert(HtmlReport(assessment, {}));
  v1::Inspection inspection = AnInspection();
  AppendToTexts(kHostile, &inspection);
  ExpectInert(HtmlReport(inspection));
}

TEST(HtmlReport, OnlyAddressesOnTheWebAreLinks) {
  v1::Assessment assessment = AnAssessment();
  assessment.mutable_missing(0)->mutable_source(0)->set_url("javascript:alert(1)");
  const std::string page = HtmlReport(assessment, {});
  EXPECT_EQ(page.find("href=\"javascript"), std::string::npos);
  EXPECT_NE(page.find("javascript:alert(1)"), std::string::npos);
}

TEST(HtmlReport, ControlCharactersDoNotBreakThePage) {
  v1::Assessment assessment;
  assessment.set_case_id(std::string("a\x01\x1b[31m") + std::string(1, '\0') + "b");
  ExpectSound(HtmlReport(assessment, {}));
}

// A group of which nothing is known must never look low: no cell of it is filled.
TEST(HtmlReport, NotSettledIsNotLow) {
  v1::Assessment assessment;
  v1::GroupLevel* level = assessment.add_level();
  level->set_title("Public");
  level->set_at_least(v1::LOW);
  level->set_could_be(v1::HIGH);
  const std::string page = HtmlReport(assessment, {});
  EXPECT_EQ(page.find("class=\"level1\""), std::string::npos);
  EXPECT_NE(page.find("Not settled: up to HIGH"), std::string::npos);
}

TEST(HtmlReport, AStandardThatNobodyJudgedMayBeAnything) {
  v1::Inspection inspection;
  inspection.mutable_overall()->set_most_points(3);
  inspection.add_standard()->set_title("Leadership");
  const std::string page = HtmlReport(inspection);
  EXPECT_EQ(page.find("class=\"rating1\""), std::string::npos);
  EXPECT_NE(page.find("not rated"), std::string::npos);
}

}  // namespace
}  // namespace risk
