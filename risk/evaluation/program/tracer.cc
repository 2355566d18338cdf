#include "risk/evaluation/program/tracer.h"

#include <algorithm>
#include <utility>

#include "risk/evaluation/program/machine_atoms.h"
#include "risk/evaluation/program/machine_rows.h"
#include "risk/evaluation/program/slot_ranges.h"
#include "risk/evaluation/program/tracer_rows.h"

namespace risk::evaluation {

namespace {

constexpr int64_t kMostElements = 100'000'000;

// Whether there is something to find out. Not of an error.
bool IsUndecided(Slot slot, ValueType type) {
  if (IsError(slot)) return false;
  if (type == ValueType::kText) return !IsKnownText(slot);
  if (type == ValueType::kDouble) return !Doubles(slot).is_definite();
  return slot.lo < slot.hi;
}

// Of a text or an int: whether two values are equal.
Truth IsEqual(Slot a, Slot b, ValueType type) {
  if (type != ValueType::kText) return Equal(Ints(a), Ints(b));
  if (!IsKnownText(a) || !IsKnownText(b)) return Truth::kUnknown;
  return Text(a) == Text(b) ? Truth::kTrue : Truth::kFalse;
}

// The type of the operands of an operation, all of one type; of others, that of the result.
ValueType OperandType(Code code, ValueType result) {
  switch (code) {
    case Code::kIntToDouble:
    case Code::kLookupInt:
      return ValueType::kInt;
    case Code::kDoubleToInt:
      return ValueType::kDouble;
    case Code::kTextSize:
    case Code::kLookup:
      return ValueType::kText;
    default:
      return result;
  }
}

}  // namespace

Tracer::Tracer(const Program& program, const Layout& layout, SlotRecord& record,
               const Slot* globals, PlaceNumbers& places, int64_t* budget)
    : Machine(program, record, globals, kMostElements, record.texts), record_(record),
      shared_(std::make_shared<Shared>()) {
  shared_->layout = &layout;
  shared_->places = &places;
  shared_->budget = budget;
  shared_->views.resize(program.views.size());
  shared_->of_rows.resize(program.views.size());
  shared_->numbers.resize(static_cast<size_t>(layout.list_count()) + 1);
}

Tracer::Numbers Tracer::OfTruth(const Instruction* i) {
  Begin();
  BeginVisit();
  AddTruth(i);
  EndVisit();
  return Finish();
}

Tracer::Numbers Tracer::Of(const Instruction* i, ValueType type) {
  if (type == ValueType::kTruth) return OfTruth(i);
  Begin();
  BeginVisit();
  AddValue(i, type);
  EndVisit();
  return Finish();
}

std::shared_ptr<const Ways> Tracer::WaysOf(const Instruction* i) {
  BeginVisit();
  std::shared_ptr<const Ways> ways =
      Quick(i) == Truth::kUnknown ? WaysWithin(i) : std::make_shared<const Ways>();
  EndVisit();
  return ways;
}

// Of a visit inside another one, what the outer took before is not charged.
void Tracer::BeginVisit() {
  if (shared_->budget == nullptr) {
    elements_left_ = kMostElements;
    return;
  }
  granted_ = elements_left_ = std::min(kMostElements, std::max<int64_t>(*shared_->budget, 0));
}

void Tracer::EndVisit() {
  if (shared_->budget == nullptr || granted_ == 0) return;
  *shared_->budget -= granted_ - elements_left_;
  granted_ = elements_left_;
}

// What was found since the last collection began, each once.
Tracer::Numbers Tracer::Finish() {
  Shared& shared = *shared_;
  DropRepeated();
  const size_t first = shared.begun.back();
  shared.begun.pop_back();
  Numbers numbers(shared.found.begin() + static_cast<std::ptrdiff_t>(first), shared.found.end());
  shared.found.resize(first);
  return numbers;
}

void Tracer::DropRepeated() {
  Shared& shared = *shared_;
  ++shared.collection;
  size_t end = shared.begun.empty() ? 0 : shared.begun.back();
  for (size_t i = end; i < shared.found.size(); ++i) {
    const size_t number = static_cast<size_t>(shared.found[i]);
    if (number >= shared.collected.size()) shared.collected.resize(2 * number + 16);
    if (shared.collected[number] == shared.collection) continue;
    shared.collected[number] = shared.collection;
    shared.found[end++] = shared.found[i];
  }
  shared.found.resize(end);
  shared.most_found = std::max<size_t>(size_t{1} << 16, 2 * end);
}

void Tracer::AddSlot(int frame, int slot, ValueType type) {
  if (!IsUndecided(At(frame, slot), type)) return;
  if (frame == kGlobalFrame) return AddAll(shared_->places->OfResult(slot));
  if (frame == kRootFrame) return AddPlace(frame, slot, false);
  const ListRead& list = *reads_[frame];
  if (frames_[frame] == list.unseen) return;
  if (list.view >= 0) return AddAll(OfRow(list.view, RowOf(frame), slot));
  AddPlace(frame, slot, false);
}

void Tracer::AddOpenList(const ListRead& list) {
  if (list.frame == kMadeFrame) return;  // it rests on its text
  const bool is_seen = list.frame == kRootFrame || frames_[list.frame] != reads_[list.frame]->unseen;
  if (is_seen) AddPlace(list.frame, list.slot, true);
}

void Tracer::AddTruth(const Instruction* i) {
  if (Quick(i) == Truth::kUnknown) AddUndecided(i);
}

void Tracer::AddUndecided(const Instruction* i) {
  switch (i->code) {
    case Code::kLessSlots:
    case Code::kNotLessSlots:
    case Code::kEqualSlots:
    case Code::kNotEqualSlots:
      AddSlot(i->frame, i->slot, ValueType::kInt);
      return AddSlot(static_cast<int>(i->k), i->other, ValueType::kInt);
    case Code::kInMask:
    case Code::kNotInMask:
      return AddSlot(i->frame, i->slot, ValueType::kInt);
    case Code::kIsSet:
      return AddPlace(i->frame, i->slot, false);
    case Code::kListIsSet:
      return AddOpenList(program_.lists[i->other]);
    case Code::kExistsFlat:
    case Code::kExists:
      return AddExistsOrAll(i, false);
    case Code::kAllFlat:
    case Code::kAll:
      return AddExistsOrAll(i, true);
    case Code::kExistsOne:
      return AddExistsOne(i);
    case Code::kConditionalTruth:
      return AddConditional(i, ValueType::kTruth);
    case Code::kEqualAny:
      return AddEqualAny(i, ValueType::kInt);
    case Code::kEqualAnyText:
      return AddEqualAny(i, ValueType::kText);
    case Code::kWithParts:
      return AddWithParts(i, ValueType::kTruth);
    case Code::kInRows:
      return AddInRows(i, ValueType::kInt);
    case Code::kInRowsText:
      return AddInRows(i, ValueType::kText);
    case Code::kLess:
    case Code::kLessOrEqual:
    case Code::kEqual:
    case Code::kNotEqual:
      return AddOperands(i, ValueType::kInt);
    case Code::kLessDouble:
    case Code::kLessOrEqualDouble:
    case Code::kEqualDouble:
    case Code::kNotEqualDouble:
      return AddOperands(i, ValueType::kDouble);
    case Code::kEqualText:
    case Code::kNotEqualText:
    case Code::kContains:
    case Code::kStartsWith:
    case Code::kEndsWith:
    case Code::kIsDigits:
    case Code::kMatches:
      return AddOperands(i, ValueType::kText);
    default:
      return AddOperands(i, ValueType::kTruth);
  }
}

void Tracer::AddOperands(const Instruction* i, ValueType type) {
  const Instruction* child = FirstChild(i);
  for (int n = i->arity; n > 0; --n, child = Next(child)) AddValue(child, type);
}

// A decided condition chooses; with an undecided one the result rests on all three.
void Tracer::AddConditional(const Instruction* i, ValueType type) {
  const Instruction* condition = FirstChild(i);
  const Instruction* yes = Next(condition);
  const Truth chosen = Decide(condition);
  if (chosen == Truth::kUnknown) AddUndecided(condition);
  if (chosen != Truth::kFalse) AddValue(yes, type);
  if (chosen != Truth::kTrue) AddValue(Next(yes), type);
}

void Tracer::AddValue(const Instruction* i, ValueType type) {
  if (i->code == Code::kSlot) return AddSlot(i->frame, i->slot, type);
  if (i->code == Code::kFromTruth) return AddTruth(FirstChild(i));
  if (type == ValueType::kTruth) return AddTruth(i);
  if (!IsUndecided(Compute(i), type)) return;
  switch (i->code) {
    case Code::kConditional:
      return AddConditional(i, type);
    case Code::kWithParts:
      return AddWithParts(i, type);
    case Code::kSize:
      return AddExtent(i, i->arity);
    case Code::kOccasions:
      AddKeys(i);
      return AddExtent(i, i->arity);
    case Code::kEarliest:
    case Code::kLatest:
    case Code::kSum:
    case Code::kSumDouble:
    case Code::kJoin:
    case Code::kElementAt:
      AddElements(i, type);
      return AddExtent(i, i->arity - 1);
    case Code::kRound:
      AddValue(FirstChild(i), ValueType::kDouble);
      return AddValue(Next(FirstChild(i)), ValueType::kInt);
    case Code::kIndexOf: {
      const Instruction* const part = Next(FirstChild(i));
      AddValue(FirstChild(i), ValueType::kText);
      AddValue(part, ValueType::kText);
      if (i->arity > 2) AddValue(Next(part), ValueType::kInt);
      return;
    }
    default:
      return AddOperands(i, OperandType(i->code, type));
  }
}

void Tracer::AddWithParts(const Instruction* i, ValueType type) {
  const Instruction* const reader = MakeParts(i);
  if (reader == nullptr) return;
  AddValue(FirstChild(i), ValueType::kText);
  AddValue(Next(FirstChild(i)), ValueType::kText);
  type == ValueType::kTruth ? AddUndecided(reader) : AddValue(reader, type);
}

// What it rests on that the current row belongs to the list.
void Tracer::AddMembership(const Instruction* i, int filters) {
  const ListRead& list = program_.lists[i->other];
  if (list.view >= 0 && frames_[i->frame][Layout::kMember].lo == 0) {
    AddAll(OfRow(list.view, RowOf(i->frame), Layout::kMember));
  }
  const Instruction* filter = FirstChild(i);
  for (int n = 0; n < filters; ++n, filter = Next(filter)) AddTruth(filter);
}

// What it rests on which elements a list has.
void Tracer::AddExtent(const Instruction* i, int filters) {
  const ListRead& list = program_.lists[i->other];
  if (!IsClosed(list)) AddOpenList(list);
  EachMember(i, filters, [&](bool is_certain, const Instruction* value) {
    // An element of doubt whose value is an error is none.
    const bool is_left_out = is_certain || (filters < i->arity && IsError(Compute(value)));
    if (!is_left_out) AddMembership(i, filters);
  });
}

void Tracer::AddExistsOrAll(const Instruction* i, bool is_all) {
  const ListRead& list = program_.lists[i->other];
  const int filters = i->arity - 1;
  const Truth harmless = is_all ? Truth::kTrue : Truth::kFalse;
  if (!IsClosed(list)) AddOpenList(list);
  EachMember(i, filters, [&](bool is_certain, const Instruction* condition) {
    const Truth t = Quick(condition);
    if (t == harmless) return;
    if (!is_certain) AddMembership(i, filters);
    if (t == Truth::kUnknown) AddUndecided(condition);
  });
}

void Tracer::AddExistsOne(const Instruction* i) {
  const ListRead& list = program_.lists[i->other];
  if (!IsClosed(list)) AddOpenList(list);
  EachMember(i, i->arity - 1, [&](bool is_certain, const Instruction* condition) {
    const Truth t = Quick(condition);
    if (t == Truth::kFalse || t == Truth::kError) return;
    if (!is_certain) AddMembership(i, i->arity - 1);
    if (t == Truth::kUnknown) AddUndecided(condition);
  });
}

void Tracer::AddEqualAny(const Instruction* i, ValueType type) {
  const Instruction* const value = FirstChild(i);
  const Slot slot = Compute(value);
  const Instruction* other = Next(value);
  for (int n = i->arity; n > 1; --n, other = Next(other)) {
    if (IsEqual(slot, Compute(other), type) == Truth::kUnknown) AddValue(other, type);
  }
  AddValue(value, type);
}

void Tracer::AddInRows(const Instruction* i, ValueType type) {
  const ListRead& list = program_.lists[i->other];
  const Slot slot = Compute(FirstChild(i));
  reads_[i->frame] = &list;
  EachRow(i, [&] {
    if (IsEqual(slot, At(i->frame, Layout::kElement), type) == Truth::kUnknown) {
      AddSlot(i->frame, Layout::kElement, type);
    }
    return true;
  });
  AddValue(FirstChild(i), type);
  if (!IsClosed(list)) AddOpenList(list);
}

// The elements of an aggregate, the last child of `i`.
void Tracer::AddElements(const Instruction* i, ValueType type) {
  const bool is_one = i->code == Code::kElementAt;
  int at = 0;
  // Nothing is known of one that something unseen, or of doubt, may stand before.
  bool is_found = IsClosed(program_.lists[i->other]);
  EachMember(i, i->arity - 1, [&](bool is_certain, const Instruction* value) {
    if (!is_one) return AddValue(value, type);
    if (IsError(Compute(value))) return;
    is_found = is_found && is_certain;
    if (at++ == i->slot && is_found) AddValue(value, type);
  });
}

// The keys that say which rows are one occasion.
void Tracer::AddKeys(const Instruction* i) {
  const ViewProgram& view = program_.views[program_.lists[i->other].view];
  EachMember(i, i->arity, [&](bool, const Instruction*) {
    for (const ViewField& key : view.same) AddSlot(i->frame, key.slot, key.type);
  });
}

}  // namespace risk::evaluation
