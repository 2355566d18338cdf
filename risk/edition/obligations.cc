#include "risk/edition/obligations.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "risk/edition/names.h"
#include "risk/edition/reasons.h"
#include "risk/edition/reporter.h"

namespace risk::edition {
namespace {

// Whether a rule has a part of that name: an item of an instrument, a state of a check.
bool HasPart(const Draft& draft, const Named& rule, absl::string_view part) {
  if (rule.kind == "instrument") {
    for (const auto& item : draft.instruments[rule.index].text->item()) {
      if (item.id() == part) return true;
    }
  } else if (rule.kind == "check") {
    for (const auto& state : draft.checks[rule.index].text->state()) {
      if (state.id() == part) return true;
    }
  }
  return false;
}

bool Exists(const Draft& draft, absl::string_view rule) {
  const size_t dot = rule.find('.');
  const auto named = draft.named.find(rule.substr(0, dot));
  if (named == draft.named.end()) return false;
  return dot == absl::string_view::npos || HasPart(draft, named->second, rule.substr(dot + 1));
}

std::vector<std::string> Ids(const Draft& draft) {
  std::vector<std::string> ids;
  for (const auto& [id, named] : draft.named) ids.push_back(id);
  return ids;
}

}  // namespace

void BuildObligations(Draft& draft) {
  std::map<std::string, Place> ids;
  for (const Placed<v1::Obligation>& placed : draft.obligations) {
    const v1::Obligation& text = *placed.text;
    CheckLocalId(draft, placed.at, text.id(), ids);
    RequireField(draft, placed.at, "title");
    RequireSource(draft, placed.at);
    if (text.rule().empty()) {
      RequireField(draft, placed.at, "not_covered", "name the rules, or say why there is none");
    }
    for (int i = 0; i < text.rule_size(); ++i) {
      if (Exists(draft, text.rule(i))) continue;
      draft.reporter.Error(placed.at.Child("rule", i).Value(), "unknown-rule",
                           absl::StrCat("there is no rule \"", text.rule(i), "\""),
                           DidYouMean(text.rule(i), Ids(draft)));
    }
    draft.parts.obligations.push_back(&text);
  }
}

}  // namespace risk::edition
