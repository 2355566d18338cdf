// Strings in quotes: what they stand for, and where each of their bytes is written.
#ifndef RISK_TEXTPROTO_LITERAL_H_
#define RISK_TEXTPROTO_LITERAL_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace risk::textproto {

// The first offset from `at` that is neither white space nor in a comment.
size_t AfterSpace(absl::string_view text, size_t at);

// The offset behind the escape whose backslash is at `at`; `at` if there is no such escape.
size_t EscapeEnd(absl::string_view text, size_t at);

// The string that the literals from `value` on stand for; adjacent ones are one string. They must
// have been scanned.
std::string LiteralValue(absl::string_view text, size_t value);

// For each byte of that string, and one past the last, the offset that it is written at. An
// escape's bytes are all at its backslash.
std::vector<size_t> LiteralOffsets(absl::string_view text, size_t value);

}  // namespace risk::textproto

#endif  // RISK_TEXTPROTO_LITERAL_H_
