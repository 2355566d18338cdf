// A case in one of its forms, changed by a field.
#ifndef TESTS_CASE_IO_MUTATED_CASE_H_
#define TESTS_CASE_IO_MUTATED_CASE_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace risk::test {

// Reads one case in any form, changes it, and writes it in a form that `seed` chooses: text format, JSON with both
// kinds of names, wire format. Empty if there is no such case in the bytes.
std::string MutatedCase(absl::string_view bytes, uint32_t seed);

}  // namespace risk::test

#endif  // TESTS_CASE_IO_MUTATED_CASE_H_
