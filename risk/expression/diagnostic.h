// A problem in the text of an expression: where, what, and what to do about it.
//
//   Diagnostic{{4, 5}, "unknown-field", "Incident has no field \"knid\"", "did you mean \"kind\"?"}
//
// Codes are stable: tools may match on them. The message is lower case, has no full stop and quotes
// no value of a case.
#ifndef RISK_EXPRESSION_DIAGNOSTIC_H_
#define RISK_EXPRESSION_DIAGNOSTIC_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/expression/ast.h"

namespace risk::expression {

// Codes: syntax, bad-literal, too-long, too-deep, too-large, unknown-name, unknown-field,
// unknown-function, unknown-type, unknown-table, no-such-enum-value, enum-mismatch, type-mismatch,
// wrong-arguments, recursive-function, bad-zone, bad-pattern, bad-date, duplicate-key.
struct Diagnostic {
  Span span;
  std::string code;
  std::string message;
  std::string hint;  // may be empty: did you mean "incidents"?
};

// Where an expression stands in the file that holds it.
struct Origin {
  absl::string_view file;  // as to be printed
  int line = 1;            // of the expression's first byte, from 1
  int column = 1;
};

// Renders a diagnostic as
//   FILE:LINE:COLUMN: error: MESSAGE [CODE]
//     the line of text
//          ^~~~~~~
//     hint
// `text` is the expression, `origin` where it starts. Only the first line of a span is underlined;
// a very long line is cut around the span. Cost: linear in the text.
std::string Render(const Diagnostic& diagnostic, absl::string_view text, const Origin& origin);

// The same where the span's place in a whole file is known: `span` counts bytes of `file_text`, and
// the excerpt shows the file's own line. For expressions in string literals, whose escapes shift
// offsets.
std::string RenderInFile(const Diagnostic& diagnostic, absl::string_view file_text, Span span,
                         absl::string_view file);

// Line and column (in bytes, from 1) of an offset.
struct LineColumn {
  int line = 1;
  int column = 1;
};
LineColumn Locate(absl::string_view text, size_t offset);

}  // namespace risk::expression

#endif  // RISK_EXPRESSION_DIAGNOSTIC_H_
