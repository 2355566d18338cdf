// What to assess and how closely, and the bare results of one case.
#ifndef RISK_RESULTS_H_
#define RISK_RESULTS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "risk/v1/date.pb.h"
#include "risk/v1/level.pb.h"

namespace risk {

// Entries that the lists of a case may hold, all lists together. Some rules compare each entry with
// each other one, so time grows with the square: benchmarks/README.md has the figures.
constexpr size_t kMostEntries = 1'000;
// Steps (operations and elements of lists visited) that an assessment may take after its rules have run:
// for what is missing and for explanations. A case within kMostEntries takes a fraction of them.
constexpr int64_t kMostSteps = 200'000'000;

// Each includes the ones before it and costs more.
enum class Detail : uint8_t {
  // Levels, checks, findings, factors and instruments: ids, outcomes, ranges, dates and elements. No
  // words: those of a rule are found by its id.
  kResults,
  // What is missing behind each undecided result, and what it would change. In words: what is open,
  // made or present, and the rules behind a level.
  kMissing,
  // The clause, the values and the evidence behind every result, and the words of every rule.
  kExplanations,
};

struct AssessOptions {
  risk::v1::Date assessed_on;              // a full date; required
  std::optional<risk::v1::Date> known_on;  // replay: use only what was known then
  Detail detail = Detail::kMissing;
  // The record has been through KeepEvidence (evidence.h), or ValidateInput, and what was found is noted
  // elsewhere. Otherwise whoever assesses it does so first, on a copy.
  bool is_evidence = false;
  // Ids of instruments and of published results: only these are given, and the published results beside
  // such an instrument; no levels, findings, checks or factors. Empty: everything.
  std::vector<std::string> instruments;
  // Fields of the assessment that whoever asks will look at ("level", "missing"): what else it holds may be
  // left out, and then costs nothing. Empty: everything.
  std::vector<std::string> fields;
};

enum class Truth : uint8_t { kFalse, kUnknown, kTrue };

struct Range {
  double low = 0;
  double high = 0;
};

struct LevelRange {
  risk::v1::Level at_least = risk::v1::LOW;
  risk::v1::Level could_be = risk::v1::VERY_HIGH;
};

// The bare results of one case, by position in the edition. A rule that ended in an error is
// unknown, a number without a limit runs to infinity.
struct Results {
  std::vector<Truth> factors;
  std::vector<Truth> checks;    // open; kUnknown: open unless it turns out not to be needed
  std::vector<Truth> findings;  // of a finding made for each element: the most certain of them
  std::vector<Range> instruments;
  std::vector<LevelRange> levels;  // of the groups, in the edition's order
  int errors = 0;                  // rules that ended in an error
  int contradictions = 0;          // implications that the record breaks
};

}  // namespace risk

#endif  // RISK_RESULTS_H_
