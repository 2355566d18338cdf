#include "risk/case_io/problem.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "risk/schema/printable.h"

namespace risk {

std::string InputProblem::ToString() const {
  std::string text = file;
  if (line > 0) absl::StrAppend(&text, ":", line, ":", column);
  absl::StrAppend(&text, ": error: ", message, " [", code, "]\n");
  if (!hint.empty()) absl::StrAppend(&text, "  ", hint, "\n");
  return schema::Printable(text);
}

namespace case_io {
Position Locate(absl::string_view text, size_t offset, Position start) {
  const absl::string_view before = text.substr(0, offset);
  const auto lines = std::count(before.begin(), before.end(), '\n');
  if (lines == 0) return {start.line, start.column + static_cast<int>(before.size())};
  return {start.line + static_cast<int>(lines),
          static_cast<int>(before.size() - before.rfind('\n'))};
}

void Problems::Add(Position at, std::string path, std::string code, std::string message,
                   std::string hint) {
  Add(InputProblem{file_, at.line, at.column, std::move(path), std::move(code), std::move(message),
                   std::move(hint)});
}

void Problems::Add(InputProblem problem) {
  if (full()) return;
  if (room() == 1) absl::StrAppend(&problem.message, "; further problems are not listed");
  problems_.push_back(std::move(problem));
}

}  // namespace case_io
}  // namespace risk
