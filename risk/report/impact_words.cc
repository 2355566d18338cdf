#include "risk/report/impact_words.h"

#include "absl/strings/str_cat.h"
#include "risk/report/words.h"

namespace risk::report {

std::string Cases(int64_t count) { return absl::StrCat(count, count == 1 ? " case" : " cases"); }

std::string SideText(const v1::ImpactSide& side) {
  std::string text = absl::StrCat(side.edition(), " (", side.hash().substr(0, 12), ")");
  if (side.has_known_on()) absl::StrAppend(&text, ", as known on ", DateWord(side.known_on()));
  return text;
}

std::string ImpactRangeWord(v1::Level low, v1::Level high) {
  if (low == v1::LEVEL_UNSPECIFIED) return "not rated";
  if (low == high) return LevelWord(low);
  return absl::StrCat("at least ", LevelWord(low), ", could be ", LevelWord(high));
}

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
