// Feeds arbitrary text to the loader as a rule file, or, behind a line of ====, as an edition's own
// file. Run with
//   bazel build --config=fuzz //tests/edition:edition_fuzzer
//   .bazel/fuzz-bin/tests/edition/edition_fuzzer -max_total_time=300 CORPUS
//   tests/edition/seeds/edition_fuzzer
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/edition/edition.h"
#include "risk/textproto/problem.h"

namespace risk {
namespace {

constexpr char kHeader[] = R"(
id: "fuzz" version: "1" title: "Fuzz" jurisdiction: "Nowhere"
in_force { from { year: 2020 } }
level { group: PUBLIC instrument: "base_level" title: "Public" }
)";

constexpr char kLevels[] = R"(
topic: "Levels"
instrument {
  id: "base_level" title: "Public" combine: HIGHEST base: 1 whole: true because: "A level."
  item { id: "base_item" when: "domestic_abuse.suspected" points: 3 because: "Suspected." }
  source { title: "Manual" mark: PROPOSAL }
}
)";

// Aborts where a promise of the interface is broken.
void CheckPromises(const std::vector<RuleText>& files) {
  const EditionLimits limits;
  EditionResult result = Edition::Load(files, limits);
  bool has_error = false;
  for (const Problem& problem : result.problems) {
    has_error |= problem.is_error();
    if (problem.code.empty() || problem.message.empty()) std::abort();
    if (problem.place.line > 0 && problem.place.column < 1) std::abort();
    problem.ToString();
  }
  if (result.ok() == has_error) std::abort();
  if (result.problems.size() > limits.problems + 1) std::abort();
  if (result.ok() && result.edition->hash().size() != 64) std::abort();
}

}  // namespace
}  // namespace risk

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* input, size_t size) {
  const absl::string_view text(reinterpret_cast<const char*>(input), size);
  constexpr absl::string_view kMark = "====\n";
  const size_t mark = text.find(kMark);
  std::string header = risk::kHeader;
  std::string rules(text.substr(0, mark));
  if (mark != absl::string_view::npos) header = std::string(text.substr(mark + kMark.size()));
  risk::CheckPromises({{"edition.textproto", header},
                       {"levels.textproto", risk::kLevels},
                       {"rules.textproto", rules}});
  return 0;
}
