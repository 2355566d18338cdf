// Results as JUnit XML, which continuous integration shows.
//
// Only what the readers have in common is written, in the form that the strictest takes (Jenkins' schema, by
// tests/cli/schemas/junit.xsd): one outcome a test, every count an attribute, names that differ within a suite
// (GitLab drops all but one of the same name), dots between the parts of a class name (Jenkins shows them as
// folders), the file and line beside it (annotations on GitHub), no character that XML may not hold.
#ifndef RISK_CLI_JUNIT_H_
#define RISK_CLI_JUNIT_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "risk/rule_testing.h"

namespace risk::cli {

struct JunitCase {
  enum class Outcome { kPassed, kFailed, kError, kSkipped };
  std::string file;
  int line = 0;       // 0: none
  std::string group;  // what the test is of: "tests.rules.marac"; empty: the file
  std::string name;
  int assertions = -1;  // below 0: not said
  double seconds = 0;
  Outcome outcome = Outcome::kPassed;
  std::string type;     // of the failure: "outcome"
  std::string message;  // one line
  std::string text;     // everything, if that is more than the message
};

class JunitReport {
 public:
  explicit JunitReport(std::string name) : name_(std::move(name)) {}

  // Suites stand in the order in which they are first named, their tests in that in which they are added.
  void Add(const std::string& suite, JunitCase one);
  std::string Text() const;

 private:
  struct Suite {
    std::string name;
    std::vector<JunitCase> cases;
    std::map<std::string, int> names;  // how often each is there
  };

  std::string name_;
  std::vector<Suite> suites_;
  std::map<std::string, size_t> index_;
};

// A file whose cases could not be run, and why.
struct BrokenFile {
  std::string file;
  std::string problem;
};

// One suite a file, one test a case. A broken file has one, with an error, so that it is seen where only
// the report is.
std::string JunitXml(const TestReport& report, const std::vector<BrokenFile>& broken = {});

}  // namespace risk::cli

#endif  // RISK_CLI_JUNIT_H_
