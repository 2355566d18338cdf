#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "risk/assessment/deadline.h"
#include "risk/assessment/elements.h"
#include "risk/assessment/open_items.h"
#include "risk/assessment/wording.h"

namespace risk::assessment {

using edition::Check;
using evaluation::Truth;
using evaluation::Value;

namespace {

// What a check settles on this case.
struct Scope {
  std::vector<std::string> paths;  // plain paths of fields
  std::set<std::string> pieces;    // pieces behind the facts and factors that it settles
  std::string each_list;           // plain path of the list that it is made for, and the element
  std::string element_path;
};

bool IsBelow(absl::string_view path, absl::string_view prefix) {
  return absl::StartsWith(path, prefix) &&
         (path.size() == prefix.size() || path[prefix.size()] == '.' || path[prefix.size()] == '[');
}

bool Covers(const Scope& scope, const std::string& piece) {
  // A check made for one child does not settle what is missing about another.
  const bool is_of_an_element = !scope.each_list.empty() &&
                                absl::StartsWith(piece, absl::StrCat(scope.each_list, "[")) &&
                                !absl::StartsWith(piece, absl::StrCat(scope.each_list, "[]"));
  if (is_of_an_element && !IsBelow(piece, scope.element_path)) return false;
  if (scope.pieces.count(piece) > 0) return true;
  const std::string plain = PlainPath(piece);
  return std::any_of(scope.paths.begin(), scope.paths.end(),
                     [&](const std::string& path) { return IsBelow(plain, path); });
}

std::string PathText(const expression::FieldPath& path) {
  std::string text;
  for (const auto* field : path) absl::StrAppend(&text, text.empty() ? "" : ".", field->name());
  return text;
}

Scope ScopeOf(const Check& check, CaseEvaluation& evaluation) {
  Scope scope;
  if (check.each.has_value()) scope.each_list = PathText(check.each->list);
  const auto add_pieces = [&](const edition::Formula& formula) {
    if (evaluation.TruthOf(formula) != Truth::kUnknown) return;
    for (std::string& piece : evaluation.Missing(formula)) scope.pieces.insert(std::move(piece));
  };
  for (const edition::Settles& settles : check.settles) {
    const Edition& edition = evaluation.edition();
    if (!settles.path.empty()) scope.paths.push_back(PathText(settles.path));
    // A fact that takes a parameter has no value of its own.
    if (settles.fact >= 0 && edition.facts()[settles.fact].variable >= 0) {
      add_pieces(edition.facts()[settles.fact].value);
    }
    if (settles.factor >= 0) add_pieces(edition.factors()[settles.factor].when);
  }
  return scope;
}

void AddEffects(const Scope& scope, const Levels& levels, CaseEvaluation& evaluation,
                v1::OpenItem& item) {
  std::set<std::string> seen;
  for (const Raiser& raiser : levels.raisers) {
    bool is_settled = false;
    for (const std::string& piece : raiser.missing) {
      if (!Covers(scope, piece)) continue;
      is_settled = true;
      if (seen.insert(piece).second) item.add_path(piece);
    }
    if (!is_settled) continue;
    AddEffect(evaluation.edition().levels()[raiser.group].text->group(),
              levels.ranges[raiser.group].at_least, raiser.level, item);
  }
}

// The state that is certainly true; null for none.
const edition::State* StateOf(const Check& check, const Value* element,
                              CaseEvaluation& evaluation) {
  for (const edition::State& state : check.states) {
    if (evaluation.TruthOf(state.when, element) == Truth::kTrue) return &state;
  }
  return nullptr;
}

OpenLine MakeLine(const Check& check, bool need_is_certain, const Element* element, Detail detail,
                  CaseEvaluation& evaluation, std::vector<v1::RuleError>& errors) {
  const v1::Check& text = *check.text;
  const Value* bound = element == nullptr ? nullptr : &element->value;
  OpenLine line;
  line.group_as = text.group_as();
  v1::OpenItem& item = line.item;
  item.set_check(text.id());
  item.set_title(text.title());
  item.set_ask(text.ask());
  item.set_ask_unit(text.ask_unit());
  item.set_need_is_certain(need_is_certain);
  item.set_because(text.because());
  *item.mutable_source() = text.source();
  item.set_layer(evaluation.edition().LayerOf(check.at));
  if (element != nullptr) item.set_element(element->label);
  const edition::State* state = StateOf(check, bound, evaluation);
  if (state != nullptr) item.set_state(state->text->id());
  item.set_wording(
      Fill(state != nullptr ? state->wording : check.wording, check.shows, bound, evaluation));
  const bool has_own_deadline = state != nullptr && state->due.text != nullptr;
  absl::StatusOr<std::optional<v1::Date>> due =
      DueDate(has_own_deadline ? state->due : check.due, bound, evaluation);
  if (!due.ok()) {
    v1::RuleError& error = errors.emplace_back();
    error.set_rule(text.id());
    error.set_text(std::string(due.status().message()));
  } else if (due->has_value()) {
    *item.mutable_due() = **due;
  }
  if (detail == Detail::kExplanations && check.needed.has_value()) {
    *item.mutable_explanation() =
        evaluation.Explain(check.needed, element == nullptr ? nullptr : &element->explained);
  }
  return line;
}

// Whether a check is open for an element, and certainly needed.
Truth OpenFor(const Check& check, const Value* element, CaseEvaluation& evaluation) {
  if (check.satisfied.has_value() && evaluation.TruthOf(check.satisfied, element) == Truth::kTrue) {
    return Truth::kFalse;
  }
  const Truth needed = evaluation.TruthOf(check.needed, element);
  return needed == Truth::kError ? Truth::kUnknown : needed;
}

}  // namespace

std::vector<OpenLine> OpenChecks(Detail detail, const Levels& levels, CaseEvaluation& evaluation,
                                 std::vector<v1::RuleError>& errors) {
  std::vector<OpenLine> lines;
  for (const Check& check : evaluation.edition().checks()) {
    const Truth open = evaluation.TruthOf(check.open);
    if (open == Truth::kFalse) continue;
    Scope scope;
    if (detail != Detail::kResults) scope = ScopeOf(check, evaluation);
    const auto add = [&](bool is_certain, const Element* element) {
      OpenLine line = MakeLine(check, is_certain, element, detail, evaluation, errors);
      if (element != nullptr) scope.element_path = element->path;
      if (detail != Detail::kResults) AddEffects(scope, levels, evaluation, line.item);
      lines.push_back(std::move(line));
    };
    if (!check.each.has_value()) {
      add(evaluation.TruthOf(check.open_certain) == Truth::kTrue, nullptr);
      continue;
    }
    for (const Element& element : ElementsOf(*check.each, detail, evaluation)) {
      const Truth for_element = OpenFor(check, &element.value, evaluation);
      const bool is_certain = for_element == Truth::kTrue && element.belongs == Truth::kTrue;
      if (for_element != Truth::kFalse) add(is_certain, &element);
    }
  }
  return lines;
}

}  // namespace risk::assessment
