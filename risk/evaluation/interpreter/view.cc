// Views: rows from lists, other views and standing answers, and their fields.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "risk/evaluation/interpreter/interpreter_impl.h"
#include "risk/evaluation/interpreter/scalar_field.h"
#include "risk/evaluation/interpreter/view_row.h"
#include "risk/evaluation/value/joined_rows.h"
#include "risk/evaluation/value/occasions.h"
#include "risk/expression/type.h"
#include "risk/schema/field.h"

namespace risk::evaluation {
namespace {

using google::protobuf::FieldDescriptor;

Value MissingField(const FieldDescriptor& field) {
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) return MissingScalar(field);
  return Value::Unknown(schema::IsDate(field.message_type()) ? ValueKind::kDate
                                                                 : ValueKind::kBool);
}

template <typename Range>
Range Narrower(Range a, Range b) {
  const Range both = {std::max(a.low, b.low), std::min(a.high, b.high)};
  return both.low <= both.high ? both : Hull(a, b);
}

Value OfRange(const Value& like, IntRange range) {
  if (like.Is(ValueKind::kDate)) return Value::Date({range.low, range.high});
  return Value::Int(range);
}
IntRange RangeOf(const Value& value) {
  if (value.Is(ValueKind::kDate)) return {value.days().first, value.days().last};
  return value.int_range();
}

// A key of an occasion that is no text that is known.
IntRange KeyOf(const Value& value) {
  if (value.Is(ValueKind::kBool)) return {value.IsTrue(), !value.IsFalse()};
  return value.Is(ValueKind::kInt) || value.Is(ValueKind::kDate) ? RangeOf(value) : kAnyInt;
}

// What two rows that are one say together.
Value Together(const Value& a, const Value& b, bool highest) {
  if (a.kind() != b.kind()) return a.is_decided() ? a : b;
  switch (a.kind()) {
    case ValueKind::kBool:
      if (a.IsTrue() || b.IsTrue()) return Value::Bool(true);
      return Value::Bool(a.IsFalse() && b.IsFalse() ? Truth::kFalse : Truth::kUnknown);
    case ValueKind::kInt:
      if (highest) return Value::Int(Greatest(a.int_range(), b.int_range()));
      return OfRange(a, Narrower(RangeOf(a), RangeOf(b)));
    case ValueKind::kDate:
      return OfRange(a, Narrower(RangeOf(a), RangeOf(b)));
    case ValueKind::kDouble:
      return Value::Double(Narrower(a.double_range(), b.double_range()));
    default:
      if (!a.is_decided()) return b;
      return !b.is_decided() || a.text() == b.text() ? a : Value::Unknown(a.kind());
  }
}

// Either of the two.
Value Either(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return Value();
  switch (a.kind()) {
    case ValueKind::kBool:
      return Value::Bool(a.truth() == b.truth() ? a.truth() : Truth::kUnknown);
    case ValueKind::kInt:
    case ValueKind::kDate:
      return OfRange(a, Hull(RangeOf(a), RangeOf(b)));
    case ValueKind::kDouble:
      return Value::Double(Hull(a.double_range(), b.double_range()));
    default: {
      const bool is_one = a.is_decided() && b.is_decided() && a.text() == b.text();
      return is_one ? a : Value::Unknown(a.kind());
    }
  }
}

// Collects the rows of a view, and joins those that tell of the same thing.
class ViewMaker {
 public:
  ViewMaker(Interpreter& interpreter, const ViewSpec& view)
      : interpreter_(interpreter), view_(view) {}

  Value Make() {
    for (const ViewSource& source : view_.sources) {
      bound_.clear();
      Loop(source, 0, {});
    }
    const bool joins =
        std::any_of(view_.sources.begin(), view_.sources.end(),
                    [](const ViewSource& source) { return source.joins(); });
    if (joins) Join();
    ListValue* list = interpreter_.New<ListValue>();
    list->items = interpreter_.CopyAll(rows_);
    list->extent = extent_;
    // Something to rest on, so that the variable is a step on the way and no piece that is missing.
    return Value::List(list).WithSupport(interpreter_.SettledNothing());
  }

 private:
  // Whether and why the row that is being made belongs to the view.
  struct Belonging {
    bool is_certain = true;
    bool is_many = false;
    const Support* support = nullptr;
  };

