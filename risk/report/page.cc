#include "risk/report/page.h"

#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace risk::report {

int Columns(absl::string_view text) {
  int columns = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\033') {
      while (i < text.size() && text[i] != 'm') ++i;
    } else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
      ++columns;
    }
  }
  return columns;
}

void Page::Gap() {
  if (!text_.empty() && !absl::EndsWith(text_, "\n\n")) text_ += '\n';
}

void Page::Heading(absl::string_view text) {
  Gap();
  absl::StrAppend(&text_, Bold(text), "\n");
}

void Page::Item(int indent, absl::string_view mark, absl::string_view text) {
  const int hanging = indent + Columns(mark);
  std::string line = absl::StrCat(std::string(indent, ' '), mark);
  int used = hanging;
  bool is_first = true;
  const std::vector<absl::string_view> words =
      absl::StrSplit(text, absl::ByAnyChar(" \n\r\t"), absl::SkipEmpty());
  for (absl::string_view word : words) {
    const int columns = Columns(word);
    if (!is_first && used + 1 + columns > width_) {
      absl::StrAppend(&text_, line, "\n");
      line.assign(hanging, ' ');
      used = hanging;
      is_first = true;
    }
    absl::StrAppend(&line, is_first ? "" : " ", word);
    used += columns + (is_first ? 0 : 1);
    is_first = false;
  }
  absl::StrAppend(&text_, line, "\n");
}

std::string Page::Escaped(const char* code, absl::string_view text) const {
  if (!colour_) return std::string(text);
  return absl::StrCat("\033[", code, "m", text, "\033[0m");
}

std::string Page::Bold(absl::string_view text) const { return Escaped("1", text); }
std::string Page::Warm(absl::string_view text) const { return Escaped("1;33", text); }
std::string Page::Faint(absl::string_view text) const { return Escaped("2", text); }

}  // namespace risk::report
