#include "risk/expression/summary.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "google/protobuf/descriptor.h"
#include "risk/expression/type.h"
#include "risk/schema/field.h"

namespace risk::expression {
namespace {

using google::protobuf::FieldDescriptor;

// Orders paths by name so that results do not depend on addresses.
struct ByName {
  bool operator()(const FieldPath& a, const FieldPath& b) const {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                        [](const FieldDescriptor* x, const FieldDescriptor* y) {
                                          return x == y ? false : x->full_name() < y->full_name();
                                        });
  }
};

// Whether a field says how something was recorded, and not how it is: the value and the reason of an
// Answer as written, and where a record comes from.
bool SpeaksOfTheRecord(const FieldDescriptor& field) {
  const auto* holder = field.containing_type();
  return schema::IsAnswer(holder) || holder->full_name() == "risk.v1.Provenance" ||
         (field.message_type() != nullptr &&
          field.message_type()->full_name() == "risk.v1.Provenance");
}

// Whether an operation looks for something anywhere inside a text. What a text is, how it begins and
// how it ends are asked of codes, too.
bool SearchesText(Op op) {
  return op == Op::kContains || op == Op::kMatches || op == Op::kIndexOf || op == Op::kSplit;
}

class ReadCollector {
 public:
  explicit ReadCollector(const Environment& env) : env_(env) {}

  // Visits a tree and returns the path that its value comes from, if it has one.
  std::optional<FieldPath> Walk(const Node& node) {
    switch (node.kind) {
      case NodeKind::kContext:
        return FieldPath{};
      case NodeKind::kVariable:
        summary_.variables.insert(node.variable);
        if (env_.variables()[node.variable].is_epistemic) Note(node, &summary_.epistemic);
        if (env_.variables()[node.variable].searches_text) Note(node, &summary_.search);
        return std::nullopt;
      case NodeKind::kBound: {
        auto it = slots_.find(node.slot);
        return it == slots_.end() ? std::nullopt : it->second;
      }
      case NodeKind::kSelect:
        return WalkSelect(node);
      case NodeKind::kCall:
        return WalkCall(node);
      case NodeKind::kQuantifier:
        return WalkQuantifier(node);
      default:
        for (const auto& child : node.children) Walk(*child);
        return std::nullopt;
    }
  }

  Summary Finish() {
    for (auto it = paths_.begin(); it != paths_.end(); ++it) {
      auto next = std::next(it);
      bool is_prefix = next != paths_.end() && it->size() < next->size() &&
                       std::equal(it->begin(), it->end(), next->begin());
      if (!is_prefix) summary_.paths.push_back(*it);
    }
    return std::move(summary_);
  }

 private:
  static void Note(const Node& node, std::optional<Span>* first) {
    if (!first->has_value()) *first = node.span;
  }

  std::optional<FieldPath> WalkSelect(const Node& node) {
    if (node.field != nullptr && SpeaksOfTheRecord(*node.field)) {
      Note(node, &summary_.epistemic);
    }
    std::optional<FieldPath> path = Walk(node.child(0));
    if (!path.has_value() || node.field == nullptr) return std::nullopt;
    path->push_back(node.field);
    paths_.insert(*path);
    if (node.is_test) return std::nullopt;
    return path;
  }

  std::optional<FieldPath> WalkCall(const Node& node) {
    if (node.op == Op::kKnown || node.op == Op::kCertainly || node.op == Op::kRecorded ||
        node.op == Op::kComplete) {
      Note(node, &summary_.epistemic);
    }
    if (SearchesText(node.op)) Note(node, &summary_.search);
    if (node.op == Op::kLookup) summary_.tables.insert(node.name);
    std::optional<FieldPath> first;
    for (size_t i = 0; i < node.children.size(); ++i) {
      std::optional<FieldPath> path = Walk(node.child(i));
      if (i == 0) first = std::move(path);
    }
    return node.op == Op::kIndex ? first : std::nullopt;
  }

  std::optional<FieldPath> WalkQuantifier(const Node& node) {
    std::optional<FieldPath> range = Walk(node.range());
    auto outer = slots_.find(node.slot);
    std::optional<FieldPath> saved = outer == slots_.end() ? std::nullopt : outer->second;
    slots_[node.slot] = range;
    if (node.predicate() != nullptr) Walk(*node.predicate());
    std::optional<FieldPath> transform;
    if (node.transform() != nullptr) transform = Walk(*node.transform());
    slots_[node.slot] = saved;
    if (node.quantifier == Quantifier::kFilter) return range;
    return node.quantifier == Quantifier::kMap ? transform : std::nullopt;
  }

  const Environment& env_;
  Summary summary_;
  std::set<FieldPath, ByName> paths_;
  std::map<int, std::optional<FieldPath>> slots_;
};

}  // namespace

Summary Summarize(const Node& root, const Environment& env) {
  ReadCollector collector(env);
  collector.Walk(root);
  return collector.Finish();
}

}  // namespace risk::expression
