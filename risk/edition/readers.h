// Which rules of an edition, and items of its instruments, read which, by id.
//
//   const Readers readers(edition);
//   readers.DistancesFrom("param_or_fact")["marac_referral"];  // 2: reads a rule that reads it
//
#ifndef RISK_EDITION_READERS_H_
#define RISK_EDITION_READERS_H_

#include <map>
#include <set>
#include <string>

#include "risk/edition/edition.h"

namespace risk {

// Reads words, so that it knows of parameters, classes and facts that are inlined too.
class Readers {
 public:
  explicit Readers(const Edition& edition);

  // The rules that a change of this one can reach, and over how many others; itself is at 0.
  std::map<std::string, int> DistancesFrom(const std::string& rule) const;

 private:
  std::map<std::string, std::set<std::string>> readers_;
};

}  // namespace risk

#endif  // RISK_EDITION_READERS_H_
