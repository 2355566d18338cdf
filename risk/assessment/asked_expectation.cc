#include "risk/assessment/asked_expectation.h"

#include <set>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace risk::assessment {

std::vector<Mismatch> CompareAsked(const v1::Expectation& expected,
                                   const std::vector<v1::OpenItem>& missing) {
  std::set<std::string> asked;
  for (const v1::OpenItem& item : missing) asked.insert(item.path().begin(), item.path().end());
  std::vector<Mismatch> mismatches;
  for (const std::string& path : expected.asked()) {
    if (asked.count(path) > 0) continue;
    mismatches.push_back({"asked", "asked", path, asked.empty() ? "nothing" : absl::StrJoin(asked, ", ")});
  }
  for (const std::string& path : expected.not_asked()) {
    for (const std::string& one : asked) {
      const bool is_at_or_below = one == path || absl::StartsWith(one, absl::StrCat(path, ".")) ||
                                  absl::StartsWith(one, absl::StrCat(path, "["));
      if (is_at_or_below) {
        mismatches.push_back({"not_asked", "not_asked", absl::StrCat("nothing at ", path), one});
      }
    }
  }
  return mismatches;
}

}  // namespace risk::assessment
