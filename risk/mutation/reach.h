// Which cases can notice a change of a rule, the likeliest first.
#ifndef RISK_MUTATION_REACH_H_
#define RISK_MUTATION_REACH_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "risk/edition/edition.h"
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
  using Ids = std::set<std::string>;

  void AddReader(const std::string& reader, const google::protobuf::Message& rule,
                 const Edition& edition);
  std::map<std::string, int> DistancesFrom(const std::string& rule) const;

  const std::vector<rule_testing::PreparedCase>& cases_;
  std::map<std::string, Ids> readers_;  // of a rule, by id
  std::vector<Ids> expected_;           // rules that a case expects something of
};

}  // namespace risk::mutation

#endif  // RISK_MUTATION_REACH_H_
