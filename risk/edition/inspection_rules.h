// The rules of an edition by which inspectors rate work, checked; see risk/v1/scheme.proto. Plain
// values, immutable once loaded.
#ifndef RISK_EDITION_INSPECTION_RULES_H_
#define RISK_EDITION_INSPECTION_RULES_H_

#include <vector>

#include "risk/edition/formula.h"
#include "risk/v1/edition.pb.h"

namespace risk::edition {

struct Standard {
  const v1::Standard* text = nullptr;
  Location at;
  Formula applies;  // empty: to all cases
};

struct Prompt {
  const v1::Prompt* text = nullptr;
  Location at;
  int standard = -1;  // index in Edition::standards()
  int question = -1;  // index in its questions
  Formula applies;    // empty: always
  Formula met;        // empty: only an inspector can tell
};

struct Selection {
  const v1::Selection* text = nullptr;
  Location at;
  Formula when;
  Formula by;  // a string, instead of `when`
};

struct Matrix {
  const v1::Matrix* text = nullptr;
  Location at;
};

struct Tally {
  const v1::Tally* text = nullptr;
  Location at;
  Formula among;  // empty: all cases
  Formula when;
};

struct Recommendation {
  const v1::Recommendation* text = nullptr;
  Location at;
  std::vector<int> prompts;  // indices in Edition::prompts()
  std::vector<int> tallies;  // indices in Edition::tallies()
};

struct Scheme {
  const v1::Scheme* text = nullptr;
  Location at;
  std::vector<int> standards;   // indices in Edition::standards(), in the order of the report
  std::vector<int> limited_by;  // positions in `standards`
};

}  // namespace risk::edition

#endif  // RISK_EDITION_INSPECTION_RULES_H_
