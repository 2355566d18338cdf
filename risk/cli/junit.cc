#include "risk/cli/junit.h"

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "risk/expression/utf8.h"

namespace risk::cli {
namespace {

// Without the characters that no XML document may hold.
std::string PrintableXml(std::string text) {
  for (size_t at = expression::FirstNotUtf8(text); at != absl::string_view::npos;
       at = expression::FirstNotUtf8(text)) {
    text[at] = '?';
  }
  for (size_t i = 0; i < text.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    if (c < 0x20 && c != '\t' && c != '\n') text[i] = '?';
    // U+FFFE and U+FFFF.
    if (text.compare(i, 3, "\xEF\xBF\xBE") == 0 || text.compare(i, 3, "\xEF\xBF\xBF") == 0) {
      text.replace(i, 3, "?");
    }
  }
  return text;
}

void Set(pugi::xml_node node, const char* name, const std::string& value) {
  node.append_attribute(name) = PrintableXml(value).c_str();
}

void SetSeconds(pugi::xml_node node, double seconds) { Set(node, "time", absl::StrFormat("%.3f", seconds)); }

// "./tests/rules/2026.1/marac.textproto" is "tests.rules.2026_1.marac".
std::string GroupOf(const std::string& file) {
  const size_t name = file.rfind('/') == std::string::npos ? 0 : file.rfind('/') + 1;
  const size_t dot = file.find('.', std::max<size_t>(name, 1));
  std::string group;
  for (const char c : file.substr(0, dot)) {
    if (c == '/' && !group.empty() && group.back() != '.') group += '.';
    if (c == '/' || (c == '.' && (group.empty() || group.back() == '.'))) continue;
    group += c == '.' ? '_' : c;
  }
  return group.empty() ? file : group;
}

void SetCounts(pugi::xml_node node, const std::vector<const JunitCase*>& cases) {
  const auto count = [&](JunitCase::Outcome outcome) {
    return static_cast<int>(std::count_if(cases.begin(), cases.end(), [outcome](const JunitCase* one) {
      return one->outcome == outcome;
    }));
  };
  double seconds = 0;
  for (const JunitCase* one : cases) seconds += one->seconds;
  node.append_attribute("tests") = static_cast<int>(cases.size());
  node.append_attribute("failures") = count(JunitCase::Outcome::kFailed);
  node.append_attribute("errors") = count(JunitCase::Outcome::kError);
  // Jenkins' schema knows no such count of everything.
  if (absl::string_view(node.name()) == "testsuite") {
    node.append_attribute("skipped") = count(JunitCase::Outcome::kSkipped);
  }
  SetSeconds(node, seconds);
}

void AddOutcome(const JunitCase& one, pugi::xml_node node) {
  if (one.outcome == JunitCase::Outcome::kPassed) return;
  pugi::xml_node child = node.append_child(one.outcome == JunitCase::Outcome::kSkipped  ? "skipped"
                                           : one.outcome == JunitCase::Outcome::kError ? "error"
                                                                                       : "failure");
  Set(child, "message", one.message);
  if (one.outcome == JunitCase::Outcome::kSkipped) return;
  Set(child, "type", one.type);
  child.append_child(pugi::node_pcdata).set_value(PrintableXml(one.text.empty() ? one.message : one.text).c_str());
}

void AddCase(const JunitCase& one, pugi::xml_node suite) {
  pugi::xml_node node = suite.append_child("testcase");
  Set(node, "classname", one.group.empty() ? GroupOf(one.file) : one.group);
  Set(node, "name", one.name);
  if (one.assertions >= 0) node.append_attribute("assertions") = one.assertions;
  SetSeconds(node, one.seconds);
  Set(node, "file", one.file);
  if (one.line > 0) node.append_attribute("line") = one.line;
  AddOutcome(one, node);
}

JunitCase CaseOf(const CaseResult& result) {
  JunitCase one;
  one.file = result.file;
  one.name = result.name.empty() ? "(without a name)" : result.name;
  one.assertions = result.expectations;
  one.seconds = result.seconds;
  if (result.failures.empty()) return one;
  // A test has one outcome: the first, with all of them in its text.
  const Failure& first = result.failures.front();
  one.outcome = first.what == "error" ? JunitCase::Outcome::kError : JunitCase::Outcome::kFailed;
  one.type = first.what;
  one.message = first.ToString();
  for (const Failure& failure : result.failures) absl::StrAppend(&one.text, failure.ToString(), "\n");
  return one;
}

}  // namespace

void JunitReport::Add(const std::string& suite, JunitCase one) {
  const auto [known, is_new] = index_.emplace(suite, suites_.size());
  if (is_new) suites_.push_back({suite, {}, {}});
  Suite& its = suites_[known->second];
  const int times = ++its.names[absl::StrCat(one.group, "\n", one.name)];
  if (times > 1) absl::StrAppend(&one.name, " (", times, ")");
  its.cases.push_back(std::move(one));
}

std::string JunitReport::Text() const {
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  pugi::xml_node suites = document.append_child("testsuites");
  Set(suites, "name", name_);
  std::vector<const JunitCase*> all;
  for (const Suite& suite : suites_) {
    for (const JunitCase& one : suite.cases) all.push_back(&one);
  }
  SetCounts(suites, all);
  for (const Suite& suite : suites_) {
    pugi::xml_node node = suites.append_child("testsuite");
    Set(node, "name", suite.name);
    std::vector<const JunitCase*> its;
    for (const JunitCase& one : suite.cases) its.push_back(&one);
    SetCounts(node, its);
    for (const JunitCase& one : suite.cases) AddCase(one, node);
  }
  std::ostringstream xml;
  document.save(xml, "  ");
  return xml.str();
}

std::string JunitXml(const TestReport& report, const std::vector<BrokenFile>& broken) {
  JunitReport junit("risk test");
  for (const CaseResult& result : report.cases) junit.Add(result.file, CaseOf(result));
  for (const BrokenFile& file : broken) {
    JunitCase one;
    one.file = file.file;
    one.name = "the file can be run";
    one.outcome = JunitCase::Outcome::kError;
    one.type = "error";
    one.message = file.problem.substr(0, file.problem.find('\n'));
    one.text = file.problem;
    junit.Add(file.file, std::move(one));
  }
  return junit.Text();
}

}  // namespace risk::cli
