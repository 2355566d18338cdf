// The names of an edition that an expression mentions.
#ifndef RISK_EDITION_REFERENCES_H_
#define RISK_EDITION_REFERENCES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace risk::edition {

// A dotted name such as fact.recent. Whether there is such a rule is for the reader to say: fields
// of the case look the same. Offsets are bytes of the expression.
struct Reference {
  std::string prefix;  // "fact"
  std::string id;      // "recent"
  size_t offset = 0;
  size_t length = 0;
};

// In the order of the text; of a longer name (x.check.y) its beginning. Reads words only, so that
// it works on an expression with errors; skips text in quotes and comments.
std::vector<Reference> FindReferences(absl::string_view expression);

}  // namespace risk::edition

#endif  // RISK_EDITION_REFERENCES_H_
