#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "risk/assessment/deadline.h"
#include "risk/assessment/elements.h"
#include "risk/assessment/open_items.h"
#include "risk/assessment/wording.h"
#include "risk/schema/path.h"

namespace risk::assessment {

using edition::Check;
using evaluation::Truth;

namespace {

// The pieces that a check settles on this case.
struct Scope {
  std::vector<int> pieces;                  // whichever element it is made for
  std::map<int, std::vector<int>> of_each;  // by element: those that lie in it
};

// The pieces behind the facts and factors that it settles.
std::vector<char> SettledRules(const Check& check, CaseEvaluation& evaluation) {
  std::vector<char> is_settled;
  const auto add = [&](const edition::Formula& formula) {
    if (evaluation.TruthOf(formula) != Truth::kUnknown) return;
    for (const int id : evaluation.Missing(formula)) {
      is_settled.resize(evaluation.pieces().size(), 0);
      is_settled[id] = 1;
    }
  };
  const Edition& edition = evaluation.edition();
  for (const edition::Settles& settles : check.settles) {
    // A fact that takes a parameter has no value of its own.
    if (settles.fact >= 0 && edition.facts()[settles.fact].variable >= 0) {
      add(edition.facts()[settles.fact].value);
    }
    if (settles.factor >= 0) add(edition.factors()[settles.factor].when);
  }
  is_settled.resize(evaluation.pieces().size(), 0);
  return is_settled;
}

// A check made for one child does not settle what is missing about another.
Scope ScopeOf(const Check& check, const Consequences& consequences, CaseEvaluation& evaluation) {
  Scope scope;
  const std::vector<char> is_settled = SettledRules(check, evaluation);
  for (const int id : consequences.pieces()) {
    const Piece& piece = evaluation.pieces().at(id);
    const bool is_covered =
        is_settled[id] ||
        std::any_of(check.settles.begin(), check.settles.end(),
                    [&](const edition::Settles& settles) { return piece.IsBelow(settles.path); });
    if (!is_covered) continue;
    const bool is_of_element = check.each.has_value() && piece.IsInElementOf(check.each->list);
    (is_of_element ? scope.of_each[piece.element] : scope.pieces).push_back(id);
  }
  return scope;
}

void AddPieces(const std::vector<int>& pieces, OpenLine& line) {
  line.pieces.insert(line.pieces.end(), pieces.begin(), pieces.end());
}

// The open lists that the answer to a check may complete.
void AddCompleted(const Check& check, const RuleRow& row, const Consequences& consequences,
                  CaseEvaluation& evaluation, OpenLine& line) {
  const edition::Completes& completes = check.completes;
  if (!completes.when.has_value() || evaluation.TruthOf(completes.when, &row) != Truth::kTrue) return;
  for (const int closure : completes.closures) {
    const expression::FieldPath& list = evaluation.edition().closures()[closure].list;
    for (const int id : consequences.pieces()) {
      const MissingField& field = evaluation.pieces().at(id).field;
      if (field.is_open_list && field.fields == list) line.completed.push_back(id);
    }
  }
  if (line.completed.empty()) return;
  for (const auto* field : completes.answered_in) {
    line.answered_in = schema::ChildPath(line.answered_in, *field);
  }
}

// A list that an answer may complete is asked for with that answer only.
void LeaveOutCompleted(std::vector<OpenLine>& lines, const Pieces& pieces) {
  std::vector<char> is_completed(pieces.size(), 0);
  for (const OpenLine& line : lines) {
    for (const int id : line.completed) is_completed[id] = 1;
  }
  for (OpenLine& line : lines) {
    line.pieces.erase(std::remove_if(line.pieces.begin(), line.pieces.end(),
                                     [&](int id) { return is_completed[id] != 0; }),
                      line.pieces.end());
  }
}

void AddEffects(const Consequences& consequences, OpenLine& line) {
  for (const std::vector<int>* pieces : {&line.completed, &line.pieces}) {
    for (const int id : *pieces) {
      consequences.AddEffects(id, line.item);
      line.gain += consequences.GainOf(id);
    }
  }
}

// The state that is certainly true; null for none.
const edition::State* StateOf(const Check& check, const RuleRow& row, CaseEvaluation& evaluation) {
  for (const edition::State& state : check.states) {
    if (evaluation.TruthOf(state.when, &row) == Truth::kTrue) return &state;
  }
  return nullptr;
}

void AddWords(const Check& check, const edition::State* state, const RuleRow& row,
              CaseEvaluation& evaluation, v1::OpenItem& item) {
  const v1::Check& text = *check.text;
  item.set_title(text.title());
  item.set_ask_unit(text.ask_unit());
  item.set_because(text.because());
  *item.mutable_source() = text.source();
  item.set_wording(
      Fill(state != nullptr ? state->wording : check.wording, check.shows, row, evaluation));
}

OpenLine MakeLine(const Check& check, bool need_is_certain, const Element& element, Detail detail,
                  CaseEvaluation& evaluation, std::vector<v1::RuleError>& errors) {
  const v1::Check& text = *check.text;
  OpenLine line;
  line.group_as = text.group_as();
  v1::OpenItem& item = line.item;
  item.set_check(text.id());
  item.set_ask(text.ask());
  item.set_need_is_certain(need_is_certain);
  item.set_layer(evaluation.edition().LayerOf(check.at));
  if (!element.label.empty()) item.set_element(element.label);
  const edition::State* state = StateOf(check, element.row, evaluation);
  if (state != nullptr) item.set_state(state->text->id());
  if (detail != Detail::kResults) AddWords(check, state, element.row, evaluation, item);
  const bool has_own_deadline = state != nullptr && state->due.text != nullptr;
  absl::StatusOr<std::optional<v1::Date>> due =
      DueDate(has_own_deadline ? state->due : check.due, element.row, evaluation);
  if (!due.ok()) {
    v1::RuleError& error = errors.emplace_back();
    error.set_rule(text.id());
    error.set_text(std::string(due.status().message()));
  } else if (due->has_value()) {
    *item.mutable_due() = **due;
  }
  if (detail == Detail::kExplanations && check.needed.has_value()) {
    evaluation.Explain(check.needed, &element.row, *item.mutable_explanation());
  }
  return line;
}

// Whether a check is open for an element, and certainly needed.
Truth OpenFor(const Check& check, const Element& element, CaseEvaluation& evaluation) {
  const Truth needed = evaluation.TruthOf(check.needed, &element.row);
  if (needed == Truth::kFalse) return needed;
  if (check.satisfied.has_value() &&
      evaluation.TruthOf(check.satisfied, &element.row) == Truth::kTrue) {
    return Truth::kFalse;
  }
  if (!check.each.has_value()) return evaluation.TruthOf(check.open_certain);
  return needed == Truth::kTrue ? element.belongs : Truth::kUnknown;
}

}  // namespace

std::vector<OpenLine> OpenChecks(Detail detail, const Consequences& consequences,
                                 CaseEvaluation& evaluation, std::vector<v1::RuleError>& errors) {
  std::vector<OpenLine> lines;
  for (const Check& check : evaluation.edition().checks()) {
    if (evaluation.TruthOf(check.open) == Truth::kFalse) continue;
    Scope scope;
    if (detail != Detail::kResults) scope = ScopeOf(check, consequences, evaluation);
    for (const Element& element :
         ElementsOf(check.each, check.rows, check.text->id(), evaluation, errors)) {
      const Truth open = OpenFor(check, element, evaluation);
      if (open == Truth::kFalse && check.each.has_value()) continue;
      OpenLine line = MakeLine(check, open == Truth::kTrue, element, detail, evaluation, errors);
      AddPieces(scope.pieces, line);
      const auto own = scope.of_each.find(element.row.index);
      if (own != scope.of_each.end()) AddPieces(own->second, line);
      if (detail != Detail::kResults) AddCompleted(check, element.row, consequences, evaluation, line);
      lines.push_back(std::move(line));
    }
  }
  LeaveOutCompleted(lines, evaluation.pieces());
  for (OpenLine& line : lines) AddEffects(consequences, line);
  return lines;
}

}  // namespace risk::assessment
