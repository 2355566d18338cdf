#include "risk/edition/checks.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "risk/edition/facts.h"
#include "risk/edition/formulas.h"
#include "risk/edition/names.h"
#include "risk/edition/planning.h"
#include "risk/edition/reasons.h"
#include "risk/edition/wording.h"

namespace risk::edition {
namespace {

using expression::Kind;
using expression::Type;

// Expressions about certainty, as text.
std::string CertainlyTrue(const std::string& text) {
  return absl::StrCat("certainly", InBrackets(text));
}
std::string NotCertainlyFalse(const std::string& text) {
  return absl::StrCat("!certainly(!", InBrackets(text), ")");
}
std::string NotCertainlyTrue(const std::string& text) {
  return absl::StrCat("!", CertainlyTrue(text));
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
    return where.empty() ? condition : absl::StrCat(condition, " && ", InBrackets(where));
  }
};

ListText TextOf(const EditionBuilder& builder, const Each& each) {
  ListText list;
  if (each.view >= 0) list.path = builder.edition.views[each.view].spec->name;
  for (const auto* field : each.list) {
    absl::StrAppend(&list.path, list.path.empty() ? "" : ".", field->name());
  }
  list.name = each.name;
  if (each.where.has_value()) list.where = each.where.checked->text();
  return list;
}

// The variable that a condition's result goes by, under a name that no rule uses by accident.
std::string Hidden(EditionBuilder& builder, const std::string& name, const Formula& formula,
                   VariableSource source) {
  Declare(builder,
          expression::Variable{name, Type::Of(Kind::kBool), formula.checked->is_epistemic(),
                               formula.checked->searches_text()},
          source);
  return name;
}

// Whether the check is open, from its conditions; for each: whether it is for any element.
void AddOpen(EditionBuilder& builder, int index, Check& check) {
  const At rule = builder.One<v1::Check>(index).at;
  const bool has_end = check.satisfied.has_value();
  if (!check.needed.has_value()) return;
  if (check.each) {
    const std::string needed = check.needed.checked->text();
    const std::string not_done =
        has_end ? " && " + NotCertainlyTrue(check.satisfied.checked->text()) : "";
    const ListText list = TextOf(builder, *check.each);
    check.open =
        Synthesize(builder, rule,
                   CertainlyTrue(list.Exists(list.AndMaybe(NotCertainlyFalse(needed) + not_done))));
    check.open_certain =
        Synthesize(builder, rule,
                   CertainlyTrue(list.Exists(list.AndCertainly(CertainlyTrue(needed) + not_done))));
    return;
  }
  const std::string name = absl::StrCat("check.", check.text->id());
  const std::string needed = Hidden(builder, name + ".needed", check.needed,
                                    {{RuleKind::kCheck, index}, VariableSource::Part::kNeeded});
  std::string not_done;
  if (has_end) {
    not_done = " && " + NotCertainlyTrue(
                            Hidden(builder, name + ".satisfied", check.satisfied,
                                   {{RuleKind::kCheck, index}, VariableSource::Part::kSatisfied}));
  }
  check.open = Synthesize(builder, rule, NotCertainlyFalse(needed) + not_done);
  check.open_certain = Synthesize(builder, rule, CertainlyTrue(needed) + not_done);
}

void BuildSettles(EditionBuilder& builder, const Placed<v1::Check>& placed, Check& check) {
  for (int i = 0; i < placed.text->settles_size(); ++i) {
    const std::string& entry = placed.text->settles(i);
    const At at = placed.at.Child("settles", i);
    Settles settles;
    const bool is_fact = absl::StartsWith(entry, "fact.");
    const bool is_factor = absl::StartsWith(entry, "factor.");
    if (!is_fact && !is_factor) {
      std::optional<expression::FieldPath> path = FindPath(builder, at, entry);
      if (!path) continue;
      settles.path = *std::move(path);
    } else {
      const char* kind = is_fact ? "fact" : "factor";
      std::string id = entry.substr(std::string(kind).size() + 1);
      const Named* named =
          UseOrReport(builder, at.Inside(entry.size() - id.size(), id.size()), kind, id);
      if (named == nullptr) continue;
      (is_fact ? settles.fact : settles.factor) = named->index;
    }
    check.settles.push_back(std::move(settles));
  }
}

void BuildCompletes(EditionBuilder& builder, const Placed<v1::Check>& placed, const Binding* binding,
                    Check& check) {
  const v1::Check::Completes& text = placed.text->completes();
  const At at = placed.at.Child("completes");
  RequireField(builder, at, "closure");
  RequireField(builder, at, "answered_in", "the list that holds the answer: \"enquiries\"");
  check.completes.when =
      CheckFormula(builder, at, {"when", &text.when(), Wants::kBool, true, false, false, binding});
  for (int i = 0; i < text.closure_size(); ++i) {
    const Named* named =
        UseOrReport(builder, at.Child("closure", i).Value(), "closure", text.closure(i));
    if (named != nullptr) check.completes.closures.push_back(named->index);
  }
  if (text.answered_in().empty()) return;
  const At list = at.Child("answered_in");
  std::optional<expression::FieldPath> path = FindPath(builder, list, text.answered_in());
  if (!path) return;
  if (!path->back()->is_repeated()) {
    builder.reporter.Error(list.Value(), "bad-list",
                           absl::StrCat("\"", text.answered_in(), "\" is no list of the case"),
                           "the repeated field that holds the answer");
  }
  check.completes.answered_in = *std::move(path);
}

void BuildStates(EditionBuilder& builder, const Placed<v1::Check>& placed, const Binding* binding,
                 Shown& shown, Check& check) {
  std::map<std::string, Place> ids;
  for (int i = 0; i < placed.text->state_size(); ++i) {
    const v1::Check::State& text = placed.text->state(i);
    const At at = placed.at.Child("state", i);
    State& state = check.states.emplace_back();
    state.text = &text;
    CheckLocalId(builder, at, text.id(), ids);
    RequireField(builder, at, "wording");
    state.when = CheckFormula(builder, at,
                              {"when", &text.when(), Wants::kBool, true, false, false, binding});
    state.wording = BuildWording(builder, at, text.wording(), shown);
    if (text.has_due()) state.due = BuildDeadline(builder, at, text.due(), binding);
  }
}

void BuildCheck(EditionBuilder& builder, int index) {
  const Placed<v1::Check> placed = builder.One<v1::Check>(index);
  const v1::Check& text = *placed.text;
  Check& check = builder.edition.checks[index];
  check.text = &text;
  check.at = builder.LocationOf(placed.at);
  RequireField(builder, placed.at, "title");
  RequireField(builder, placed.at, "ask", "who can answer: POLICE, CHILDRENS_SERVICES, …");
  RequireField(builder, placed.at, "wording", "what to do when no state applies");
  RequireField(builder, placed.at, "due", "by when");
  RequireBecause(builder, placed.at);
  RequireSource(builder, placed.at);
  Binding element;
  const Binding* binding = nullptr;
  if (text.has_for_each()) {
    check.each = BuildEach(builder, placed.at, text.for_each(), element);
    if (!check.each) return;  // nothing can be said of formulas about an unknown element
    binding = &element;
  }
  check.needed = CheckFormula(builder, placed.at,
                              {"needed", &text.needed(), Wants::kBool, true, false, true, binding});
  check.satisfied =
      CheckFormula(builder, placed.at,
                   {"satisfied", &text.satisfied(), Wants::kBool, false, false, false, binding});
  Shown shown = BuildShows(builder, placed.at, text.show(), binding);
  check.wording = BuildWording(builder, placed.at, text.wording(), shown);
  BuildStates(builder, placed, binding, shown, check);
  if (text.has_completes()) BuildCompletes(builder, placed, binding, check);
  if (text.has_due()) check.due = BuildDeadline(builder, placed.at, text.due(), binding);
  BuildSettles(builder, placed, check);
  WarnUnshown(builder, placed.at, shown);
  check.shows = std::move(shown.shows);
  AddOpen(builder, index, check);
}

// Certain if certain of an element; possible, that is unknown, if possible of a recorded one. An
// open list by itself makes nothing possible: no finding is made of an element that nobody
// recorded.
Formula Made(EditionBuilder& builder, const At& rule, const Finding& finding) {
  if (!finding.each || !finding.when.has_value()) return finding.when;
  const std::string& when = finding.when.checked->text();
  const ListText list = TextOf(builder, *finding.each);
  const std::string certain = CertainlyTrue(list.Exists(list.AndCertainly(CertainlyTrue(when))));
  const std::string possible = CertainlyTrue(list.Exists(list.AndMaybe(NotCertainlyFalse(when))));
  return Synthesize(
      builder, rule,
      absl::StrCat(certain, " || ", possible, " && ", list.Exists(list.And(InBrackets(when)))));
}

void BuildFinding(EditionBuilder& builder, int index) {
  const Placed<v1::Finding> placed = builder.One<v1::Finding>(index);
  const v1::Finding& text = *placed.text;
  Finding& finding = builder.edition.findings[index];
  finding.text = &text;
  finding.at = builder.LocationOf(placed.at);
  RequireField(builder, placed.at, "title");
  RequireField(builder, placed.at, "kind", "CONTRADICTION, PRACTICE_GAP or REQUIRED_ACTION");
  RequireField(builder, placed.at, "severity", "NOTE, IMPORTANT or URGENT");
  RequireField(builder, placed.at, "wording");
  RequireBecause(builder, placed.at);
  RequireSource(builder, placed.at);
  Binding element;
  const Binding* binding = nullptr;
  if (text.has_for_each()) {
    finding.each = BuildEach(builder, placed.at, text.for_each(), element);
    if (!finding.each) return;
    binding = &element;
  }
  finding.when = CheckFormula(builder, placed.at,
                              {"when", &text.when(), Wants::kBool, true, false, false, binding});
  Shown shown = BuildShows(builder, placed.at, text.show(), binding);
  finding.wording = BuildWording(builder, placed.at, text.wording(), shown);
  if (text.has_due()) finding.due = BuildDeadline(builder, placed.at, text.due(), binding);
  WarnUnshown(builder, placed.at, shown);
  finding.shows = std::move(shown.shows);
  finding.made = Made(builder, placed.at, finding);
}

const expression::FieldPath* ListOf(const std::optional<Each>& each) {
  return each ? &each->list : nullptr;
}

class CheckLoader : public RuleLoader {
 public:
  CheckLoader() : RuleLoader({RuleKind::kCheck, "check", "check", "state"}) {}

