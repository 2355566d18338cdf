#include "risk/expression/diagnostic.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "absl/strings/str_cat.h"

namespace risk::expression {
namespace {

constexpr size_t kLineWidth = 160;    // longer lines are cut
constexpr size_t kContextWidth = 60;  // shown before the span when a line is cut

bool IsContinuation(char c) { return (c & 0xC0) == 0x80; }

// The line that holds `offset`, without its line end.
absl::string_view LineAt(absl::string_view text, size_t offset, size_t* start) {
  size_t before = offset == 0 ? absl::string_view::npos : text.rfind('\n', offset - 1);
  *start = before == absl::string_view::npos ? 0 : before + 1;
  absl::string_view line = text.substr(*start, text.find('\n', *start) - *start);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

// Control characters would spoil the underlining.
std::string Printable(absl::string_view line) {
  std::string out(line);
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
  return out;
}

size_t CountCharacters(absl::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return !IsContinuation(c); });
}

// The line of source and the underline below it.
std::string Excerpt(absl::string_view text, Span span) {
  size_t start = 0;
  absl::string_view line = LineAt(text, span.offset, &start);
  size_t from = std::min(span.offset - start, line.size());
  size_t length = std::min(span.length, line.size() - from);
  size_t cut = 0;
  if (line.size() > kLineWidth && from > kContextWidth) cut = from - kContextWidth;
  while (cut > 0 && IsContinuation(line[cut])) --cut;
  size_t end = std::min(line.size(), cut + kLineWidth);
  while (end < line.size() && IsContinuation(line[end])) ++end;
  absl::string_view shown = line.substr(cut, end - cut);
  from -= cut;
  length = std::min(length, shown.size() - from);
  std::string lead = cut > 0 ? "..." : "";
  size_t width = std::max<size_t>(CountCharacters(shown.substr(from, length)), 1);
  return absl::StrCat("  ", lead, Printable(shown), end < line.size() ? "..." : "", "\n  ",
                      std::string(lead.size() + CountCharacters(shown.substr(0, from)), ' '), "^",
                      std::string(width - 1, '~'), "\n");
}

std::string RenderAt(const Diagnostic& diagnostic, absl::string_view text, Span span,
                     absl::string_view file, LineColumn position) {
  std::string out =
      absl::StrCat(file, ":", position.line, ":", position.column, ": error: ", diagnostic.message,
                   " [", diagnostic.code, "]\n", Excerpt(text, span));
  if (!diagnostic.hint.empty()) absl::StrAppend(&out, "  ", diagnostic.hint, "\n");
  return out;
}

}  // namespace

LineColumn Locate(absl::string_view text, size_t offset) {
  offset = std::min(offset, text.size());
  size_t start = 0;
  LineAt(text, offset, &start);
  int line = 1 + static_cast<int>(std::count(text.begin(), text.begin() + offset, '\n'));
  return {line, static_cast<int>(offset - start) + 1};
}

std::string Render(const Diagnostic& diagnostic, absl::string_view text, const Origin& origin) {
  LineColumn position = Locate(text, diagnostic.span.offset);
  if (position.line == 1) position.column += origin.column - 1;
  position.line += origin.line - 1;
  Span span = diagnostic.span;
  span.offset = std::min(span.offset, text.size());
  return RenderAt(diagnostic, text, span, origin.file, position);
}

std::string RenderInFile(const Diagnostic& diagnostic, absl::string_view file_text, Span span,
                         absl::string_view file) {
  span.offset = std::min(span.offset, file_text.size());
  return RenderAt(diagnostic, file_text, span, file, Locate(file_text, span.offset));
}

}  // namespace risk::expression
