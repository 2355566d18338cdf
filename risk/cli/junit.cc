#include "risk/cli/junit.h"

#include <pugixml.hpp>
#include <sstream>
#include <string>

namespace risk::cli {
namespace {

// A case has one failure at most: the first, with all of them in its text.
void AddCase(const CaseResult& result, pugi::xml_node* suite) {
  pugi::xml_node node = suite->append_child("testcase");
  node.append_attribute("classname") = PrintableXml(result.file).c_str();
  node.append_attribute("name") =
      result.name.empty() ? "(without a name)" : PrintableXml(result.name).c_str();
  node.append_attribute("assertions") = result.expectations;
  if (result.failures.empty()) return;
  const Failure& first = result.failures.front();
  pugi::xml_node child = node.append_child(first.what == "error" ? "error" : "failure");
  child.append_attribute("message") = PrintableXml(first.ToString()).c_str();
  child.append_attribute("type") = PrintableXml(first.what).c_str();
  if (result.failures.size() == 1) return;
  std::string all;
  for (const Failure& failure : result.failures) all += failure.ToString() + "\n";
  child.append_child(pugi::node_pcdata).set_value(PrintableXml(all).c_str());
}

}  // namespace

pugi::xml_node StartJunit(pugi::xml_document& document) {
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  return document.append_child("testsuites");
}

std::string TextOf(const pugi::xml_document& document) {
  std::ostringstream xml;
  document.save(xml, "  ");
  return xml.str();
}

std::string PrintableXml(std::string text) {
  for (size_t i = 0; i < text.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    if (c < 0x20 && c != '\t' && c != '\n') text[i] = '?';
    // U+FFFE and U+FFFF.
    const bool is_no_character = text.compare(i, 2, "\xEF\xBF") == 0 && i + 2 < text.size() &&
                                 static_cast<unsigned char>(text[i + 2]) >= 0xBE;
    if (is_no_character) text.replace(i, 3, "?");
  }
  return text;
}

std::string JunitXml(const TestReport& report, const std::vector<BrokenFile>& broken) {
  pugi::xml_document document;
  pugi::xml_node suites = StartJunit(document);
  suites.append_attribute("tests") = static_cast<int>(report.cases.size() + broken.size());
  suites.append_attribute("failures") = report.failed();
  if (!broken.empty()) suites.append_attribute("errors") = static_cast<int>(broken.size());
  for (size_t i = 0; i < report.cases.size();) {
    const std::string& file = report.cases[i].file;
    pugi::xml_node suite = suites.append_child("testsuite");
    suite.append_attribute("name") = PrintableXml(file).c_str();
    pugi::xml_attribute tests = suite.append_attribute("tests");
    pugi::xml_attribute failures = suite.append_attribute("failures");
    int count = 0;
    int failed = 0;
    for (; i < report.cases.size() && report.cases[i].file == file; ++i, ++count) {
      failed += report.cases[i].failures.empty() ? 0 : 1;
      AddCase(report.cases[i], &suite);
    }
    tests = count;
    failures = failed;
  }
  for (const BrokenFile& file : broken) {
    pugi::xml_node suite = suites.append_child("testsuite");
    suite.append_attribute("name") = PrintableXml(file.file).c_str();
    suite.append_attribute("tests") = 1;
    suite.append_attribute("failures") = 0;
    suite.append_attribute("errors") = 1;
    pugi::xml_node node = suite.append_child("testcase");
    node.append_attribute("classname") = PrintableXml(file.file).c_str();
    node.append_attribute("name") = "the file can be run";
    pugi::xml_node error = node.append_child("error");
    error.append_attribute("message") = PrintableXml(file.problem.substr(0, file.problem.find('\n'))).c_str();
    error.append_child(pugi::node_pcdata).set_value(PrintableXml(file.problem).c_str());
  }
  return TextOf(document);
}

}  // namespace risk::cli
