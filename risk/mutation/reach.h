// Which cases can notice a change of a rule, the likeliest first.
#ifndef RISK_MUTATION_REACH_H_
#define RISK_MUTATION_REACH_H_

#include <set>
#include <string>
#include <vector>

#include "risk/edition/edition.h"
#include "risk/edition/readers.h"
#include "risk/mutation/change.h"
#include "risk/rule_testing/prepared_case.h"

namespace risk::mutation {

class Reach {
 public:
  // All must outlive it.
  Reach(const Edition& edition, const std::vector<rule_testing::PreparedCase>& cases);

  // Indices of all cases: first those beside the file of the change and those that expect something
  // of the rule, then those of rules that read it, the nearer first, then the rest.
  std::vector<int> Order(const Change& change) const;

 private:
  const std::vector<rule_testing::PreparedCase>& cases_;
  const Readers readers_;
  std::vector<std::set<std::string>> expected_;  // rules that a case expects something of
};

}  // namespace risk::mutation

#endif  // RISK_MUTATION_REACH_H_
