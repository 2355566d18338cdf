// What single rules of an edition say, and how two editions differ, as a text to read.
//
//   std::optional<std::string> text = risk::ExplainRule(edition, "marac_refer", {});
//   std::string text = risk::DifferenceText(before, after);
//
#ifndef RISK_RULE_WORDS_H_
#define RISK_RULE_WORDS_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/edition/edition.h"

namespace risk {

// Every rule of that id, or "KIND.ID": what it says and why, its sources, what it reads, which rules read
// it, and where it stands. An item of an instrument, or a part of a rule, is its rule. `cases_of` names
// the rule cases that show a rule; it may be empty. Nothing if there is no such rule.
std::optional<std::string> ExplainRule(
    const Edition& edition, absl::string_view id,
    const std::function<std::vector<std::string>(const std::string&)>& cases_of);

// The ids of all rules, for a message that suggests one.
std::vector<std::string> RuleIds(const Edition& edition);

// Rules that only one of them has, and what differs in those that both have, field by field, in the
// order of kind and id; the last line counts them. Sources and the expectations that an edition covers
// are rules, too. `count` is how many differ.
std::string DifferenceText(const Edition& before, const Edition& after, int* count = nullptr);

// A rule of a kind (fact, factor, finding) and a file of rule cases for it, to be filled
// in: both load as they are, over an edition that they extend. Nothing for another kind.
struct RuleSkeleton {
  std::string rule;
  std::string cases;
};
std::optional<RuleSkeleton> NewRule(absl::string_view kind, const std::string& id,
                                    const std::string& edition);

}  // namespace risk

#endif  // RISK_RULE_WORDS_H_
