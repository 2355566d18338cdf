// The rules that rule cases speak of.
#ifndef RISK_RULE_TESTING_EXPECTED_RULES_H_
#define RISK_RULE_TESTING_EXPECTED_RULES_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/edition/edition.h"
#include "risk/edition/readers.h"
#include "risk/v1/case_test.pb.h"

namespace risk::rule_testing {

// Ids of the rules that a case expects something of, and of parts ("check.state",
// "instrument.item"); "" if it expects that nothing is open. The level of a group is its
// instruments.
std::set<std::string> ExpectedRules(const v1::TestCase& test, const Edition& edition);

// Which cases show what an edition does.
class Shown {
 public:
  // The edition must outlive it.
  explicit Shown(const Edition& edition) : edition_(edition), readers_(edition) {}

  void Add(const v1::CaseFile& file, absl::string_view path);

  // Cases that expect something of the rule or part, "FILE: CASE"; if there are none, of the
  // nearest rules that read it. In the order added.
  std::vector<std::string> CasesOf(const std::string& rule) const;

 private:
  const Edition& edition_;
  const Readers readers_;
  std::map<std::string, std::vector<std::string>> cases_;  // by rule
};

}  // namespace risk::rule_testing

#endif  // RISK_RULE_TESTING_EXPECTED_RULES_H_
