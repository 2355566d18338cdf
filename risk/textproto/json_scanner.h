// From the bytes of a JSON value to its fields; the same tree as of a textproto.
#ifndef RISK_TEXTPROTO_JSON_SCANNER_H_
#define RISK_TEXTPROTO_JSON_SCANNER_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/textproto/node.h"

namespace risk::textproto {

// Fills `root` with the fields of the JSON object that `text` begins with, as far as it can be
// read; `root.end` is behind it. Adds flaws with the codes `syntax`, `too-deep` and `wrong-type`
// (something else than an object). False if the object was not read to its end; then `root.end` is
// where reading stopped, and `stopped_in_list` says whether between the elements of a list.
bool ScanJson(absl::string_view text, int max_depth, Node& root, std::vector<Flaw>& flaws,
              bool* stopped_in_list = nullptr);

// The string in the quotes that begin at `value` and have been scanned.
std::string JsonString(absl::string_view text, size_t value);

}  // namespace risk::textproto

#endif  // RISK_TEXTPROTO_JSON_SCANNER_H_
