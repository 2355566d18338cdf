// A made-up sample of cases for inspections: each is the plain case with the work and the risks
// drawn by chance. Nobody in it exists.
#ifndef EXAMPLES_INSPECTION_SYNTHETIC_SAMPLE_H_
#define EXAMPLES_INSPECTION_SYNTHETIC_SAMPLE_H_

#include <cstdint>
#include <vector>

#include "risk/v1/case.pb.h"

namespace examples {

// How often, in a hundred, a piece of work is done well.
struct Quality {
  int engagement = 80;    // talking with the person: part in assessment and plan, circumstances
  int analysis = 75;      // a level for each group, from an analysis of its own
  int information = 80;   // enquiries made, answers used, files read
  int victims = 75;       // named, and protected by plan and referral
  int planning = 65;      // actions for each concern, contingencies, agencies
  int contact = 65;       // often enough, at home, with oversight
  int reviews = 55;       // after events, in time
  int services = 78;      // that the person needs
  int resettlement = 90;  // plans, handovers and first days of releases
  int services_officers = 60;  // cases that a probation services officer holds, whatever they are
};

// The same seed gives the same cases on every computer. `plain` is what each begins as.
std::vector<risk::v1::Case> SyntheticSample(const risk::v1::Case& plain, const Quality& quality,
                                            int cases, uint32_t seed);

}  // namespace examples

#endif  // EXAMPLES_INSPECTION_SYNTHETIC_SAMPLE_H_
