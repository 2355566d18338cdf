// Text as people read it.
#ifndef RISK_ASSESSMENT_TEXT_H_
#define RISK_ASSESSMENT_TEXT_H_

#include "absl/strings/string_view.h"

namespace risk::assessment {

// Whether the bytes are well-formed UTF-8: no overlong forms, no surrogates, nothing above
// U+10FFFF.
bool IsUtf8(absl::string_view text);

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_TEXT_H_