  void Declare(EditionBuilder& builder) const override {
    int index = 0;
    for (const Placed<v1::Check>& placed : builder.All<v1::Check>()) {
      builder.edition.checks.emplace_back().variable =
          edition::Declare(builder, "check." + placed.text->id(), Type::Of(Kind::kBool), true,
                           {{RuleKind::kCheck, index++}});
    }
  }
  void Build(EditionBuilder& builder) const override {
    const int count = static_cast<int>(builder.edition.checks.size());
    for (int i = 0; i < count; ++i) BuildCheck(builder, i);
  }
  std::optional<Reads> ReadsOf(const EditionData& edition, int index) const override {
    const Check& check = edition.checks[index];
    return Reads{{&check.needed, &check.satisfied, &check.open}, ListOf(check.each)};
  }
  void Plan(Planner& planner, int index) const override {
    Check& check = planner.edition.checks[index];
    if (!check.each) {
      const expression::Environment& environment = planner.edition.environment;
      const std::string name = absl::StrCat("check.", check.text->id());
      planner.Add(check.needed, environment.FindVariable(name + ".needed"));
      planner.Add(check.satisfied, environment.FindVariable(name + ".satisfied"));
    }
    planner.Add(check.open, check.variable);
    planner.Add(check.open_certain);
  }
  void PlanRows(Planner& planner, int index) const override {
    Check& check = planner.edition.checks[index];
    std::vector<Formula*> formulas = {&check.needed, &check.satisfied, &check.due.after};
    for (State& state : check.states) {
      formulas.insert(formulas.end(), {&state.when, &state.due.after});
    }
    formulas.push_back(&check.completes.when);
    for (Show& show : check.shows) formulas.push_back(&show.value);
    check.rows = planner.AddRows(planner.builder.One<v1::Check>(index).at, check.each, formulas);
  }
};

class FindingLoader : public RuleLoader {
 public:
  FindingLoader() : RuleLoader({RuleKind::kFinding, "finding", "finding"}) {}

