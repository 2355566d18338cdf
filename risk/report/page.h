// Lines of text, wrapped to a width.
#ifndef RISK_REPORT_PAGE_H_
#define RISK_REPORT_PAGE_H_

#include <cstddef>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"

namespace risk::report {

class Page {
 public:
  Page(int width, bool colour) : width_(width < 40 ? 40 : width), colour_(colour) {}

  // An empty line, unless there is one already or nothing stands above.
  void Gap();
  // A gap, then the text on a line of its own.
  void Heading(absl::string_view text);
  // `text`, wrapped; the first line begins with `mark` ("- ", "3. "), further ones stand below its
  // text.
  void Item(int indent, absl::string_view mark, absl::string_view text);
  void Line(int indent, absl::string_view text) { Item(indent, "", text); }

  // Emphasis, if the page has colour.
  std::string Bold(absl::string_view text) const;
  std::string Warm(absl::string_view text) const;  // asks for attention
  std::string Faint(absl::string_view text) const;

  std::string Take() { return std::move(text_); }

 private:
  std::string Escaped(const char* code, absl::string_view text) const;

  int width_;
  bool colour_;
  std::string text_;
};

// Columns that the text takes: letters of UTF-8, without ANSI escapes.
int Columns(absl::string_view text);

}  // namespace risk::report

#endif  // RISK_REPORT_PAGE_H_
