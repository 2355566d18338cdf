// The rule files below risk/rules, as they were when the library was built.
#ifndef RISK_RULES_EMBEDDED_H_
#define RISK_RULES_EMBEDDED_H_

#include <cstddef>

#include "absl/types/span.h"

namespace risk::rules {

struct EmbeddedFile {
  const char* path;  // below risk/rules: "england_wales/2026.1/edition.textproto"
  const char* text;
  size_t size;
};

// By path.
absl::Span<const EmbeddedFile> EmbeddedFiles();

}  // namespace risk::rules

#endif  // RISK_RULES_EMBEDDED_H_
