// exists, all, exists_one, filter and map over lists and over the keys of maps.
//
// An element that may not belong to the list, or whose predicate is undecided, leaves the result
// open where it matters. So does an open list: what it does not show may decide either way.
#include <cstdint>

#include "risk/evaluation/interpreter/interpreter_impl.h"

namespace risk::evaluation {

using expression::Node;
using expression::Quantifier;

namespace {

bool IsBoolOrUnknown(const Value& value) {
  return value.Is(ValueKind::kBool) || value.Is(ValueKind::kDyn);
}

}  // namespace

// The predicate's verdict on an element: a bool, unknown or an error.
Value Interpreter::Judge(const Node& node, const ListItem& item) {
  slots_[static_cast<size_t>(node.slot)] = item.value;
  Value verdict = Deliver(Eval(*node.predicate()));
  return verdict.is_error() || IsBoolOrUnknown(verdict) ? verdict : NoOverload();
}

Value Interpreter::EvalQuantifier(const Node& node) {
  Value range = Deliver(Eval(node.range()));
  if (range.is_error()) return range;
  const ListValue* list = nullptr;
  if (range.Is(ValueKind::kList)) {
    list = &range.list();
  } else if (range.Is(ValueKind::kMap) && range.is_decided()) {
    std::vector<ListItem> keys;
    for (const MapEntry& entry : range.map().entries) keys.push_back({entry.key});
    list = &MakeList(keys, false, nullptr).list();
  } else if (!range.is_decided()) {
    list = &MakeList({}, true, nullptr).list();
  } else {
    return NoOverload();
  }
  Value result;
  switch (node.quantifier) {
    case Quantifier::kExists:
      result = EvalExistsOrAll(node, *list, Truth::kTrue);
      break;
    case Quantifier::kAll:
      result = EvalExistsOrAll(node, *list, Truth::kFalse);
      break;
    case Quantifier::kExistsOne:
      result = EvalExistsOne(node, *list);
      break;
    case Quantifier::kFilter:
    case Quantifier::kMap:
      result = EvalFilterOrMap(node, *list);
      break;
  }
  return Resting(result, {range});
}

Value Interpreter::EvalExistsOrAll(const Node& node, const ListValue& list, Truth absorbing) {
  Value error;
  bool has_error = false;
  bool is_undecided = list.is_open;
  const Support* undecided = list.is_open ? list.extent : nullptr;
  const Support* decided = list.is_open ? nullptr : list.extent;
  for (const ListItem& item : list.items) {
    if (!Step()) break;
    Value verdict = Judge(node, item);
    if (verdict.is_error() && item.is_certain) {
      if (!has_error) error = verdict;
      has_error = true;
    } else if (!verdict.is_decided()) {
      is_undecided = true;
      undecided = Both(undecided, Both(item.membership, verdict.support()));
    } else if (verdict.truth() != absorbing) {
      decided = Both(decided, verdict.support());
    } else if (item.is_certain) {
      const Support* because = Both(Element(item.value), Both(item.membership, verdict.support()));
      return Value::Bool(absorbing).WithSupport(because);
    } else {
      is_undecided = true;
      undecided = Both(undecided, Both(item.membership, Settle(verdict.support())));
    }
  }
  if (is_undecided) return Value::Bool(Truth::kUnknown).WithSupport(undecided);
  if (has_error) return error;
  return Value::Bool(absorbing == Truth::kFalse).WithSupport(decided);
}

Value Interpreter::EvalExistsOne(const Node& node, const ListValue& list) {
  int64_t certain = 0;
  bool is_undecided = list.is_open;
  const Support* undecided = list.is_open ? list.extent : nullptr;
  const Support* decided = list.is_open ? nullptr : list.extent;
  for (const ListItem& item : list.items) {
    if (!Step()) break;
    Value verdict = Judge(node, item);
    if (verdict.is_error() && item.is_certain) return verdict;
    if (verdict.IsFalse()) {
      decided = Both(decided, verdict.support());
    } else if (verdict.IsTrue() && item.is_certain) {
      ++certain;
      decided = Both(decided, Both(Element(item.value), Both(item.membership, verdict.support())));
    } else if (!verdict.is_error()) {  // one that fails belongs to no list without an error
      is_undecided = true;
      undecided = Both(undecided, Both(item.membership, verdict.support()));
    }
  }
  if (certain > 1) return Value::Bool(false).WithSupport(decided);
  if (is_undecided) return Value::Bool(Truth::kUnknown).WithSupport(Both(decided, undecided));
  return Value::Bool(certain == 1).WithSupport(decided);
}

Value Interpreter::EvalFilterOrMap(const Node& node, const ListValue& list) {
  ListValue* result = New<ListValue>();
  result->is_open = list.is_open;
  result->extent = list.extent;
  result->unseen = list.unseen;
  std::vector<ListItem> items;
  for (ListItem item : list.items) {
    if (!Step()) break;
    if (node.predicate() != nullptr) {
      Value verdict = Judge(node, item);
      if (verdict.is_error()) {
        if (item.is_certain) return verdict;
        continue;  // had it belonged to the list, there would be an error
      }
      if (verdict.IsFalse()) {
        result->extent = Both(result->extent, verdict.support());
        continue;
      }
      const Support* why = verdict.support();
      if (verdict.is_decided() && !item.is_certain) why = Settle(why);
      item.membership = Both(item.membership, why);
      item.is_certain = item.is_certain && verdict.is_decided();
    }
    if (node.quantifier == Quantifier::kMap) {
      slots_[static_cast<size_t>(node.slot)] = item.value;
      Value mapped = Eval(*node.transform());
      if (mapped.is_error()) {
        if (item.is_certain) return mapped;
        continue;
      }
      item.value = mapped;
    }
    items.push_back(item);
  }
  if (node.quantifier == Quantifier::kMap && list.unseen != nullptr) {
    slots_[static_cast<size_t>(node.slot)] = *list.unseen;
    Value mapped = Eval(*node.transform());
    Value* unseen = New<Value>();
    *unseen = mapped.WithSupport(nullptr);
    result->unseen = mapped.is_error() ? nullptr : unseen;
  }
  result->items = CopyAll(items);
  return Value::List(result);
}

}  // namespace risk::evaluation
