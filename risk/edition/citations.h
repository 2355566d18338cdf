// The sources that an edition rests on.
//
//   for (const risk::Citation& c : risk::CitationsOf(edition)) {
//     std::cout << c.source.title() << ": " << c.rules << " rules\n";
//   }
//
#ifndef RISK_EDITION_CITATIONS_H_
#define RISK_EDITION_CITATIONS_H_

#include <vector>

#include "risk/edition/edition.h"
#include "risk/v1/edition.pb.h"

namespace risk {

struct Citation {
  risk::v1::Source source;
  int rules = 0;  // that rest on it themselves or by a part of theirs
};

// Every source of every rule, cited from the catalogue or its own, once: by title, clause, mark,
// date and address. Sorted by title and clause.
std::vector<Citation> CitationsOf(const Edition& edition);

}  // namespace risk

#endif  // RISK_EDITION_CITATIONS_H_