  void Loop(const ViewSource& source, size_t depth, const Belonging& belonging) {
    if (depth == source.loops.size()) {
      Add(source, belonging);
      return;
    }
    const Value range = interpreter_.EvalBound(*source.loops[depth], bound_);
    if (!range.Is(ValueKind::kList)) return;
    const ListValue& list = range.list();
    for (const ListItem& item : list.items) {
      if (!interpreter_.Step()) return;
      Belonging inner = belonging;
      inner.is_certain &= item.is_certain;
      inner.is_many |= item.is_many;
      inner.support = interpreter_.Both(belonging.support, item.membership);
      Enter(source, depth, item.value, inner);
    }
    if (!list.is_open) {
      extent_ = interpreter_.Both(extent_, interpreter_.Both(range.support(), list.extent));
      return;
    }
    const Support* open = interpreter_.Both(range.support(), list.extent);
    Enter(source, depth, list.unseen != nullptr ? *list.unseen : Value(),
          {false, true, interpreter_.Both(belonging.support, open)});
  }

  void Enter(const ViewSource& source, size_t depth, const Value& element,
             const Belonging& belonging) {
    bound_.push_back(element);
    Loop(source, depth + 1, belonging);
    bound_.pop_back();
  }

  void Add(const ViewSource& source, Belonging belonging) {
    if (source.when != nullptr) {
      const Value when = interpreter_.EvalBound(*source.when, bound_);
      if (when.IsFalse()) {
        const Support* why = interpreter_.Settle(belonging.support);
        extent_ = interpreter_.Both(extent_, interpreter_.Both(why, when.support()));
        return;
      }
      belonging.is_certain &= when.IsTrue();
      belonging.support = interpreter_.Both(belonging.support, when.support());
    }
    ViewRow* row = NewRow();
    row->source = &source;
    row->bound = interpreter_.CopyAll(bound_);
    if (source.joins()) {
      std::vector<std::string>& ids = ids_[rows_.size()];
      if (source.key != nullptr) AddId(*source.key, ids);
      for (const ViewExpression& link : source.links) AddId(*link, ids);
    }
    ListItem item;
    item.value = RefTo(row);
    item.is_certain = belonging.is_certain;
    item.is_many = belonging.is_many;
    item.membership = belonging.support;
    rows_.push_back(item);
  }

  void AddId(const expression::CheckedExpression& expression, std::vector<std::string>& ids) {
    const Value id = interpreter_.EvalBound(expression, bound_);
    if (id.Is(ValueKind::kString) && id.is_decided() && !id.text().empty()) {
      ids.emplace_back(id.text());
    }
  }

  ViewRow* NewRow() {
    ViewRow* row = interpreter_.New<ViewRow>();
    row->view = &view_;
    row->home = &interpreter_.evaluation();
    row->fields = interpreter_.NewArray<ViewRow::Field>(view_.type->field_count());
    return row;
  }

  Value RefTo(const ViewRow* row) {
    MessageRef* ref = interpreter_.NewRef(nullptr, view_.type);
    ref->is_anonymous = true;
    ref->row = row;
    return Value::Message(ref);
  }

  // The rows as they are once those that share ids are one.
  void Join() {
    std::vector<LinkedRow> linked(rows_.size());
    for (size_t i = 0; i < rows_.size(); ++i) {
      const ViewSource& source = *RowAt(i).source;
      linked[i] = {rows_[i].is_certain, rows_[i].is_many, source.joins(), {}};
      const auto ids = ids_.find(i);
      if (ids == ids_.end()) continue;
      linked[i].ids.assign(ids->second.begin(), ids->second.end());
    }
    std::vector<ListItem> joined;
    for (const RowGroup& group : JoinRows(linked)) joined.push_back(JoinedItem(group));
    rows_ = std::move(joined);
  }

  const ViewRow& RowAt(int index) const { return *rows_[index].value.message().row; }

  ListItem JoinedItem(const RowGroup& group) {
    ListItem item = rows_[group.surely[0]];
    item.is_certain = group.is_certain;
    if (group.surely.size() == 1 && group.perhaps.empty()) return item;
    std::vector<ViewPart> parts;
    for (int part : group.surely) {
      parts.push_back({&RowAt(part), true});
      if (part != group.surely[0]) {
        item.membership = interpreter_.Both(item.membership, rows_[part].membership);
      }
    }
    for (int part : group.perhaps) parts.push_back({&RowAt(part), false});
    ViewRow* row = NewRow();
    row->parts = interpreter_.CopyAll(parts);
    item.value = RefTo(row);
    return item;
  }

