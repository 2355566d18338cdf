// The rows of views: computed once for a record, road by road.
#include <algorithm>
#include <utility>
#include <vector>

#include "risk/evaluation/program/machine.h"
#include "risk/evaluation/program/machine_rows.h"
#include "risk/evaluation/program/slot_ranges.h"
#include "risk/evaluation/value/joined_rows.h"

namespace risk::evaluation {

struct Machine::ViewInMaking {
  const ViewProgram& view;
  Rows& rows;
  std::vector<LinkedRow> linked;  // of a view that joins
  bool has_error = false;
};

namespace {

template <typename Range>
Range Narrower(Range a, Range b) {
  const Range both = {std::max(a.low, b.low), std::min(a.high, b.high)};
  return both.low <= both.high ? both : Hull(a, b);
}

bool IsSameText(Slot a, Slot b) {
  return IsKnownText(a) && IsKnownText(b) && Text(a) == Text(b);
}

// What two rows that are one say together.
Slot Together(const ViewField& field, Slot a, Slot b) {
  switch (field.type) {
    case ValueType::kTruth:
      return {std::max(a.lo, b.lo), std::max(a.hi, b.hi)};
    case ValueType::kInt:
      if (field.is_highest) return ToSlot(Greatest(Ints(a), Ints(b)));
      return ToSlot(Narrower(Ints(a), Ints(b)));
    case ValueType::kDouble:
      return ToSlot(Narrower(Doubles(a), Doubles(b)));
    case ValueType::kText:
      if (!IsKnownText(a)) return b;
      return !IsKnownText(b) || IsSameText(a, b) ? a : kUnknownText;
  }
  return a;
}

// Either of the two.
Slot Either(const ViewField& field, Slot a, Slot b) {
  switch (field.type) {
    case ValueType::kTruth:
      return {std::min(a.lo, b.lo), std::max(a.hi, b.hi)};
    case ValueType::kInt:
      return ToSlot(Hull(Ints(a), Ints(b)));
    case ValueType::kDouble:
      return ToSlot(Hull(Doubles(a), Doubles(b)));
    case ValueType::kText:
      return IsSameText(a, b) ? a : kUnknownText;
  }
  return a;
}

}  // namespace

Slot Machine::MakeView(const ViewProgram& view, bool* has_error) {
  Rows& rows = lists_[view.list];
  rows.Clear();
  ViewInMaking making = {view, rows, {}, false};
  for (const ViewRoad& road : view.roads) RunLoops(road, 0, {}, making);
  if (view.joins) JoinViewRows(view, making);
  *has_error = making.has_error;
  IndexRows(view, rows);
  const int64_t count = static_cast<int64_t>(rows.size() / view.initial->size());
  return {0, 2 * count + 1};
}

void Machine::IndexRows(const ViewProgram& view, Rows& rows) {
  const size_t stride = view.initial->size(), count = rows.size() / stride;
  const size_t words = (count + 63) / 64;
  rows.index.assign(2 * view.indexed.size() * words, 0);
  for (size_t row = 0; row < count; ++row) {
    const Slot* const slots = rows.at(row * stride);
    for (size_t i = 0; i < view.indexed.size(); ++i) {
      const Slot slot = slots[view.indexed[i]];
      uint64_t* const word = &rows.index[2 * i * words + row / 64];
      word[0] |= static_cast<uint64_t>(slot.hi != 0) << (row % 64);
      word[words] |= static_cast<uint64_t>(slot.lo != 0) << (row % 64);
    }
  }
}

void Machine::RunLoops(const ViewRoad& road, size_t depth, Belonging belonging,
                       ViewInMaking& making) {
  if (depth == road.loops.size()) {
    AddRow(road, belonging, making);
    return;
  }
  const Instruction& loop = program_.code[road.loops[depth]];
  const ListRead& list = program_.lists[loop.other];
  const Slot slot = At(list.frame, list.slot);
  const int64_t count = slot.hi >> 1;
  elements_left_ -= count + 1;
  if (is_exhausted()) return;
  const Slot* row = lists_[list.list].at(slot.lo);
  for (int64_t n = 0; n < count; ++n, row += list.stride) {
    frames_[loop.frame] = row;
    Belonging inner = belonging;
    if (list.view >= 0) {
      inner.is_certain &= row[Layout::kMember].lo == 1;
      inner.is_many |= row[Layout::kMany].lo == 1;
    }
    RunLoops(road, depth + 1, inner, making);
  }
  if (IsClosed(list)) return;
  frames_[loop.frame] = list.unseen;
  RunLoops(road, depth + 1, {false, true}, making);
}

void Machine::AddRow(const ViewRoad& road, Belonging belonging, ViewInMaking& making) {
  if (!road.when.empty()) {
    const Truth when = Quick(&program_.code[road.when[0]]);
    if (when == Truth::kFalse) return;
    making.has_error |= when == Truth::kError;
    belonging.is_certain &= when == Truth::kTrue;
  }
  Slot* const row = making.rows.Add(road.initial);
  row[Layout::kMember] = {belonging.is_certain, 1};
  row[Layout::kMany] = {belonging.is_many, belonging.is_many};
  const Slot* const element = frames_[road.frame];
  for (const ViewRoad::Copy& copy : road.copies) row[copy.to] = element[copy.from];
  for (const ViewField& field : road.fields) {
    const Instruction* const code = &program_.code[field.start];
    const Slot value = field.type == ValueType::kTruth ? SlotOf(Quick(code)) : Compute(code);
    // What cannot be computed stays unknown.
    making.has_error |= IsError(value);
    const bool says_nothing = field.known_values != nullptr && value.lo == value.hi &&
                              !field.known_values->Contains(value.lo);
    if (!IsError(value) && !says_nothing) row[field.slot] = value;
  }
  if (!making.view.joins) return;
  LinkedRow& linked = making.linked.emplace_back();
  linked.is_certain = belonging.is_certain;
  linked.is_many = belonging.is_many;
  linked.can_join = road.can_join;
  for (uint32_t start : road.ids) {
    const Slot id = Compute(&program_.code[start]);
    making.has_error |= IsError(id);
    if (!IsError(id) && IsKnownText(id) && id.hi > 0) linked.ids.push_back(Text(id));
  }
}

// The rows as they are once those that share ids are one.
void Machine::JoinViewRows(const ViewProgram& view, ViewInMaking& making) {
  Rows joined;
  const size_t stride = view.initial->size();
  joined.groups = JoinRows(making.linked);
  for (const RowGroup& group : joined.groups) {
    Slot* const row = joined.Add(*view.initial);
    std::copy_n(making.rows.at(group.surely[0] * stride), stride, row);
    row[Layout::kMember] = {group.is_certain, 1};
    for (const ViewField& field : view.fields) {
      Slot& value = row[field.slot];
      for (size_t i = 1; i < group.surely.size(); ++i) {
        value = Together(field, value, making.rows.at(group.surely[i] * stride)[field.slot]);
      }
      for (int part : group.perhaps) {
        value = Either(field, value,
                       Together(field, value, making.rows.at(part * stride)[field.slot]));
      }
    }
  }
  making.rows = std::move(joined);
}

Slot Machine::Occasions(const Instruction* i) {
  const ViewProgram& view = program_.views[program_.lists[i->other].view];
  counter_->Begin(view.same.size());
  bool has_error = false;
  EachRow(i, [&] {
    const Instruction* rest;
    const Truth member = Member(i, i->arity, &rest);
    has_error = member == Truth::kError;
    if (has_error) return false;
    if (member == Truth::kFalse) return true;
    const Slot* const row = frames_[i->frame];
    const absl::Span<IntRange> keys =
        counter_->Add(member == Truth::kTrue, row[Layout::kMany].lo == 1);
    for (size_t k = 0; k < keys.size(); ++k) {
      const Slot key = row[view.same[k].slot];
      if (view.same[k].type != ValueType::kText) {
        keys[k] = Ints(key);
      } else if (IsKnownText(key)) {
        keys[k] = counter_->OfText(Text(key));
      }
    }
    return true;
  });
  return has_error ? kErrorSlot : ToSlot(counter_->Count());
}

}  // namespace risk::evaluation