  void Declare(EditionBuilder& builder) const override {
    int index = 0;
    for (const Placed<v1::Finding>& placed : builder.All<v1::Finding>()) {
      builder.edition.findings.emplace_back().variable =
          edition::Declare(builder, "finding." + placed.text->id(), Type::Of(Kind::kBool), true,
                           {{RuleKind::kFinding, index++}});
    }
  }
  void Build(EditionBuilder& builder) const override {
    const int count = static_cast<int>(builder.edition.findings.size());
    for (int i = 0; i < count; ++i) BuildFinding(builder, i);
  }
  std::optional<Reads> ReadsOf(const EditionData& edition, int index) const override {
    const Finding& finding = edition.findings[index];
    return Reads{{&finding.when, &finding.made}, ListOf(finding.each)};
  }
  void Plan(Planner& planner, int index) const override {
    Finding& finding = planner.edition.findings[index];
    planner.Add(finding.made, finding.variable);
    if (!finding.each) finding.when.output = finding.made.output;
  }
  void PlanRows(Planner& planner, int index) const override {
    Finding& finding = planner.edition.findings[index];
    std::vector<Formula*> formulas = {&finding.when, &finding.due.after};
    for (Show& show : finding.shows) formulas.push_back(&show.value);
    finding.rows =
        planner.AddRows(planner.builder.One<v1::Finding>(index).at, finding.each, formulas);
  }
};

}  // namespace

const RuleLoader& Checks() {
  static const CheckLoader& loader = *new CheckLoader;
  return loader;
}

const RuleLoader& Findings() {
  static const FindingLoader& loader = *new FindingLoader;
  return loader;
}

}  // namespace risk::edition