  Interpreter& interpreter_;
  const ViewSpec& view_;
  std::vector<Value> bound_;
  std::vector<ListItem> rows_;
  std::map<size_t, std::vector<std::string>> ids_;  // by row, of sources that join
  const Support* extent_ = nullptr;
};

}  // namespace

Value Interpreter::MakeView(const ViewSpec& view) { return ViewMaker(*this, view).Make(); }

Value Interpreter::EvalBound(const expression::CheckedExpression& expression,
                             absl::Span<const Value> bound) {
  Activation activation = activation_;
  activation.bound = bound;
  Interpreter inner(activation, evaluation(), expression.slot_count());
  inner.steps_ = inner.charged_ = steps_;
  const Value value = inner.Deliver(inner.Eval(expression.root()));
  steps_ = inner.charged_ = inner.steps_;
  return value;
}

Value Interpreter::ReadRow(const ViewRow& row, const Field& field) {
  ViewRow::Field& kept = row.fields[field.index()];
  if (kept.is_ready) return kept.value;
  if (row.home != &evaluation()) {
    // The field outlives what is evaluated now.
    Interpreter at_home(activation_, *row.home, 0);
    at_home.steps_ = at_home.charged_ = steps_;
    at_home.ReadRow(row, field);
    steps_ = at_home.charged_ = at_home.steps_;
    return kept.value;
  }
  kept.is_ready = true;
  kept.value = row.source != nullptr ? RowField(row, field) : JoinedField(row, field);
  return kept.value;
}

Value Interpreter::RowField(const ViewRow& row, const Field& field) {
  const ViewExpression& expression = row.source->fields[field.index()];
  Value value = MissingField(field);
  if (expression != nullptr) {
    value = EvalBound(*expression, row.bound);
  } else if (row.source->copies) {
    value = Deliver(ReadField(row.bound.back(), field));
  }
  // The plan reports that a field could not be evaluated; here nothing is known of it. An enum value
  // that says nothing is none.
  const bool says_nothing = field.enum_type() != nullptr && value.Is(ValueKind::kInt) &&
                            value.is_decided() && !SaysSomething(field, value);
  return value.is_error() || says_nothing ? MissingField(field).WithSupport(value.support())
                                          : value;
}

Value Interpreter::JoinedField(const ViewRow& row, const Field& field) {
  const bool highest = row.view->highest[field.index()];
  std::optional<Value> joined;
  const Support* support = nullptr;
  for (const ViewPart& part : row.parts) {  // the sure ones come first
    const Value value = ReadRow(*part.row, field);
    support = Both(support, value.support());
    if (!joined.has_value()) {
      joined = value;
      continue;
    }
    const Value together = Together(*joined, value, highest);
    joined = part.is_sure ? together : Either(*joined, together);
  }
  return joined->WithSupport(joined->is_decided() ? Settle(support) : support);
}

Value Interpreter::Occasions(const Value& operand) {
  if (!operand.Is(ValueKind::kList)) {
    return operand.is_decided() ? NoOverload() : Value::Int(IntRange{0, INT64_MAX});
  }
  OccasionCounter counter;
  const Support* support = nullptr;
  for (const ListItem& item : operand.list().items) {
    if (!item.value.Is(ValueKind::kMessage) || item.value.message().row == nullptr) {
      return Value::Error(ErrorCode::kNoSuchOverload, "occasions() takes rows of a view");
    }
    const ViewRow& row = *item.value.message().row;
    const auto& same = row.view->same;
    if (&item == operand.list().items.data()) counter.Begin(same.size());
    std::vector<IntRange> keys;
    for (const Field* key : same) {
      const Value value = ReadRow(row, *key);
      support = Both(support, value.support());
      keys.push_back(value.Is(ValueKind::kString) && value.is_decided()
                         ? counter.OfText(value.text())
                         : KeyOf(value));
    }
    const absl::Span<IntRange> into = counter.Add(item.is_certain, item.is_many);
    std::copy(keys.begin(), keys.end(), into.begin());
    support = Both(support, Element(item.value));
  }
  if (operand.list().is_open) return Value::Int(IntRange{0, INT64_MAX});
  if (operand.list().items.empty()) return Value::Int(0);
  const Value result = Value::Int(counter.Count());
  return result.WithSupport(result.is_decided() ? Settle(support) : support);
}

Value MakeView(const ViewSpec& view, const Activation& activation, Evaluation& evaluation) {
  evaluation.BeginCall();
  return Interpreter(activation, evaluation, 0).MakeView(view);
}

}  // namespace risk::evaluation
