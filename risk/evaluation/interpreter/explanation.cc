#include "risk/evaluation/interpreter/explanation.h"

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "risk/evaluation/interpreter/reading.h"
#include "risk/evaluation/value/support.h"
#include "risk/evaluation/interpreter/interpreter_impl.h"

namespace risk::evaluation {
namespace {

using expression::Node;
using expression::NodeKind;
using expression::Op;

// A part of the condition and its value.
struct Clause {
  const Node* node = nullptr;
  Value value;
};

bool IsLogic(const Node& node) {
  return node.kind == NodeKind::kCall &&
         (node.op == Op::kAnd || node.op == Op::kOr || node.op == Op::kNot);
}

// Goes down from the whole condition for as long as a single operand settles it.
Clause FindClause(const Node& root, const Value& value, const Interpreter::Trail& trail) {
  absl::flat_hash_map<const Node*, Value> values(trail.begin(), trail.end());
  Clause clause = {&root, value};
  Truth truth = value.truth();
  while (IsLogic(*clause.node)) {
    const Node& node = *clause.node;
    if (node.op == Op::kNot) {
      if (!IsLogic(node.child(0))) return clause;
      clause.node = &node.child(0);
      truth = Not(truth);
      continue;
    }
    Truth absorbing = node.op == Op::kAnd ? Truth::kFalse : Truth::kTrue;
    if (truth != absorbing && truth != Truth::kUnknown) return clause;
    Clause settling;
    for (const auto& child : node.children) {
      auto found = values.find(child.get());
      if (found == values.end() || found->second.truth() != truth) continue;
      if (settling.node != nullptr) return clause;  // several undecided operands
      settling = {child.get(), found->second};
    }
    if (settling.node == nullptr) return clause;
    clause = settling;
  }
  return clause;
}

// Whether the text is one expression in parentheses. Texts with quotes are left alone.
bool IsInParentheses(const std::string& text) {
  if (text.size() < 2 || text.front() != '(' || text.find_first_of("\"'") != std::string::npos) {
    return false;
  }
  int depth = 0;
  for (size_t i = 0; i + 1 < text.size(); ++i) {
    depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
    if (depth == 0) return false;
  }
  return depth == 1 && text.back() == ')';
}

// The text of a clause on one line.
std::string ClauseText(const Node& node, const std::string& text) {
  if (node.span.offset > text.size()) return "";
  std::string clause = text.substr(node.span.offset, node.span.length);
  absl::RemoveExtraAsciiWhitespace(&clause);
  while (IsInParentheses(clause)) clause = clause.substr(1, clause.size() - 2);
  return clause;
}

v1::Outcome OutcomeOf(const Value& value) {
  if (value.is_error()) return v1::OUTCOME_UNSPECIFIED;
  if (!value.is_decided()) return v1::UNKNOWN;
  return value.IsFalse() ? v1::FALSE : v1::TRUE;
}

// An element is worth a line of its own only if nothing inside it was read.
void DropCoveredElements(v1::Explanation* explanation) {
  auto* readings = explanation->mutable_reading();
  auto is_covered = [&](const v1::Reading& element) {
    if (!absl::EndsWith(element.path(), "]")) return false;
    return std::any_of(readings->begin(), readings->end(), [&](const v1::Reading& other) {
      return absl::StartsWith(other.path(), element.path() + ".");
    });
  };
  for (int i = readings->size() - 1; i >= 0; --i) {
    if (is_covered(readings->Get(i))) readings->DeleteSubrange(i, 1);
  }
}

// Fills `outcome`, `reading` and `via` for a value that was evaluated with support.
void DescribeValue(const Value& value, const Activation& activation, int max_readings,
                   Readings& readings, v1::Explanation* explanation) {
  explanation->set_outcome(OutcomeOf(value));
  if (value.is_error()) return;
  absl::flat_hash_set<absl::string_view> seen;
  VisitSupport(value.support(), [&](const Support& part, bool is_needed) {
    // What a decided value was decided without is no evidence, unless something is recorded there.
    bool is_evidence = is_needed || value.is_decided();
    if (!is_evidence || part.kind == Support::Kind::kOpenList) return;
    if (part.kind == Support::Kind::kVariable && part.left != nullptr) {
      if (seen.insert(part.name).second) explanation->add_via(std::string(part.name));
      return;
    }
    if (explanation->reading_size() >= max_readings) return;
    if (part.kind == Support::Kind::kVariable) {
      size_t index = static_cast<size_t>(part.index);
      if (index >= activation.variables.size() || !seen.insert(part.name).second)
        return;
      v1::Reading* reading = explanation->add_reading();
      reading->set_path(std::string(part.name));
      reading->set_value(activation.variables[index].ToText());
      return;
    }
    const v1::Reading* const reading = readings.Of(part);
    if (reading != nullptr && seen.insert(reading->path()).second) {
      *explanation->add_reading() = *reading;
    }
  });
  DropCoveredElements(explanation);
}

}  // namespace

Explained Explain(const expression::CheckedExpression& expression, const Activation& activation,
                  Evaluation& evaluation, int max_readings, Readings* readings) {
  Interpreter::Trail trail;
  evaluation.BeginCall();
  Interpreter walker(activation, evaluation, expression.slot_count());
  Explained result;
  result.value = result.clause = walker.Run(expression.root(), &trail);
  v1::Explanation& explanation = result.explanation;
  explanation.set_outcome(OutcomeOf(result.value));
  if (result.value.is_error()) return result;
  const Clause clause = FindClause(expression.root(), result.value, trail);
  result.clause = clause.value;
  Readings own(activation.provenance);
  DescribeValue(clause.value, activation, max_readings, readings != nullptr ? *readings : own,
                &explanation);
  explanation.set_outcome(OutcomeOf(result.value));
  explanation.set_clause(ClauseText(*clause.node, expression.text()));
  if (clause.node == &expression.root()) {
    for (const std::string& name : expression.functions()) explanation.add_via(name);
  }
  return result;
}

}  // namespace risk::evaluation
