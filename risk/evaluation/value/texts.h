// Functions of the strings extension of the Common Expression Language, on texts that are known.
//
//   Trimmed("  a b\u00a0") == "a b";  IndexOf("mañana", "na", 3) == 4;
//   Split("a,b,c", ",", 2) == {"a", "b,c"};
//
// Texts are UTF-8; places and lengths count code points.
// Cost: linear in the texts.
#ifndef RISK_EVALUATION_VALUE_TEXTS_H_
#define RISK_EVALUATION_VALUE_TEXTS_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/strings/string_view.h"

namespace risk::evaluation {

// Without white space, as Unicode defines it, at both ends.
absl::string_view Trimmed(absl::string_view text);

// Where `part` begins for the first time at `from` or later; -1 if it does not. An empty part begins at
// once. Errors: nothing if `from` is below 0 or beyond the end.
std::optional<int64_t> IndexOf(absl::string_view text, absl::string_view part, int64_t from = 0);

// What stands between the separators. With an empty one each code point is a part. At most `most` parts, the
// last of which is the rest; all if it is below 0. The parts view `text`.
std::vector<absl::string_view> Split(absl::string_view text, absl::string_view separator,
                                     int64_t most = -1);

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_VALUE_TEXTS_H_
