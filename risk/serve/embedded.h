// What the page at "/" is made of, as it was when the library was built.
#ifndef RISK_SERVE_EMBEDDED_H_
#define RISK_SERVE_EMBEDDED_H_

#include <cstddef>

#include "absl/types/span.h"

namespace risk::serve {

struct EmbeddedFile {
  const char* path;  // below risk/serve: "page/page.css"
  const char* text;
  size_t size;
};

// By path.
absl::Span<const EmbeddedFile> EmbeddedFiles();

}  // namespace risk::serve

#endif  // RISK_SERVE_EMBEDDED_H_
