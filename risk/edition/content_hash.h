// The fingerprint of an edition's files: the same for the same rules, wherever they are stored.
#ifndef RISK_EDITION_CONTENT_HASH_H_
#define RISK_EDITION_CONTENT_HASH_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/edition/reporter.h"

namespace risk::edition {

// SHA-256, as 64 lower case hexadecimal digits.
std::string Sha256(absl::string_view text);

// The hash of the files below `root` (a prefix of their paths, empty or ending in a slash). Their
// order does not count; nor do line ends (\r\n is \n) and the field `content_hash` of the edition's
// own file. Comments and blanks count: what was published stays as it was published. So does the
// hash of the edition that this one extends, if any.
std::string ContentHash(const std::vector<const SourceText*>& files, absl::string_view root,
                        absl::string_view base_hash);

}  // namespace risk::edition

#endif  // RISK_EDITION_CONTENT_HASH_H_
