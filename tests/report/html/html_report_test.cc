#include "risk/html_report.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "pugixml.hpp"
#include "risk/inspection_comparison.h"
#include "risk/report/html/template.h"

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

v1::CaseAudit AnAudit() {
  v1::CaseAudit audit;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(R"(
    case_id: "c7" scheme: "demo" edition: "demo@1" assessed_on { year: 2024 month: 6 day: 1 }
    piece: "person.motivated"
    selection: "Office: North"
    standard {
      id: "work" code: "A" title: "Work" applies: TRUE
      question {
        id: "work.one" code: "A.1" title: "One?" verdict: NOT_MET from_record: UNDECIDED
        judgement { case_id: "c7" question: "work.one" answer: NOT_MET reason: "Seen on the file" by: "inspector" }
        prompt {
          id: "p" title: "Motivated" verdict: UNDECIDED from_record: UNDECIDED because: "It counts"
          explanation { outcome: UNKNOWN missing: 0 }
          source { title: "A manual" clause: "4.2" url: "https://example.org/manual" }
        }
        prompt {
          id: "q" title: "Seen at home" verdict: NOT_MET from_record: NOT_MET only_supports: true
          explanation { outcome: FALSE clause: "a.b" reading { path: "a.b" wording: "home visit" value: "no" } }
        }
        prompt { id: "r" title: "Third" verdict: MET from_record: MET }
        prompt { id: "s" title: "Fourth" verdict: NOT_RELEVANT from_record: NOT_RELEVANT }
      }
      question { id: "work.two" code: "A.2" title: "Two?" verdict: UNDECIDED from_record: UNDECIDED }
    }
    tally { id: "t" title: "Needed" family: "police enquiry" among: TRUE outcome: TRUE }
    tally { id: "u" title: "Made" family: "police enquiry" among: TRUE outcome: UNKNOWN }
    error { rule: "x" text: "overflow" }
  )", &audit));
  return audit;
}

v1::OversightList AnOversightList() {
  v1::OversightList list;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(R"(
    edition: "demo@1" cases: 3 assessed_on { year: 2024 month: 6 day: 1 }
    case {
      case_id: "c7" office: "North" officer: "trainee" at_least: HIGH could_be: VERY_HIGH provisional: true
      recorded: LOW urgent: 1 overdue: 1 first_due { year: 2024 month: 5 day: 30 }
      reason {
        kind: ACTION rule: "a" title: "A child must be referred" wording: "Refer" who: "senior probation officer"
        due { year: 2024 month: 5 day: 30 } urgent: true overdue: true element: "c1"
      }
      reason { kind: ENQUIRY rule: "b" title: "Police" }
    }
    case { case_id: "c8" at_least: LOW could_be: HIGH provisional: true reason { kind: GAP title: "No oversight" } }
    rejected { name: "c9.json" code: "bad" text: "no date" }
  )", &list));
  return list;
}

v1::Replay AReplay() {
  v1::Replay replay;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(R"(
    case_id: "c7" edition: "demo@1"
    step {
      day { year: 2024 month: 5 day: 1 } decision: "court report"
      assessment {
        level { group: PUBLIC title: "Public" at_least: LOW could_be: VERY_HIGH }
        missing { check: "police" title: "Police enquiry" state: "not_made" due { year: 2024 month: 5 day: 3 } }
      }
    }
    step {
      day { year: 2024 month: 6 day: 1 } decision: "start" new_factor: "violence"
      assessment {
        level { group: PUBLIC title: "Public" at_least: HIGH could_be: HIGH recorded: MEDIUM }
        factor { id: "violence" title: "Serious violence" outcome: TRUE }
      }
      enquiry { stream: "police" to: "North" made_on { year: 2024 month: 5 day: 2 } }
    }
    note { code: "undated-decision" text: "no full date" path: "decisions[2]" }
  )", &replay));
  return replay;
}

