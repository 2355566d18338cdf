// What must hold between a record and the same record with less in it.
#ifndef TESTS_ASSESSMENT_LESS_INFORMATION_H_
#define TESTS_ASSESSMENT_LESS_INFORMATION_H_

#include <set>
#include <string>

#include "risk/edition/edition.h"
#include "risk/results.h"

namespace risk {

// Plain paths of the lists that the edition itself may close.
std::set<std::string> ClosedLists(const Edition& edition);

// What `wide` says with less information must hold of `narrow`. The first rule of which it does not;
// empty if there is none.
std::string Contradiction(const Edition& edition, const Results& wide, const Results& narrow);

}  // namespace risk

#endif  // TESTS_ASSESSMENT_LESS_INFORMATION_H_
