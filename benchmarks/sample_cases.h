// Made-up cases of realistic size, the same on every run.
#ifndef BENCHMARKS_SAMPLE_CASES_H_
#define BENCHMARKS_SAMPLE_CASES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "risk/v1/case.pb.h"

namespace benchmarks {

constexpr int64_t kAssessedOn = 20605;  // 2026-06-01

// Cases of 300 to 600 bytes in wire format; about a third of their facts are missing.
std::vector<risk::v1::Case> SampleCases(size_t count);
std::vector<std::string> Serialized(const std::vector<risk::v1::Case>& cases);

}  // namespace benchmarks

#endif  // BENCHMARKS_SAMPLE_CASES_H_
