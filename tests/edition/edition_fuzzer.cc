// Feeds arbitrary text to the loader as a rule file, or, behind a line of ====, as an edition's own
// file. Run with
//   bazel build --config=fuzz //tests/edition:edition_fuzzer
//   .bazel/fuzz-bin/tests/edition/edition_fuzzer -max_total_time=300 CORPUS
//   tests/edition/seeds/edition_fuzzer
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "risk/edition/edition.h"
#include "risk/v1/edition.pb.h"
#include "tests/edition/mutated_rules.h"

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

}  // namespace
}  // namespace risk

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* bytes, size_t size, size_t most, unsigned int seed) {
  risk::v1::Edition header;
  risk::v1::RuleFile rules;
  return risk::test::MutateRules(bytes, size, most, seed, header, rules);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* input, size_t size) {
  const absl::string_view text(reinterpret_cast<const char*>(input), size);
  constexpr absl::string_view kMark = "====\n";
  const size_t mark = text.find(kMark);
  std::string header = risk::kHeader;
  std::string rules(text.substr(0, mark));
  if (mark != absl::string_view::npos) header = std::string(text.substr(mark + kMark.size()));
  risk::test::LoadAndCheckPromises({{"edition.textproto", header},
                                    {"levels.textproto", risk::kLevels},
                                    {"rules.textproto", rules}},
                                   {});
  return 0;
}
