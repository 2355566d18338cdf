// From the bytes of a textproto to its fields.
//
//   Node root;
//   std::vector<Flaw> flaws;
//   Scan(text, 32, root, flaws);
//   const Node* when = root.Child("factor", 2)->Child("when");
//
#ifndef RISK_TEXTPROTO_SCANNER_H_
#define RISK_TEXTPROTO_SCANNER_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "risk/textproto/node.h"

namespace risk::textproto {

// Fills `root` with the fields of `text`, as far as they can be read. Adds flaws with the codes
// `syntax` and `too-deep`. False if the rest of the text was not read.
bool Scan(absl::string_view text, int max_depth, Node& root, std::vector<Flaw>& flaws);

}  // namespace risk::textproto

#endif  // RISK_TEXTPROTO_SCANNER_H_
