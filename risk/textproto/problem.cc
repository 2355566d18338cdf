#include "risk/textproto/problem.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace risk {
namespace {

constexpr size_t kLongestExcerpt = 160;
constexpr size_t kBefore = 60;

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// One column a character, a tab kept as it is, so that the caret lines up in a terminal.
std::string Indent(absl::string_view before) {
  std::string indent;
  for (char c : before) {
    if (!IsContinuation(c)) indent += c == '\t' ? '\t' : ' ';
  }
  return indent;
}

std::string Position(const Place& place) {
  if (place.line == 0) return place.file;
  return absl::StrCat(place.file, ":", place.line, ":", place.column);
}

// The line and the caret below it; a very long line is cut around the place.
std::string Excerpt(const Place& place) {
  if (place.line == 0 || place.excerpt.empty()) return "";
  absl::string_view line = place.excerpt;
  size_t column = std::min<size_t>(place.column > 0 ? place.column - 1 : 0, line.size());
  size_t length =
      std::min(std::max<size_t>(place.length, 1), std::max<size_t>(line.size() - column, 1));
  absl::string_view before = line.substr(0, column);
  absl::string_view after = line.substr(column);
  std::string head;
  std::string tail;
  if (line.size() > kLongestExcerpt) {
    if (before.size() > kBefore) {
      size_t cut = before.size() - kBefore;
      while (cut < before.size() && IsContinuation(before[cut])) ++cut;
      before.remove_prefix(cut);
      head = "...";
    }
    size_t room = kLongestExcerpt - kBefore;
    if (after.size() > room) {
      while (room > 0 && IsContinuation(after[room])) --room;
      after = after.substr(0, room);
      tail = "...";
      length = std::min(length, room);
    }
  }
  size_t first = before.find_first_not_of(" \t");
  if (head.empty() && first != absl::string_view::npos) before.remove_prefix(first);
  if (head.empty() && first == absl::string_view::npos) before = "";
  size_t characters = 0;
  for (char c : after.substr(0, length)) characters += !IsContinuation(c);
  std::string caret = "^" + std::string(characters > 1 ? characters - 1 : 0, '~');
  return absl::StrCat("\n  ", head, before, after, tail, "\n  ", std::string(head.size(), ' '),
                      Indent(before), caret);
}

}  // namespace

std::string Problem::ToString() const {
  std::string text =
      absl::StrCat(Position(place), ": ", is_error() ? "error: " : "warning: ", message, " [", code,
                   "]", Excerpt(place));
  if (!hint.empty()) absl::StrAppend(&text, "\n  ", hint);
  for (const Place& also : other) {
    absl::StrAppend(&text, "\n", Position(also), ": note: also here", Excerpt(also));
  }
  return text;
}

std::string ToString(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) absl::StrAppend(&text, problem.ToString(), "\n");
  return text;
}

void Sort(std::vector<Problem>& problems) {
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.place.file, a.place.line, a.place.column, a.code) <
           std::tie(b.place.file, b.place.line, b.place.column, b.code);
  });
}

}  // namespace risk