v1::Impact AnImpact() {
  v1::Impact impact;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(R"(
    before { edition: "demo@1" hash: "0123456789abcdef" }
    after { edition: "demo@2" hash: "fedcba9876543210" }
    cases: 9 changed: 3 raised: 2 lowered: 1 rejected: 1
    move { group: PUBLIC title: "Public, anybody" before: LOW after: LOW cases: 6 }
    move { group: PUBLIC title: "Public, anybody" before: LOW after: HIGH cases: 2 }
    move { group: PUBLIC title: "Public, anybody" before: HIGH after: MEDIUM cases: 1 }
    move { group: STAFF title: "Staff" before: LOW after: LOW cases: 9 }
    result { id: "refer" title: "A child must be referred" came: 2 went: 1 }
    result { id: "ask" title: "Police" is_check: true became_possible: 1 }
    difference { rule: "public_base" kind: CHANGED cases: 3 raised: 2 lowered: 1 }
    difference { rule: "extra" kind: NEW }
    changed_case {
      case_id: "c7" because: "public_base"
      level {
        group: PUBLIC title: "Public, anybody" at_least_before: LOW could_be_before: HIGH at_least_after: HIGH could_be_after: HIGH
      }
      result { id: "refer" title: "A child must be referred" element: "c1" change: CAME }
    }
    changed_case { input: "x.json:3" result { id: "ask" title: "Police" is_check: true change: BECAME_POSSIBLE } }
  )", &impact));
  return impact;
}

v1::InspectionComparison AComparison() {
  v1::Inspection after = AnInspection();
  after.set_scheme("other");
  after.mutable_standard(0)->mutable_rating()->set_low(v1::GOOD);
  after.mutable_standard(0)->mutable_question(0)->mutable_prompt(0)->set_met(1);
  after.mutable_standard(0)->mutable_question(0)->mutable_counts()->set_sufficient(1);
  return Compare(AnInspection(), after);
}

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

// From a rating to the prompts, from a prompt to its cases, and in a case to what was found.
TEST(HtmlReport, AnInspectionLeadsToTheFindingsOfEachCase) {
  const std::string page = HtmlReport(AnInspection());
  const std::string link = "href=\"#case-2\"";
  ASSERT_NE(page.find(link), std::string::npos);
  const size_t at = page.find("<tr id=\"case-2\">");
  ASSERT_NE(at, std::string::npos);
  const std::string its = page.substr(at, page.find("</tr>", at) - at);
  for (const char* text :
       {"Public HIGH to VERY HIGH (recorded LOW).", "Officer is not qualified for this level.", "URGENT", "by 3 June 2020.",
        "Plan without contingency.", "Police enquiry", "by 4 June 2020.", "Willing: no.",
        "Judged by inspector: Seen on the file. Not known: ", "cannot tell. <span class=\"soft\">It counts."}) {
    EXPECT_NE(its.find(text), std::string::npos) << text << " in " << its;
  }
  EXPECT_NE(page.find("A case without it has nothing open"), std::string::npos);
}

TEST(HtmlReport, AnImpactIsAPage) {
  const std::string page = HtmlReport(AnImpact());
  ExpectSound(page);
  for (const char* text : {"What changes from demo@1 to demo@2", "2 raised, 1 lowered", "LOW to HIGH: 2", "LOW as before: 6",
                           "1 case could not be read or assessed", "at least LOW, could be HIGH; now HIGH", "And 1 more;",
                           "New: A child must be referred (c1).", "x.json:3", "Now only possible: Police."}) {
    EXPECT_NE(page.find(text), std::string::npos) << text;
  }
  // Of a group of which nothing moved there is no second picture.
  EXPECT_EQ(page.find("Staff: levels before and after"), std::string::npos);
}

TEST(HtmlReport, AnAuditIsAPage) {
  const std::string page = HtmlReport(AnAudit(), {});
  ExpectSound(page);
  // What counts and what follows from the record stand beside each other.
  EXPECT_NE(page.find("Judged not sufficient by inspector: Seen on the file. From the record: undecided."),
            std::string::npos);
  EXPECT_NE(page.find("Not known: whether the person"), std::string::npos) << "or: " << page.substr(page.find("Not known"), 80);
  EXPECT_NE(page.find("Made: <strong>not known</strong>"), std::string::npos);
}

TEST(HtmlReport, AComparisonIsAPage) {
  const std::string page = HtmlReport(AComparison());
  ExpectSound(page);
  EXPECT_NE(page.find("Prompts: Motivated"), std::string::npos);
}

TEST(HtmlReport, AReplayIsAPage) {
  const std::string page = HtmlReport(AReplay());
  ExpectSound(page);
  EXPECT_NE(page.find("Public up to VERY HIGH"), std::string::npos);
  EXPECT_NE(page.find("HIGH (recorded MEDIUM, lower than the record supported)"), std::string::npos);
  EXPECT_NE(page.find("no answer yet"), std::string::npos);
}

TEST(HtmlReport, WhomAManagerLooksAtIsAPage) {
  const std::string page = HtmlReport(AnOversightList());
  ExpectSound(page);
  EXPECT_NE(page.find("c9.json: no date [bad]"), std::string::npos);
  EXPECT_NE(page.find("HIGH to VERY HIGH, recorded LOW"), std::string::npos);
}

