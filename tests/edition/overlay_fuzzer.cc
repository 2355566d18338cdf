// Feeds arbitrary text to the loader as the rules of an edition that extends another, or, behind a line of ====, as
// its own file. See edition_fuzzer.cc.
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
id: "over" version: "1" title: "Over" extends: "base@1"
)";

constexpr char kBaseHeader[] = R"(
id: "base" version: "1" title: "Base" jurisdiction: "Nowhere"
in_force { from { year: 2020 } }
level { group: PUBLIC instrument: "base_level" title: "Public" }
)";

constexpr char kBaseRules[] = R"(
topic: "Base"
source { id: "manual" title: "Manual" mark: PROPOSAL }
parameter { id: "limit" because: "A number." cite: "manual" value { number: 2 } }
fact { id: "told" value: "domestic_abuse.suspected || behaviour.excessive_violence" because: "A fact." }
factor { id: "abuse" title: "Abuse" kind: STATIC at_risk: PUBLIC when: "fact.told" because: "A factor." cite: "manual" }
instrument {
  id: "base_level" title: "Public" combine: HIGHEST base: 1 whole: true because: "A level."
  item { id: "base_item" when: "factor.abuse" points: 3 because: "Told." }
  cite: "manual"
}
check {
  id: "asked" title: "Asked" needed: "fact.told" wording: "Ask." ask: POLICE due { days: 5 }
  because: "A check." cite: "manual"
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
  if (mark != absl::string_view::npos) header = std::string(text.substr(mark + kMark.size()));
  risk::test::LoadAndCheckPromises(
      {{"edition.textproto", header}, {"rules.textproto", std::string(text.substr(0, mark))}},
      {{{"edition.textproto", risk::kBaseHeader}, {"rules.textproto", risk::kBaseRules}}});
  return 0;
}
