// One change of an edition's text, as a slip of its author could make it.
#ifndef RISK_MUTATION_CHANGE_H_
#define RISK_MUTATION_CHANGE_H_

#include <cstddef>
#include <string>

#include "risk/textproto/problem.h"

namespace risk::mutation {

struct Change {
  std::string kind;    // "operator", "constant", "dropped clause", …
  std::string rule;    // id of the rule that is changed
  Place place;         // of what is changed
  std::string before;  // as it is written, or what is dropped
  std::string after;   // empty if it is dropped
  // The same as an edit: these bytes of a file are replaced by `text`.
  size_t file = 0;  // index among the files
  size_t begin = 0;
  size_t length = 0;
  std::string text;
};

}  // namespace risk::mutation

#endif  // RISK_MUTATION_CHANGE_H_
