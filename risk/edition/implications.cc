#include "risk/edition/implications.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "risk/edition/formulas.h"
#include "risk/edition/planning.h"
#include "risk/edition/reasons.h"
#include "risk/expression/type.h"
#include "risk/schema/field.h"

namespace risk::edition {
namespace {

using evaluation::ImplicationSpec;
using expression::FieldPath;
using expression::Node;
using expression::NodeKind;
using google::protobuf::FieldDescriptor;
// The fields from the record, or from the element, that lead to an answer; empty if the formula is
// anything else.
FieldPath AnswerPath(const Formula& formula, bool of_element) {
  FieldPath path;
  const Node* node = &formula.checked->root();
  while (node->kind == NodeKind::kSelect && node->field != nullptr && !node->is_test) {
    if (node->field->is_repeated()) return {};
    path.insert(path.begin(), node->field);
    node = &node->child(0);
  }
  const NodeKind root = of_element ? NodeKind::kBound : NodeKind::kContext;
  const bool is_answer = !path.empty() && node->kind == root &&
                         schema::IsAnswer(path.back()->message_type());
  return is_answer ? path : FieldPath();
}

// The paths of the element that a formula reads, from the record.
void AddElementPaths(const Node& node, const FieldPath& list, std::set<FieldPath>& paths) {
  if (node.kind == NodeKind::kSelect) {
    FieldPath path;
    const Node* at = &node;
    for (; at->kind == NodeKind::kSelect && at->field != nullptr; at = &at->child(0)) {
      path.insert(path.begin(), at->field);
    }
    if (at->kind == NodeKind::kBound && at->slot == 0) {
      path.insert(path.begin(), list.begin(), list.end());
      paths.insert(std::move(path));
    }
  }
  for (const auto& child : node.children) {
    if (child != nullptr) AddElementPaths(*child, list, paths);
  }
}

class ImplicationBuilder {
 public:
  ImplicationBuilder(EditionBuilder& builder, const Placed<v1::Implication>& placed, Implication& rule)
      : builder_(builder), placed_(placed), rule_(rule) {}

  void Build() {
    RequireBecause(builder_, placed_.at);
    RequireSource(builder_, placed_.at);
    if (placed_.text->has_for_each()) {
      rule_.each = BuildEach(builder_, placed_.at, placed_.text->for_each(), element_, {false, true});
      if (!rule_.each) return;
      if (rule_.each->view >= 0 || rule_.each->where.has_value()) {
        builder_.reporter.Error(placed_.at.Child("for_each").Child("list").Value(),
                                "bad-implication",
                                "an implication is for each element of a list of the case",
                                "a condition on the element belongs into `narrow` or `wide`");
        return;
      }
    }
    rule_.narrow = Check("narrow", placed_.text->narrow());
    rule_.wide = Check("wide", placed_.text->wide());
    if (!rule_.narrow.has_value() || !rule_.wide.has_value()) return;
    const bool is_any = AddPart(0, rule_.narrow, rule_.wide) | AddPart(1, rule_.wide, rule_.narrow);
    if (is_any) return;
    builder_.reporter.Error(placed_.at.Child("narrow").Value(), "bad-implication",
                            "neither side is an answer of the case that could follow",
                            "one of them must be the path of an Answer, such as "
                            "offending.ever.robbery");
  }

 private:
  Formula Check(const char* name, const std::string& text) {
    FormulaField field{name, &text, Wants::kBool, true, true};
    if (rule_.each) field.binding = &element_;
    return CheckFormula(builder_, placed_.at, field);
  }

  // Part 0: the narrow answer reads NO. Part 1: the wide one reads YES.
  bool AddPart(int part, const Formula& answer, const Formula& when) {
    const FieldPath path = AnswerPath(answer, rule_.each.has_value());
    if (path.empty()) return false;
    if (schema::IsCompletenessField(*path.back())) {
      builder_.reporter.Error(placed_.at.Child(part == 0 ? "narrow" : "wide").Value(),
                              "bad-implication",
                              "that a list is complete does not follow from an implication",
                              "a closure says when a list is complete");
      return true;
    }
    ImplicationSpec spec;
    spec.name = absl::StrCat("implication.", placed_.text->id());
    if (rule_.each) spec.list = rule_.each->list;
    spec.answer = path;
    spec.value = spec.when_is = part == 1;
    spec.when = when.checked;
    Implication::Part& into = rule_.parts[part];
    into.writes.path = spec.list;
    into.writes.path.insert(into.writes.path.end(), path.begin(), path.end());
    into.writes.value = spec.value;
    into.writes.reassuring = schema::Reassuring(*path.back()) == v1::Answer::YES;
    if (!AnswerPath(when, rule_.each.has_value()).empty()) into.plain = spec.when_is;
    std::set<FieldPath> paths;
    if (rule_.each) AddElementPaths(when.checked->root(), spec.list, paths);
    into.element_paths.assign(paths.begin(), paths.end());
    into.spec = std::make_shared<const ImplicationSpec>(std::move(spec));
    return true;
  }

  EditionBuilder& builder_;
  const Placed<v1::Implication>& placed_;
  Implication& rule_;
  Binding element_;
};

class ImplicationLoader : public RuleLoader {
 public:
  static constexpr int kParts = 2;

  ImplicationLoader()
      : RuleLoader({RuleKind::kImplication, "implication", "implication", nullptr, true, false,
                    kParts}) {}

  void Build(EditionBuilder& builder) const override {
    for (const Placed<v1::Implication>& placed : builder.All<v1::Implication>()) {
      Implication& rule = builder.edition.implications.emplace_back();
      rule.text = placed.text;
      rule.at = builder.LocationOf(placed.at);
      ImplicationBuilder(builder, placed, rule).Build();
    }
  }

  std::optional<Reads> ReadsOf(const EditionData& edition, int step) const override {
    const Implication& rule = edition.implications[step / kParts];
    const Implication::Part& part = rule.parts[step % kParts];
    if (part.spec == nullptr) return std::nullopt;
    Reads reads;
    reads.formulas = {step % kParts == 0 ? &rule.wide : &rule.narrow};
    reads.writes = &part.writes;
    reads.plain = part.plain;
    for (const FieldPath& path : part.element_paths) reads.paths.push_back(&path);
    return reads;
  }

  void Plan(Planner& planner, int step) const override {
    Implication::Part& part = planner.edition.implications[step / kParts].parts[step % kParts];
    part.step = planner.plan.AddImplication(part.spec);
    if (part.step < 0) planner.CannotCompile();
  }
};

}  // namespace

const RuleLoader& Implications() {
  static const ImplicationLoader& loader = *new ImplicationLoader;
  return loader;
}

}  // namespace risk::edition
