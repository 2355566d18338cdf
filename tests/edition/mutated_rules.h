// Rule files changed by a field, and what every edition must keep.
#ifndef TESTS_EDITION_MUTATED_RULES_H_
#define TESTS_EDITION_MUTATED_RULES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "google/protobuf/message.h"
#include "risk/edition/edition.h"

namespace risk::test {

// For LLVMFuzzerCustomMutator: changes the part of the text behind or before its line of ====, read as `header` or
// `rules`; or only bytes, where it cannot be read.
size_t MutateRules(uint8_t* bytes, size_t size, size_t most, unsigned int seed, google::protobuf::Message& header,
                   google::protobuf::Message& rules);

// Aborts where a promise of the interface is broken. `bases`: of Edition::Load.
void LoadAndCheckPromises(const std::vector<RuleText>& files, const std::vector<std::vector<RuleText>>& bases);

}  // namespace risk::test

#endif  // TESTS_EDITION_MUTATED_RULES_H_
