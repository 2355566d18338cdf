// The records of all rule cases of the newest ground edition, and of the examples.
#ifndef TESTS_RULES_SAMPLES_H_
#define TESTS_RULES_SAMPLES_H_

#include <string>
#include <vector>

#include "risk/v1/case.pb.h"
#include "risk/v1/date.pb.h"

namespace risk {

constexpr char kSampledEdition[] = "england_wales@2026.1";

struct Sample {
  std::string name;  // file and case
  v1::Case record;
  v1::Date assessed_on;
};

const std::vector<Sample>& Samples();

}  // namespace risk

#endif  // TESTS_RULES_SAMPLES_H_
