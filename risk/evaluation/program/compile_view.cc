// Views: loops over their roads, and the fields of their rows.
#include "risk/evaluation/program/compiler.h"
#include "risk/expression/type.h"

namespace risk::evaluation {

using google::protobuf::FieldDescriptor;

namespace {

// The type of slot that a field of a row has; nothing for lists and messages.
std::optional<ValueType> RowValueType(const FieldDescriptor& field) {
  if (field.is_repeated()) return std::nullopt;
  return ValueTypeOf(expression::Type::OfField(field));
}

}  // namespace

bool Compiler::AddView(const ViewSpec& spec, int* index) {
  reason_.clear();
  ViewProgram view;
  view.list = layout_.AddView(spec.type);
  view.slot = globals_.Add({0, 0});
  view.indexed = {Layout::kMember};
  *index = static_cast<int>(program_.views.size());
  views_.push_back({&spec, {}, {}});
  const int node = layout_.list(view.list).node;
  for (const ViewSource& source : spec.sources) {
    if (!AddRoad(source, &view)) return Fail("road \"" + source.id + "\": " + reason_);
    view.joins |= source.joins();
  }
  for (const FieldDescriptor* key : spec.same) {
    const std::optional<ValueType> type = RowValueType(*key);
    if (!type.has_value()) return Fail("a key of another kind");
    view.same.push_back({0, layout_.Value(node, key), *type, false, nullptr});
  }
  program_.views.push_back(std::move(view));
  return true;
}

bool Compiler::AddRoad(const ViewSource& source, ViewProgram* view) {
  next_frame_ = kFirstLoopFrame;
  inlined_ = 0;
  ViewRoad& road = view->roads.emplace_back();
  std::vector<Bound> bound;
  for (const ViewExpression& loop : source.loops) {
    Rows rows;
    if (!FindRows(loop->root(), ScopeOf(bound), &rows)) return false;
    if (!rows.filters.empty() || rows.transform != nullptr || rows.element.node < 0) {
      return Fail("a loop runs over a list of messages or a view, without a filter");
    }
    size_t at;
    if (!BeginLoop(Code::kLoop, rows, 0, &at)) return false;
    Finish(at);
    road.loops.push_back(static_cast<uint32_t>(at));
    bound.push_back(rows.element);
  }
  if (source.when != nullptr) {
    road.when.push_back(static_cast<uint32_t>(code_->size()));
    if (!Truth(source.when->root(), ScopeOf(bound))) return false;
  }
  std::vector<ViewExpression> ids = source.links;
  if (source.key != nullptr) ids.push_back(source.key);
  for (const ViewExpression& id : ids) {
    road.ids.push_back(static_cast<uint32_t>(code_->size()));
    if (!Value(id->root(), ValueType::kText, ScopeOf(bound))) return false;
  }
  road.can_join = source.joins();
  views_.back().bound.push_back(std::move(bound));
  return true;
}

// A scope of its own for an expression that reads the elements of the loops around it.
Compiler::Scope* Compiler::ScopeOf(const std::vector<Bound>& bound) {
  Scope* scope = NewScope();
  scope->bound = bound;
  return scope;
}

// Later views ask for fields of earlier ones, never the other way round.
bool Compiler::FinishViews() {
  for (size_t i = program_.views.size(); i-- > 0;) {
    ViewProgram& view = program_.views[i];
    const ViewSpec& spec = *views_[i].spec;
    const int node = layout_.list(view.list).node;
    for (int f = 0; f < spec.type->field_count(); ++f) {
      const FieldDescriptor& field = *spec.type->field(f);
      const int slot = layout_.AskedValue(node, &field);
      const std::optional<ValueType> type = RowValueType(field);
      if (slot < 0 || !type.has_value()) continue;
      const bool is_highest = spec.highest[f];
      const KnownValues* const known_values = layout_.KnownValuesOf(field);
      view.fields.push_back({0, slot, *type, is_highest, nullptr});
      for (size_t r = 0; r < spec.sources.size(); ++r) {
        int constant;
        const ViewExpression& expression = spec.sources[r].fields[f];
        if (expression != nullptr && expression->root().kind == expression::NodeKind::kConstant &&
            ConstantSlot(expression->root(), *type, &constant)) {
          const Slot value = globals_.initial[constant];
          if (known_values != nullptr && !known_values->Contains(value.lo)) continue;
          views_[i].constants.resize(spec.sources.size());
          views_[i].constants[r].emplace_back(slot, constant);
          continue;
        }
        const ViewField computed = {static_cast<uint32_t>(code_->size()), slot, *type, is_highest,
                                    known_values};
        if (expression == nullptr) {
          if (!spec.sources[r].copies) continue;
          const Bound& element = views_[i].bound[r].back();
          view.roads[r].frame = element.frame;
          view.roads[r].copies.push_back({layout_.Value(element.node, &field), slot});
          continue;
        }
        if (!RoadField(*expression, views_[i].bound[r], *type)) {
          return Fail(spec.name + ", road \"" + spec.sources[r].id + "\", field \"" + field.name() +
                      "\": " + reason_);
        }
        view.roads[r].fields.push_back(computed);
      }
    }
  }
  return true;
}

void Compiler::FillConstants() {
  for (size_t i = 0; i < program_.views.size(); ++i) {
    ViewProgram& view = program_.views[i];
    view.initial = &layout_.initial(view.list + 1);
    views_[i].constants.resize(view.roads.size());
    for (size_t r = 0; r < view.roads.size(); ++r) {
      view.roads[r].initial = *view.initial;
      for (const auto& [slot, global] : views_[i].constants[r]) {
        view.roads[r].initial[slot] = globals_.initial[global];
      }
    }
  }
}

bool Compiler::RoadField(const expression::CheckedExpression& expression,
                         const std::vector<Bound>& bound, ValueType type) {
  next_frame_ = kFirstLoopFrame + static_cast<int>(bound.size());
  inlined_ = 0;
  Scope* scope = ScopeOf(bound);
  return type == ValueType::kTruth ? Truth(expression.root(), scope)
                                   : Value(expression.root(), type, scope);
}

bool Compiler::OccasionCount(const Node& node, Scope* scope) {
  Rows rows;
  if (!FindRows(node.child(0), scope, &rows)) return false;
  const int view = program_.lists[rows.list].view;
  if (view < 0 || rows.transform != nullptr) return Fail("occasions() of what is no view");
  if (program_.views[view].same.empty()) return Fail("occasions() of a view without `same`");
  size_t index;
  if (!BeginLoop(Code::kOccasions, rows, static_cast<int>(rows.filters.size()), &index)) {
    return false;
  }
  EndLoop(index, rows);
  return true;
}

}  // namespace risk::evaluation