TEST(HtmlReport, EmptyResultsArePages) {
  ExpectSound(HtmlReport(v1::CaseAudit(), {}));
  ExpectSound(HtmlReport(v1::InspectionComparison()));
  ExpectSound(HtmlReport(v1::Replay()));
  ExpectSound(HtmlReport(v1::Impact()));
  ExpectSound(HtmlReport(v1::OversightList()));
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
  v1::CaseAudit audit = AnAudit();
  AppendToTexts(kHostile, &audit);
  ExpectInert(HtmlReport(audit, {}));
  v1::InspectionComparison comparison = AComparison();
  AppendToTexts(kHostile, &comparison);
  ExpectInert(HtmlReport(comparison));
  v1::Impact impact = AnImpact();
  AppendToTexts(kHostile, &impact);
  ExpectInert(HtmlReport(impact));
  v1::Replay replay = AReplay();
  AppendToTexts(kHostile, &replay);
  ExpectInert(HtmlReport(replay));
  v1::OversightList list = AnOversightList();
  AppendToTexts(kHostile, &list);
  ExpectInert(HtmlReport(list));
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

// Relative luminance and contrast as WCAG 2 defines them.
double Luminance(const std::string& colour) {
  std::string hex = colour.substr(1);
  if (hex.size() == 3) hex = {hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]};
  double parts[3];
  for (int i = 0; i < 3; ++i) {
    const double part = std::stoi(hex.substr(static_cast<size_t>(2 * i), 2), nullptr, 16) / 255.0;
    parts[i] = part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
  }
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
}

double Contrast(const std::string& a, const std::string& b) {
  const double one = Luminance(a), other = Luminance(b);
  return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

// Every colour of the style sheet by what it is for.
struct Colours {
  std::map<std::string, std::string> variables;             // "--ink": "#1b1f24"
  std::vector<std::pair<std::string, std::string>> shapes;  // selector, fill or stroke
  std::vector<std::pair<std::string, std::string>> texts;   // selector, colour
};

Colours ColoursOf(const std::string& css) {
  Colours colours;
  const std::regex variable("(--[a-z]+): (#[0-9a-f]{3,6});");
  for (std::sregex_iterator at(css.begin(), css.end(), variable), end; at != end; ++at) {
    colours.variables[(*at)[1]] = (*at)[2];
  }
  const std::regex rule("([^{}]+) \\{([^{}]*)\\}");
  const std::regex value("(fill|stroke|[^-]color): (#[0-9a-f]{3,6}|var\\((--[a-z]+)\\))");
  for (std::sregex_iterator at(css.begin(), css.end(), rule), end; at != end; ++at) {
    const std::string selector = (*at)[1], body = (*at)[2];
    for (std::sregex_iterator one(body.begin(), body.end(), value); one != end; ++one) {
      const std::string colour = (*one)[3].matched ? colours.variables[(*one)[3]] : std::string((*one)[2]);
      const bool is_text = std::string((*one)[1]).find("color") != std::string::npos ||
                           selector.find("text") != std::string::npos || selector.find(".head") != std::string::npos;
      (is_text ? colours.texts : colours.shapes).push_back({selector, colour});
    }
  }
  return colours;
}

TEST(HtmlReport, TextStandsOutFromWhatIsBehindIt) {
  const Colours colours = ColoursOf(std::string(report::html::FileText("page.css")));
  EXPECT_GT(colours.texts.size(), 5u);
  for (const auto& [selector, colour] : colours.texts) {
    for (const char* behind : {"--paper", "--wash"}) {
      EXPECT_GE(Contrast(colour, colours.variables.at(behind)), 4.5) << selector << " " << colour << " on " << behind;
    }
  }
}

// Fills and lines that carry meaning, against the paper and against an empty cell beside them.
TEST(HtmlReport, PicturesStandOutFromWhatIsBehindThem) {
  const Colours colours = ColoursOf(std::string(report::html::FileText("page.css")));
  EXPECT_GT(colours.shapes.size(), 10u);
  const std::set<std::string> quiet = {".empty", ".paper", ".mark", ".halo", ".grid", ".cross-box"};
  for (const auto& [selector, colour] : colours.shapes) {
    bool is_quiet = colour == "#fff";
    for (const std::string& one : quiet) is_quiet |= selector.find(one) != std::string::npos && colour != "#111";
    if (is_quiet) continue;
    EXPECT_GE(Contrast(colour, "#fff"), 3.0) << selector << " " << colour;
    EXPECT_GE(Contrast(colour, "#e6e9ed"), 3.0) << selector << " " << colour;
  }
}

}  // namespace
}  // namespace risk
