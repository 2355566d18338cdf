#include "risk/case_io/problem.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace risk {

std::string InputProblem::ToString() const {
  std::string text = file;
  if (line > 0) absl::StrAppend(&text, ":", line, ":", column);
  absl::StrAppend(&text, ": error: ", message, " [", code, "]\n");
  if (!hint.empty()) absl::StrAppend(&text, "  ", hint, "\n");
  return text;
}

namespace case_io {
namespace {

constexpr size_t kLongestName = 64;

// Number of single-letter changes, swaps of neighbours included, that turn one name into the other.
size_t EditDistance(absl::string_view a, absl::string_view b) {
  std::vector<std::vector<size_t>> cost(a.size() + 1, std::vector<size_t>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) {
    for (size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        cost[i][j] = i + j;
        continue;
      }
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1,
                             cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

// Writing style is not a slip: "domesticAbuse" and "domestic_abuse" are alike.
std::string Plain(absl::string_view name) {
  std::string plain;
  for (char c : name) {
    if (c != '_' && c != '-' && c != ' ') plain += absl::ascii_tolower(c);
  }
  return plain;
}

}  // namespace

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

std::string QuoteName(absl::string_view name) {
  const bool is_name = !name.empty() && name.size() <= kLongestName &&
                       !absl::ascii_isdigit(name[0]) &&
                       std::all_of(name.begin(), name.end(),
                                   [](char c) { return absl::ascii_isalnum(c) || c == '_'; });
  return is_name ? absl::StrCat("\"", name, "\"") : "with a name that no field can have";
}

std::string DidYouMean(absl::string_view name, const std::vector<std::string>& candidates) {
  if (name.empty() || name.size() > kLongestName) return "";
  const std::string plain = Plain(name);
  size_t best = std::max<size_t>(1, plain.size() / 3) + 1;
  std::string nearest;
  for (const std::string& candidate : candidates) {
    const size_t distance = EditDistance(plain, Plain(candidate));
    if (distance < best) {
      best = distance;
      nearest = candidate;
    }
  }
  return nearest.empty() ? "" : absl::StrCat("did you mean \"", nearest, "\"?");
}

}  // namespace case_io
}  // namespace risk
