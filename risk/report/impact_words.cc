#include "risk/report/impact_words.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/report/words.h"

namespace risk::report {
namespace {

const char* ChangeWord(v1::Change change) {
  switch (change) {
    case v1::CAME:
      return "new";
    case v1::WENT:
      return "gone";
    case v1::BECAME_CERTAIN:
      return "now certain";
    case v1::BECAME_POSSIBLE:
      return "now only possible";
    default:
      return "";
  }
}

std::string RangeWord(v1::Level low, v1::Level high) {
  if (low == v1::LEVEL_UNSPECIFIED) return "not rated";
  if (low == high) return LevelWord(low);
  return absl::StrCat("at least ", LevelWord(low), ", could be ", LevelWord(high));
}

}  // namespace

std::string Cases(int64_t count) { return absl::StrCat(count, count == 1 ? " case" : " cases"); }

std::string SideText(const v1::ImpactSide& side) {
  std::string text = absl::StrCat(side.edition(), " (", side.hash().substr(0, 12), ")");
  if (side.has_known_on()) absl::StrAppend(&text, ", as known on ", DateWord(side.known_on()));
  return text;
}

std::string LevelChange(const v1::LevelImpact& level) {
  return absl::StrCat(RangeWord(level.at_least_before(), level.could_be_before()), "; now ",
                      RangeWord(level.at_least_after(), level.could_be_after()));
}

std::vector<std::string> ResultChanges(const v1::CaseImpact& impact) {
  std::vector<std::string> changes;
  for (const v1::Change change : {v1::CAME, v1::BECAME_CERTAIN, v1::BECAME_POSSIBLE, v1::WENT}) {
    std::vector<std::string> results;
    for (const v1::ResultImpact& result : impact.result()) {
      if (result.change() != change) continue;
      results.push_back(result.element().empty() ? result.title()
                                                 : absl::StrCat(result.title(), " (", result.element(), ")"));
    }
    if (results.empty()) continue;
    changes.push_back(absl::StrCat(Capitalised(ChangeWord(change)), ": ", absl::StrJoin(results, "; ")));
  }
  return changes;
}

std::string RulesBehind(const v1::CaseImpact& impact) {
  constexpr int kNamed = 4;
  const int named = std::min(impact.because_size(), kNamed);
  const int more = impact.because_size() - named;
  return absl::StrCat(absl::StrJoin(impact.because().begin(), impact.because().begin() + named, ", "),
                      more > 0 ? absl::StrCat(" and ", more, " more") : "");
}

const char* DifferenceWord(v1::RuleDifference::Kind kind) {
  switch (kind) {
    case v1::RuleDifference::NEW:
      return "new";
    case v1::RuleDifference::GONE:
      return "gone";
    default:
      return "changed";
  }
}

std::string UpAndDownWord(const v1::RuleDifference& difference) {
  std::string text;
  if (difference.raised() > 0) absl::StrAppend(&text, ", ", difference.raised(), " raised");
  if (difference.lowered() > 0) absl::StrAppend(&text, ", ", difference.lowered(), " lowered");
  return text;
}

}  // namespace risk::report
