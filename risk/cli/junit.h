// Results of rule cases as JUnit XML, which continuous integration shows.
#ifndef RISK_CLI_JUNIT_H_
#define RISK_CLI_JUNIT_H_

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "risk/rule_testing.h"

namespace risk::cli {

// A file whose cases could not be run, and why.
struct BrokenFile {
  std::string file;
  std::string problem;
};

// One <testsuite> a file, one <testcase> a case. A broken file has one, with an error, so that it is
// seen where only the report is.
std::string JunitXml(const TestReport& report, const std::vector<BrokenFile>& broken = {});

// What every such document begins with: an empty <testsuites>.
pugi::xml_node StartJunit(pugi::xml_document& document);
std::string TextOf(const pugi::xml_document& document);

// Without the characters that no XML document may hold.
std::string PrintableXml(std::string text);

}  // namespace risk::cli

#endif  // RISK_CLI_JUNIT_H_
