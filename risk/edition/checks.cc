#include "risk/edition/checks.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "risk/edition/facts.h"
#include "risk/edition/formulas.h"
#include "risk/edition/names.h"
#include "risk/edition/reasons.h"
#include "risk/edition/wording.h"

namespace risk::edition {
namespace {

using expression::Kind;
using expression::Type;

// Expressions about certainty, as text. A line end behind each part ends a comment in it.
std::string In(const std::string& text) { return absl::StrCat("(", text, "\n)"); }
std::string CertainlyTrue(const std::string& text) {
  return absl::StrCat("known(", text, "\n) && ", In(text));
}
std::string NotCertainlyFalse(const std::string& text) {
  return absl::StrCat("!(known(", text, "\n) && !", In(text), ")");
}
std::string NotCertainlyTrue(const std::string& text) {
  return absl::StrCat("!(", CertainlyTrue(text), ")");
}

// The list of a rule and the condition on its elements, as text.
struct ListText {
  std::string path;
  std::string name;
  std::string where;  // may be empty

  std::string Exists(const std::string& condition) const {
    return absl::StrCat(path, ".exists(", name, ", ", condition, ")");
  }
  std::string AndMaybe(std::string condition) const {
    return where.empty() ? condition : absl::StrCat(condition, " && ", NotCertainlyFalse(where));
  }
  std::string AndCertainly(std::string condition) const {
    return where.empty() ? condition : absl::StrCat(condition, " && ", CertainlyTrue(where));
  }
  std::string And(std::string condition) const {
    return where.empty() ? condition : absl::StrCat(condition, " && ", In(where));
  }
};

ListText TextOf(const Each& each) {
  ListText list;
  for (const auto* field : each.list) {
    absl::StrAppend(&list.path, list.path.empty() ? "" : ".", field->name());
  }
  list.name = each.name;
  if (each.where.has_value()) list.where = each.where.checked->text();
  return list;
}

// The variable that a condition's result goes by, under a name that no rule uses by accident.
std::string Hidden(Draft& draft, const std::string& name, const Formula& formula,
                   VariableSource source) {
  Declare(draft, name, Type::Of(Kind::kBool), formula.checked->is_epistemic(), source);
  return name;
}

// Whether the check is open, from its conditions; for each: whether it is for any element.
void AddOpen(Draft& draft, int index, Check& check) {
  const At& rule = draft.checks[index].at;
  const bool has_end = check.satisfied.has_value();
  if (!check.needed.has_value()) return;
  if (check.each) {
    const std::string needed = check.needed.checked->text();
    const std::string not_done =
        has_end ? " && " + NotCertainlyTrue(check.satisfied.checked->text()) : "";
    const ListText list = TextOf(*check.each);
    check.open =
        Synthesize(draft, rule,
                   CertainlyTrue(list.Exists(list.AndMaybe(NotCertainlyFalse(needed) + not_done))));
    check.open_certain =
        Synthesize(draft, rule,
                   CertainlyTrue(list.Exists(list.AndCertainly(CertainlyTrue(needed) + not_done))));
    return;
  }
  const std::string name = absl::StrCat("check.", check.text->id());
  const std::string needed =
      Hidden(draft, name + ".needed", check.needed, {VariableSource::Kind::kNeeded, index});
  std::string not_done;
  if (has_end) {
    not_done = " && " + NotCertainlyTrue(Hidden(draft, name + ".satisfied", check.satisfied,
                                                {VariableSource::Kind::kSatisfied, index}));
  }
  check.open = Synthesize(draft, rule, NotCertainlyFalse(needed) + not_done);
  check.open_certain = Synthesize(draft, rule, CertainlyTrue(needed) + not_done);
}

void BuildSettles(Draft& draft, const Placed<v1::Check>& placed, Check& check) {
  for (int i = 0; i < placed.text->settles_size(); ++i) {
    const std::string& entry = placed.text->settles(i);
    const At at = placed.at.Child("settles", i);
    Settles settles;
    const bool is_fact = absl::StartsWith(entry, "fact.");
    const bool is_factor = absl::StartsWith(entry, "factor.");
    if (!is_fact && !is_factor) {
      std::optional<expression::FieldPath> path = FindPath(draft, at, entry);
      if (!path) continue;
      settles.path = *std::move(path);
    } else {
      const char* kind = is_fact ? "fact" : "factor";
      std::string id = entry.substr(std::string(kind).size() + 1);
      const Named* named = Use(draft, kind, id);
      if (named == nullptr) {
        draft.reporter.Error(at.Inside(entry.size() - id.size(), id.size()),
                             absl::StrCat("unknown-", kind),
                             absl::StrCat("there is no ", kind, " \"", id, "\""),
                             DidYouMean(id, IdsOf(draft, kind)));
        continue;
      }
      (is_fact ? settles.fact : settles.factor) = named->index;
    }
    check.settles.push_back(std::move(settles));
  }
}

void BuildStates(Draft& draft, const Placed<v1::Check>& placed, const Binding* binding,
                 Shown& shown, Check& check) {
  std::map<std::string, Place> ids;
  for (int i = 0; i < placed.text->state_size(); ++i) {
    const v1::Check::State& text = placed.text->state(i);
    const At at = placed.at.Child("state", i);
    State& state = check.states.emplace_back();
    state.text = &text;
    CheckLocalId(draft, at, text.id(), ids);
    RequireField(draft, at, "wording");
    state.when =
        CheckFormula(draft, at, {"when", &text.when(), Wants::kBool, true, false, false, binding});
    state.wording = BuildWording(draft, at, text.wording(), shown);
    if (text.has_due()) state.due = BuildDeadline(draft, at, text.due(), binding);
  }
}

void BuildCheck(Draft& draft, int index) {
  const Placed<v1::Check>& placed = draft.checks[index];
  const v1::Check& text = *placed.text;
  Check& check = draft.parts.checks[index];
  check.text = &text;
  check.at = draft.LocationOf(placed.at);
  RequireField(draft, placed.at, "title");
  RequireField(draft, placed.at, "ask", "who can answer: POLICE, CHILDRENS_SERVICES, …");
  RequireField(draft, placed.at, "wording", "what to do when no state applies");
  RequireField(draft, placed.at, "due", "by when");
  RequireBecause(draft, placed.at);
  RequireSource(draft, placed.at);
  Binding element;
  const Binding* binding = nullptr;
  if (text.has_for_each()) {
    check.each = BuildEach(draft, placed.at, text.for_each(), element);
    if (!check.each) return;  // nothing can be said of formulas about an unknown element
    binding = &element;
  }
  check.needed = CheckFormula(draft, placed.at,
                              {"needed", &text.needed(), Wants::kBool, true, false, true, binding});
  check.satisfied =
      CheckFormula(draft, placed.at,
                   {"satisfied", &text.satisfied(), Wants::kBool, false, false, false, binding});
  Shown shown = BuildShows(draft, placed.at, text.show(), binding);
  check.wording = BuildWording(draft, placed.at, text.wording(), shown);
  BuildStates(draft, placed, binding, shown, check);
  if (text.has_due()) check.due = BuildDeadline(draft, placed.at, text.due(), binding);
  BuildSettles(draft, placed, check);
  WarnUnshown(draft, placed.at, shown);
  check.shows = std::move(shown.shows);
  AddOpen(draft, index, check);
}

// Certain if certain of an element; possible, that is unknown, if possible of a recorded one. An
// open list by itself makes nothing possible: no finding is made of an element that nobody
// recorded.
Formula Made(Draft& draft, const At& rule, const Finding& finding) {
  if (!finding.each || !finding.when.has_value()) return finding.when;
  const std::string& when = finding.when.checked->text();
  const ListText list = TextOf(*finding.each);
  const std::string certain = CertainlyTrue(list.Exists(list.AndCertainly(CertainlyTrue(when))));
  const std::string possible = CertainlyTrue(list.Exists(list.AndMaybe(NotCertainlyFalse(when))));
  return Synthesize(
      draft, rule,
      absl::StrCat(certain, " || ", possible, " && ", list.Exists(list.And(In(when)))));
}

void BuildFinding(Draft& draft, int index) {
  const Placed<v1::Finding>& placed = draft.findings[index];
  const v1::Finding& text = *placed.text;
  Finding& finding = draft.parts.findings[index];
  finding.text = &text;
  finding.at = draft.LocationOf(placed.at);
  RequireField(draft, placed.at, "title");
  RequireField(draft, placed.at, "kind", "CONTRADICTION, PRACTICE_GAP or REQUIRED_ACTION");
  RequireField(draft, placed.at, "severity", "NOTE, IMPORTANT or URGENT");
  RequireField(draft, placed.at, "wording");
  RequireBecause(draft, placed.at);
  RequireSource(draft, placed.at);
  Binding element;
  const Binding* binding = nullptr;
  if (text.has_for_each()) {
    finding.each = BuildEach(draft, placed.at, text.for_each(), element);
    if (!finding.each) return;
    binding = &element;
  }
  finding.when = CheckFormula(draft, placed.at,
                              {"when", &text.when(), Wants::kBool, true, false, false, binding});
  Shown shown = BuildShows(draft, placed.at, text.show(), binding);
  finding.wording = BuildWording(draft, placed.at, text.wording(), shown);
  if (text.has_due()) finding.due = BuildDeadline(draft, placed.at, text.due(), binding);
  WarnUnshown(draft, placed.at, shown);
  finding.shows = std::move(shown.shows);
  finding.made = Made(draft, placed.at, finding);
}

}  // namespace

void BuildChecks(Draft& draft) {
  for (size_t i = 0; i < draft.checks.size(); ++i) BuildCheck(draft, static_cast<int>(i));
}

void BuildFindings(Draft& draft) {
  for (size_t i = 0; i < draft.findings.size(); ++i) BuildFinding(draft, static_cast<int>(i));
}

}  // namespace risk::edition
