// The templates and the style sheet of the pages, as they were when the library was built.
#ifndef RISK_REPORT_HTML_EMBEDDED_H_
#define RISK_REPORT_HTML_EMBEDDED_H_

#include <cstddef>

#include "absl/types/span.h"

namespace risk::report::html {

struct EmbeddedFile {
  const char* path;  // below risk/report/html: "page.css"
  const char* text;
  size_t size;
};

// By path.
absl::Span<const EmbeddedFile> EmbeddedFiles();

}  // namespace risk::report::html

#endif  // RISK_REPORT_HTML_EMBEDDED_H_
